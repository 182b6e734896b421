// What a VU costs that has a connection and sleeps most of the time, on one worker. Wanted: at most 60 kB of resident
// memory for each of 10,000, and sleeps that end within 20 ms of their time (p99). Beside it the same on bare sockets and
// timers, which shows what Node and the machine leave. All processes need as many open files as VUs. Arguments: seconds,
// rounds.
import type { Round } from '../src/report/scaling/round.js';
import { interleaved, middle, numbersOr, pinTo, printTable, salvoRound, scriptFile } from './rounds.js';
import { resultOf } from './run-variant.js';
import { startBenchServer } from './server.js';
import type { SleeperReport } from './sleeper-process.js';

const script = scriptFile(`
  import http from 'k6/http';
  import { sleep } from 'k6';
  export default function () { http.get(__ENV.URL); sleep(1); }
`);

const [seconds, rounds] = numbersOr(12, 5);
pinTo(0);
await using server = await startBenchServer();
pinTo(1);
const MANY = 10_000;
const salvo = (vus: number): Promise<Round> =>
  salvoRound(script, `--vus=${vus}`, `--duration=${seconds}s`, '--workers=1', `--env=URL=${server.url}/`);
const bare = (connections: number): Promise<SleeperReport> =>
  resultOf('sleeper-process', [server.port, connections, seconds].map(String));

const VARIANTS: Readonly<Record<string, { vus: number; run(): Promise<Round | SleeperReport> }>> = {
  'one VU': { vus: 1, run: () => salvo(1) },
  '1,000 VUs': { vus: 1_000, run: () => salvo(1_000) },
  '10,000 VUs': { vus: MANY, run: () => salvo(MANY) },
  'one bare socket': { vus: 1, run: () => bare(1) },
  '10,000 bare sockets': { vus: MANY, run: () => bare(MANY) },
};
const results = await interleaved(Object.keys(VARIANTS), rounds, (name) => VARIANTS[name]!.run());

let base = 0;
const rows = Object.entries(VARIANTS).map(([name, { vus }]) => {
  const runs = results.get(name)!;
  const full = runs.filter((run): run is Round => 'latency' in run);
  const peak = middle(runs, ({ peakMemoryBytes }) => peakMemoryBytes);
  if (vus === 1) base = peak;
  const late = runs.map(({ sleepLatenessP99 }) => sleepLatenessP99).sort((a, b) => a - b);
  const onlySalvo = (pick: (run: Round) => number, digits: number): string =>
    full.length === 0 ? '' : middle(full, pick).toFixed(digits);
  return [
    name,
    (peak / 1e6).toFixed(0),
    vus === 1 ? '' : ((peak - base) / (vus - 1) / 1000).toFixed(1),
    middle(runs, ({ requests }) => requests / seconds).toFixed(0),
    `${middle(late, (ms) => ms).toFixed(1)} (${late[0]!.toFixed(1)}–${late.at(-1)!.toFixed(1)})`,
    onlySalvo(({ latency }) => latency!.p50, 2),
    onlySalvo(({ latency }) => latency!.p99, 2),
    onlySalvo(({ failedRequests }) => failedRequests, 0),
    middle(runs, ({ cpuMs, windowMs }) => cpuMs / windowMs).toFixed(2),
  ];
});
printTable(
  ['', 'peak MB', 'kB each', 'requests/s', 'sleeps late ms, p99', 'request p50', 'p99', 'errors', 'cores'],
  rows,
);
