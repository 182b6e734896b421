// Throughput of one worker on one core by the number of VUs, each with its own connection, without a pause; the server
// on another core. Arguments: seconds of a run, rounds.
import { interleaved, middle, numbersOr, pinTo, printTable, salvoRound, scriptFile } from './rounds.js';
import { startBenchServer } from './server.js';

const script = scriptFile(`
  import http from 'k6/http';
  export default function () { http.get(__ENV.URL); }
`);

const [seconds, rounds] = numbersOr(5, 3);
pinTo(0);
await using server = await startBenchServer();
pinTo(1);
const results = await interleaved([1, 10, 100, 1_000, 10_000], rounds, (vus) =>
  salvoRound(script, `--vus=${vus}`, `--duration=${seconds}s`, '--workers=1', `--env=URL=${server.url}/`),
);
printTable(
  ['VUs', 'requests/s', 'CPU µs per request', 'p50 ms', 'p99 ms', 'failed'],
  [...results].map(([vus, runs]) => [
    String(vus),
    middle(runs, ({ requests, seconds: took }) => requests / took).toFixed(0),
    middle(runs, ({ cpuMs, requests }) => (cpuMs * 1000) / requests).toFixed(1),
    middle(runs, ({ latency }) => latency!.p50).toFixed(2),
    middle(runs, ({ latency }) => latency!.p99).toFixed(2),
    String(middle(runs, ({ failedRequests }) => failedRequests)),
  ]),
);
