import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { errors } from '../base/errors/index.js';
import type { Host } from '../base/host.js';
import { onDisk, pathOf } from './archive/places.js';
import { TarFault } from './archive/tar-fault.js';
import { remoteKey, type UnpackedArchive, unpack } from './archive/unpack.js';
import type { ScriptSource } from './bundle-types.js';
import { isAddress, type ModuleStore, RemoteModules } from './remote.js';

/** A script, and what must be let go when it is needed no more. */
export interface ReadScript extends ScriptSource, AsyncDisposable {}

export interface ReadSettings {
  /** What the file is; empty: what it looks like. */
  readonly type?: '' | 'js' | 'archive';
  /** Where modules of other machines are. */
  readonly store?: ModuleStore | undefined;
}

/** Reads the script that the user named: a file, `-` for stdin, a `file://` or `https://` address, or an archive. */
export async function readScript(
  name: string,
  host: Pick<Host, 'cwd' | 'stdin'>,
  { type = '', store }: ReadSettings = {},
): Promise<ReadScript> {
  if (name === '-')
    return fromBytes(await buffer(host.stdin), { name, entryPath: resolve(host.cwd, '-') }, type, store);
  if (isAddress(name)) return readRemote(name, store);
  const path = name.startsWith('file://') ? fileURLToPath(name) : resolve(host.cwd, name);
  try {
    // A pipe can be read only once.
    if (!statSync(path).isFile()) return await fromBytes(await readFile(path), { name, entryPath: path }, type, store);
    if (type === 'archive' || (type === '' && isArchive(firstBlockOf(path)))) return readArchive(name, path);
    return scriptOfText({ name, entryPath: path, text: await readFile(path, 'utf8') }, store);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined || code.startsWith('E_')) throw error;
    throw errors.scriptNotFound(name, REASONS[code] ?? message);
  }
}

async function fromBytes(
  bytes: Buffer,
  named: Pick<ScriptSource, 'name' | 'entryPath'>,
  type: ReadSettings['type'],
  store: ModuleStore | undefined,
): Promise<ReadScript> {
  if (type === 'js' || (type !== 'archive' && !isArchive(bytes))) {
    return scriptOfText({ ...named, text: bytes.toString('utf8') }, store);
  }
  const folder = await mkdtemp(join(tmpdir(), 'salvo-archive-'));
  try {
    const path = join(folder, 'archive.tar');
    await writeFile(path, bytes);
    return readArchive(named.name, path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readRemote(name: string, store: ModuleStore | undefined): Promise<ReadScript> {
  const { href } = new URL(name);
  const remote = new RemoteModules(store);
  try {
    return scriptOfText({ name, entryPath: href, text: await remote.text(href) }, store, remote);
  } catch (error) {
    await remote[Symbol.asyncDispose]();
    throw errors.scriptNotFound(name, (error as Error).message, 'check the address, or run a local copy');
  }
}

/** A script whose text is at hand. */
export const scriptOfText = (
  source: ScriptSource,
  store?: ModuleStore,
  remote = new RemoteModules(store),
): ReadScript => ({
  ...source,
  remote,
  [Symbol.asyncDispose]: () => remote[Symbol.asyncDispose](),
});

function readArchive(name: string, path: string): ReadScript {
  const archive = unpacked(name, path);
  const { metadata, data, root, remote } = archive;
  const shownCwd = pathOf(metadata.pwd);
  const cwd = onDisk(root, shownCwd);
  const { filename } = metadata;
  const isPiped = filename === 'file:///-';
  const entryPath = isPiped ? resolve(cwd, '-') : isAddress(filename) ? filename : onDisk(root, pathOf(filename));
  const store = {
    find: (address: string) => remote.get(remoteKey(address)),
    closed: 'it is not in the archive',
  };
  return {
    name: isPiped || isAddress(filename) ? filename.replace('file:///-', '-') : relative(cwd, entryPath),
    entryPath,
    text: data,
    remote: new RemoteModules(store),
    archive: { root, cwd, metadata },
    [Symbol.asyncDispose]: async () => archive[Symbol.dispose](),
  };
}

function unpacked(name: string, path: string): UnpackedArchive {
  try {
    return unpack(path);
  } catch (error) {
    if (error instanceof TarFault) throw errors.badArchive(name, error.message);
    throw error;
  }
}

/** A tar file says so behind the fields of its first entry. */
const isArchive = (bytes: Buffer): boolean => bytes.toString('latin1', 257, 262) === 'ustar';

function firstBlockOf(path: string): Buffer {
  const descriptor = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(512);
    return bytes.subarray(0, readSync(descriptor, bytes));
  } finally {
    closeSync(descriptor);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
};
