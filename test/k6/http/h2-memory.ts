// Does anything stay behind when an HTTP/2 request fails? Each fault so many times in one process, and the heap afterwards.
// `node dist/test/k6/http/h2-memory.js 10000` prints a table; the suite does the same with a few.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { HttpClient } from '../../../src/protocols/http/client.js';
import { HttpEnvironment } from '../../../src/protocols/http/environment.js';
import type { Exchange } from '../../../src/protocols/http/exchange.js';
import { httpFailures } from '../../../src/protocols/http/http-failures.js';
import { Network } from '../../../src/protocols/net/network.js';
import { parseUrl } from '../../../src/protocols/net/url.js';
import { MISBEHAVIOUR } from '../../helpers/h2-misbehaviour.js';
import { rawH2Server } from '../../helpers/raw-h2-server.js';
import { DEFAULTS } from './http-vu.js';

/** One of each way to end: streams, connections, rules, messages; and one that never comes. */
const FAULTS = [
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

type Fault = (typeof FAULTS)[number];

export interface Growth {
  readonly fault: Fault;
  readonly code: number;
  /** Of the heap, over all of them. */
  readonly bytes: number;
}

/** How much the heap has grown over `times` of each fault, after as many that are not counted. */
export async function growths(times: number, faults: readonly Fault[] = FAULTS): Promise<Growth[]> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  await using server = await rawH2Server((request) => MISBEHAVIOUR[request.name]?.(request));
  const settings = { ...DEFAULTS, insecureSkipTLSVerify: true };
  const environment = new HttpEnvironment(settings, new Network(settings, {}), {});
  const client = new HttpClient(environment, { sent: 0, received: 0 });
  const url = parseUrl(server.url);
  const once = (fault: Fault): Promise<Exchange> =>
    new Promise((done) => {
      const request = { method: 'GET', url, host: url.host, userAgent: 'a', headers: ['X-Case', fault], body: null };
      const flight = client.send({ ...request, keepBody: true }, { done });
      if (fault === 'silent') setTimeout(() => flight.fail(httpFailures.timeout()), 1);
    });
  const many = async (fault: Fault): Promise<number> => {
    for (let i = 1; i < times; i++) await once(fault);
    return (await once(fault)).failure?.code ?? 0;
  };
  const used = async (): Promise<number> => {
    // Sockets close a few turns after the request on them has ended.
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setTimeout(resolve, 5));
    for (const list of [server.seen.names, server.seen.resets, server.seen.goAways]) list.length = 0;
    collect();
    return process.memoryUsage().heapUsed;
  };
  const found: Growth[] = [];
  for (const fault of faults) {
    await many(fault);
    const before = await used();
    const code = await many(fault);
    found.push({ fault, code, bytes: (await used()) - before });
  }
  client.destroy();
  return found;
}

const [, file, times] = process.argv;
if (file === import.meta.filename && times !== undefined) {
  for (const { fault, code, bytes } of await growths(Number(times))) {
    const each = (bytes / Number(times)).toFixed(1);
    process.stdout.write(`${fault.padEnd(28)} ${String(code).padStart(5)} ${each.padStart(8)} bytes each\n`);
  }
}
