import { readlinkSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { accepts, parseNetTcp, staysHere } from './net-tcp.js';
import { numbersIn } from './proc-source.js';

/** Of our connections: enough to meet every server that VUs talk to, where all VUs do the same. */
const MOST_OWN_SOCKETS = 1000;
/** Servers listen before they accept, so that the socket has a low number. */
const MOST_FDS = 1000;
const CHUNK_BYTES = 64 * 1024;
/** 50,000 sockets. */
const MOST_BYTES = 8 * 1024 * 1024;

export interface Listener {
  readonly port: number;
  /** Those that hold the listening socket; empty when it belongs to another user, or to nobody that can be seen. */
  readonly pids: readonly number[];
}

/** Who listens at the other end of this process's connections, where that is on this machine. `known` ports are left out. */
export async function findListeners(ownPid: number, known: ReadonlySet<number>): Promise<Listener[]> {
  const texts = await Promise.all(['tcp', 'tcp6'].map((file) => beginningOf(`/proc/self/net/${file}`)));
  const sockets = texts.flatMap(parseNetTcp);
  const own = socketsOf('self', (fds) => spread(fds, MOST_OWN_SOCKETS));
  const ends = sockets.filter((socket) => socket.state === 'established' && own.has(socket.inode) && staysHere(socket));
  const byPort = new Map<number, Set<number>>();
  for (const end of ends.filter(({ remotePort }) => !known.has(remotePort))) {
    const inodes = byPort.get(end.remotePort) ?? new Set();
    for (const socket of sockets) if (accepts(socket, end)) inodes.add(socket.inode);
    byPort.set(end.remotePort, inodes);
  }
  return byPort.size === 0 ? [] : holdersOf(byPort, ownPid);
}

/** One pass over all processes that we may look into. */
function holdersOf(byPort: ReadonlyMap<number, ReadonlySet<number>>, ownPid: number): Listener[] {
  const held = [...numbersIn('/proc')]
    .filter((pid) => pid !== ownPid)
    .map((pid) => ({ pid, inodes: socketsOf(pid, (fds) => fds.slice(0, MOST_FDS)) }));
  return [...byPort].map(([port, inodes]) => ({
    port,
    pids: held.filter((one) => [...inodes].some((inode) => one.inodes.has(inode))).map(({ pid }) => pid),
  }));
}

/** The inodes of a process's sockets, as far as `choose` looks. */
function socketsOf(pid: number | 'self', choose: (fds: readonly number[]) => readonly number[]): Set<number> {
  const inodes = new Set<number>();
  for (const fd of choose([...numbersIn(`/proc/${pid}/fd`)].sort((a, b) => a - b))) {
    const inode = /^socket:\[(\d+)\]$/.exec(linkOf(`/proc/${pid}/fd/${fd}`))?.[1];
    if (inode !== undefined) inodes.add(Number(inode));
  }
  return inodes;
}

/** Evenly over the whole list. */
const spread = (fds: readonly number[], most: number): readonly number[] =>
  fds.length <= most ? fds : Array.from({ length: most }, (_, at) => fds[Math.floor((at * fds.length) / most)]!);

/** Empty when it has been closed, or belongs to another user. */
function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

/** Off this thread: the kernel walks all sockets of the machine for it. Listening ones come first. */
async function beginningOf(path: string): Promise<string> {
  const parts: Buffer[] = [];
  try {
    await using file = await open(path);
    for (let bytes = 0; bytes < MOST_BYTES; ) {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(CHUNK_BYTES), 0, CHUNK_BYTES, null);
      if (bytesRead === 0) break;
      parts.push(buffer.subarray(0, bytesRead));
      bytes += bytesRead;
    }
  } catch {
    // No IPv6, no such file.
  }
  return Buffer.concat(parts).toString('latin1');
}
