// What a VU costs that has a connection and sleeps most of the time, on one worker. Wanted: at most 60 kB of resident
// memory for each of 10,000, all in time. Both processes need as many open files as VUs. Arguments: seconds, rounds.

import { interleaved, middle, numbersOr, pinTo, printTable, salvoRound, scriptFile } from './rounds.js';
import { startBenchServer } from './server.js';

const script = scriptFile(`
  import http from 'k6/http';
  import { sleep } from 'k6';
  export default function () { http.get(__ENV.URL); sleep(1); }
`);

const [seconds, rounds] = numbersOr(12, 3);
pinTo(0);
await using server = await startBenchServer();
pinTo(1);
const results = await interleaved([1, 1_000, 10_000], rounds, (vus) =>
  salvoRound(script, `--vus=${vus}`, `--duration=${seconds}s`, '--workers=1', `--env=URL=${server.url}/`),
);
const base = middle(results.get(1)!, ({ peakMemoryBytes }) => peakMemoryBytes);
printTable(
  ['VUs', 'peak MB', 'kB per VU', 'requests/s', 'iteration ms', 'request p50', 'p99', 'errors', 'cores'],
  [...results].map(([vus, runs]) => {
    const of = (pick: (run: (typeof runs)[number]) => number): number => middle(runs, pick);
    const peak = of(({ peakMemoryBytes }) => peakMemoryBytes);
    return [
      String(vus),
      (peak / 1e6).toFixed(0),
      vus === 1 ? '' : ((peak - base) / (vus - 1) / 1000).toFixed(1),
      of(({ requests, seconds: took }) => requests / took).toFixed(0),
      of(({ iterationMs, iterations }) => iterationMs / iterations).toFixed(1),
      of(({ latency }) => latency!.p50).toFixed(2),
      of(({ latency }) => latency!.p99).toFixed(2),
      String(of(({ failedRequests }) => failedRequests)),
      of(({ cpuMs, windowMs }) => cpuMs / windowMs).toFixed(2),
    ];
  }),
);
