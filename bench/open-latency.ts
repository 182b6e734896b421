// How true latencies are at a fixed rate: 2,000 requests a second to a server that answers after 20 ms and knows how
// long it really took, on all cores, without and with a warm-up. Wanted, as differences to the server's own: 0.5 ms for
// the median and 5 ms for the 99th percentile; with a warm-up 5 ms for the 99.9th as well. Arguments: seconds, rounds.
import type { Round, RoundLatency } from '../src/report/scaling/round.js';
import { startDelayedServer } from './delayed-server.js';
import { interleaved, middle, numbersOr, printTable, salvoRound, scriptFile } from './rounds.js';

const [seconds, rounds] = numbersOr(10, 3);
const script = scriptFile(`
  import http from 'k6/http';
  export const options = { scenarios: { steady: {
    executor: 'constant-arrival-rate', rate: 2000, duration: '${seconds}s', preAllocatedVUs: 100, maxVUs: 1000,
  } } };
  export default function () { http.get(__ENV.URL); }
`);
const VARIANTS: Readonly<Record<string, readonly string[]>> = { cold: [], warm: ['--warmup=3s'] };
const PERCENTS: readonly (readonly [keyof RoundLatency, number])[] = [
  ['p50', 50],
  ['p95', 95],
  ['p99', 99],
  ['p999', 99.9],
];

interface Pair {
  readonly run: Round;
  /** What the server took, with the requests of the warm-up. */
  readonly server: readonly number[];
}

await using server = await startDelayedServer(20);
const results = await interleaved(Object.keys(VARIANTS), rounds, async (variant): Promise<Pair> => {
  const percents = PERCENTS.map(([, percent]) => percent);
  await server.took(percents);
  const run = await salvoRound(script, `--env=URL=${server.url}/`, ...VARIANTS[variant]!);
  return { run, server: await server.took(percents) };
});
for (const [variant, pairs] of results) {
  console.log(variant === 'cold' ? 'Without a warm-up:' : `With ${VARIANTS[variant]!.join(' ')}:`);
  printTable(
    ['', 'server ms', 'salvo ms', 'difference ms'],
    PERCENTS.map(([name, percent], index) => [
      `p${percent}`,
      middle(pairs, ({ server: took }) => took[index]!).toFixed(2),
      middle(pairs, ({ run }) => run.latency![name]).toFixed(2),
      middle(pairs, ({ run, server: took }) => run.latency![name] - took[index]!).toFixed(2),
    ]),
  );
  const dropped = middle(pairs, ({ run }) => run.droppedIterations);
  console.log(`${middle(pairs, ({ run }) => run.requests / run.seconds).toFixed(0)} requests/s, ${dropped} dropped.`);
}
