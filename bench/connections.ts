// Throughput of one worker on one core by the number of VUs, each with its own connection, without a pause, beside that
// of others with as many connections; the server on another core. Arguments: seconds of a run, rounds.
import { installed } from './installed.js';
import { interleaved, middle, numbersOr, pinTo, printTable, salvoRound, scriptFile } from './rounds.js';
import { runVariant } from './run-variant.js';
import { startBenchServer } from './server.js';
import { runWrk } from './wrk.js';

const script = scriptFile(`
  import http from 'k6/http';
  export default function () { http.get(__ENV.URL); }
`);

const [seconds, rounds] = numbersOr(4, 3);
const COUNTS = [1, 10, 100, 1_000, 10_000];
pinTo(0);
await using server = await startBenchServer();
pinTo(1);

const OTHERS: Readonly<Record<string, (connections: number) => Promise<{ requests: number; seconds: number }>>> = {
  ...(installed('wrk', '-v') ? { wrk: (connections) => runWrk(server.url, seconds, connections) } : {}),
  autocannon: (connections) => runVariant('autocannon', { url: server.url, seconds, connections }),
  undici: (connections) => runVariant('promises', { url: server.url, seconds, connections }),
};

const salvo = (vus: number) =>
  salvoRound(script, `--vus=${vus}`, `--duration=${seconds}s`, '--workers=1', `--env=URL=${server.url}/`);
const rows: string[][] = [];
for (const count of COUNTS) {
  const runs: Awaited<ReturnType<typeof salvo>>[] = [];
  const rates = await interleaved(['salvo', ...Object.keys(OTHERS)], rounds, async (name) => {
    if (name !== 'salvo') return rateOf(await OTHERS[name]!(count));
    runs.push(await salvo(count));
    return rateOf(runs.at(-1)!);
  });
  const rate = (name: string): number => middle(rates.get(name)!, (one) => one);
  rows.push([
    String(count),
    rate('salvo').toFixed(0),
    middle(runs, ({ cpuMs, requests }) => (cpuMs * 1000) / requests).toFixed(1),
    middle(runs, ({ latency }) => latency!.p50).toFixed(2),
    middle(runs, ({ latency }) => latency!.p99).toFixed(2),
    String(middle(runs, ({ failedRequests }) => failedRequests)),
    ...Object.keys(OTHERS).map((name) => (rate('salvo') / rate(name)).toFixed(2)),
  ]);
}
printTable(
  [
    'VUs',
    'requests/s',
    'CPU µs each',
    'p50 ms',
    'p99 ms',
    'failed',
    ...Object.keys(OTHERS).map((name) => `of ${name}`),
  ],
  rows,
);

function rateOf({ requests, seconds: took }: { requests: number; seconds: number }): number {
  return requests / took;
}
