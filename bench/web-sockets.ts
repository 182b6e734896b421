// What do WebSockets cost? Messages that come back on 1,000 sockets, and what 10,000 sockets that ping now and then need;
// one worker on one core, the server on another. With the path of a k6 as third argument the same scripts run under it in
// turn. Only what happens while all sockets are open is measured. Linux. Arguments: seconds of a run, rounds, path of k6.
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { interleaved, middle, numbersOr, pinTo, printTable, SALVO, scriptFile } from './rounds.js';

const [seconds, rounds] = numbersOr(8, 3);
const k6 = process.argv[4];
const VUS = 10;
/** The system's clock for processor times: hundredths of a second. */
const TICK_MS = 10;

const ECHO = scriptFile(`
  import { WebSocket } from 'k6/websockets';
  export const options = { scenarios: { s: { executor: 'per-vu-iterations', vus: ${VUS}, maxDuration: '10m' } } };
  export default function () {
    for (let i = 0; i < __ENV.SOCKETS / ${VUS}; i++) {
      const socket = new WebSocket(__ENV.URL);
      socket.onopen = () => { for (let n = 0; n < __ENV.FLYING; n++) socket.send('a message of some words'); };
      socket.onmessage = ({ data }) => socket.send(data);
    }
  }
`);
const BLOCKING = scriptFile(`
  import ws from 'k6/ws';
  export const options = { scenarios: { s: { executor: 'per-vu-iterations', vus: 1000, maxDuration: '10m' } } };
  export default function () {
    ws.connect(__ENV.URL, (socket) => {
      socket.on('open', () => { for (let n = 0; n < __ENV.FLYING; n++) socket.send('a message of some words'); });
      socket.on('message', (data) => socket.send(data));
    });
  }
`);
const PING = scriptFile(`
  import { WebSocket } from 'k6/websockets';
  export const options = { scenarios: { s: { executor: 'per-vu-iterations', vus: ${VUS}, maxDuration: '10m' } } };
  export default function () {
    for (let i = 0; i < __ENV.SOCKETS / ${VUS}; i++) {
      const socket = new WebSocket(__ENV.URL);
      socket.onopen = () => setInterval(() => socket.ping(), 5000);
      socket.onpong = () => {};
    }
  }
`);

interface Load {
  readonly script: string;
  readonly sockets: number;
  /** Messages under way on each socket. */
  readonly flying: number;
}

interface Measured {
  readonly perSecond: number;
  readonly cpuUs: number;
  readonly memoryMb: number;
}

pinTo(0);
const server = fork(join(import.meta.dirname, 'web-socket-server-process.js'), [], { execArgv: [] });
const ask = async <Answer>(question: string): Promise<Answer> => {
  const answer = once(server, 'message') as Promise<[Answer]>;
  server.send(question);
  return (await answer)[0];
};
const url = `ws://127.0.0.1:${await ask<number>('port')}/`;
pinTo(1);

const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  salvo: [process.execPath, SALVO, 'run', '--workers=1'],
  ...(k6 === undefined ? {} : { k6: [k6, 'run'] }),
};

/** Runs a script until it has been looked at for long enough. */
async function measure(tool: string, { script, sockets, flying }: Load): Promise<Measured> {
  const [program, ...args] = COMMANDS[tool]!;
  const env = ['-e', `URL=${url}`, '-e', `SOCKETS=${sockets}`, '-e', `FLYING=${flying}`];
  const child = spawn(program!, [...args, '--quiet', ...env, script], {
    stdio: 'ignore',
    env: { ...process.env, K6_NO_USAGE_REPORT: 'true', GOMAXPROCS: '1' },
  });
  const exited = once(child, 'exit');
  try {
    while ((await ask<Counts>('count')).sockets < sockets) await sleep(100);
    // Until code is compiled and buffers have their size.
    await sleep(3000);
    const [before, cpuBefore, startMs] = [await ask<Counts>('count'), cpuMsOf(child.pid!), performance.now()];
    await sleep(seconds * 1000);
    const [after, cpuAfter, endMs] = [await ask<Counts>('count'), cpuMsOf(child.pid!), performance.now()];
    const messages = after.messages - before.messages;
    return {
      perSecond: (messages * 1000) / (endMs - startMs),
      cpuUs: ((cpuAfter - cpuBefore) * 1000) / messages,
      memoryMb: memoryKbOf(child.pid!) / 1024,
    };
  } finally {
    child.kill('SIGKILL');
    await exited;
    while ((await ask<Counts>('count')).sockets > 0) await sleep(100);
  }
}

interface Counts {
  readonly messages: number;
  readonly sockets: number;
}

function cpuMsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

const memoryKbOf = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))![1]);

const LOADS: Readonly<Record<string, Load>> = {
  'k6/websockets, 1 under way': { script: ECHO, sockets: 1000, flying: 1 },
  'k6/websockets, 10 under way': { script: ECHO, sockets: 1000, flying: 10 },
  'k6/ws, 1 under way': { script: BLOCKING, sockets: 1000, flying: 1 },
  'k6/ws, 10 under way': { script: BLOCKING, sockets: 1000, flying: 10 },
};
const ratio = ([own, other]: readonly number[]): string[] => (other === undefined ? [] : [(own! / other).toFixed(2)]);
const tools = Object.keys(COMMANDS);
const rows: string[][] = [];
for (const [name, load] of Object.entries(LOADS)) {
  const results = await interleaved(tools, rounds, (tool) => measure(tool, load));
  const cells = (pick: (one: Measured) => number, digits: number): string[] => {
    const values = tools.map((tool) => middle(results.get(tool)!, pick));
    return [...values.map((value) => value.toFixed(digits)), ...ratio(values)];
  };
  rows.push([name, ...cells(({ perSecond }) => perSecond, 0), ...cells(({ cpuUs }) => cpuUs, 1)]);
}
const columns = (what: string): string[] => [...tools.map((tool) => `${what} ${tool}`), ...(k6 ? ['ratio'] : [])];
printTable(['1,000 sockets', ...columns('messages/s'), ...columns('CPU µs each')], rows);

const memory: string[][] = [];
for (const tool of tools) {
  const few = await measure(tool, { script: PING, sockets: 100, flying: 0 });
  const many = await measure(tool, { script: PING, sockets: 10_000, flying: 0 });
  memory.push([tool, many.memoryMb.toFixed(0), (((many.memoryMb - few.memoryMb) * 1024) / 9900).toFixed(1)]);
}
printTable(['10,000 sockets that ping', 'MB', 'KB per socket'], memory);
server.disconnect();
