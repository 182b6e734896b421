// Does anything stay behind when an HTTP/2 request fails? Each fault so many times in one process, and the heap afterwards.
// `node dist/test/k6/http/h2-memory.js 10000` prints a table; the suite does the same with a few.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { MISBEHAVIOUR } from '../../helpers/h2-misbehaviour.js';
import { rawH2Server } from '../../helpers/raw-h2-server.js';
import { type Answered, testVu } from './http-vu.js';

/** One of each way to end: streams, connections, rules, messages, limits; and a timeout. */
const FAULTS = [
  'fine',
  'reset internal',
  'body cut no error',
  'closed at once',
  'closed in headers',
  'closed in body',
  'goaway calm last 0',
  'goaway seen then closed',
  'settings broken length',
  'push',
  'frame too large',
  'compression index',
  'no status',
  'trailers that do not end',
  'body too long',
  'silent',
] as const;

export interface Growth {
  readonly fault: string;
  readonly code: number;
  /** Of the heap, over all of them. */
  readonly bytes: number;
}

/** How much the heap has grown after `times` of each fault; as many before them are not counted. */
export async function growths(times: number, faults: readonly (typeof FAULTS)[number][] = FAULTS): Promise<Growth[]> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  await using server = await rawH2Server((request) => MISBEHAVIOUR[request.name]?.(request));
  using vu = testVu({ insecureSkipTLSVerify: true });
  const once = (fault: string): Promise<Answered> =>
    vu.call('get', server.url, { headers: { 'X-Case': fault }, timeout: fault === 'silent' ? 5 : 60_000 });
  const used = async (): Promise<number> => {
    // Sockets close a few turns after the request on them has ended.
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setTimeout(resolve, 5));
    server.seen.names.length = 0;
    server.seen.resets.length = 0;
    server.seen.goAways.length = 0;
    collect();
    return process.memoryUsage().heapUsed;
  };
  const found: Growth[] = [];
  for (const fault of faults) {
    let code = 0;
    for (let i = 0; i < Math.min(times, 200); i++) code = (await once(fault)).error_code;
    const before = await used();
    for (let i = 0; i < times; i++) await once(fault);
    found.push({ fault, code, bytes: (await used()) - before });
  }
  return found;
}

const [, file, times] = process.argv;
if (file === import.meta.filename && times !== undefined) {
  for (const { fault, code, bytes } of await growths(Number(times))) {
    process.stdout.write(
      `${fault.padEnd(28)} ${String(code).padStart(5)} ${(bytes / Number(times)).toFixed(1).padStart(8)} bytes each\n`,
    );
  }
}
