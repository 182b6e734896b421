// How true latencies are at a fixed rate: 2,000 requests a second to a server that answers after 20 ms and knows how
// long it really took, on all cores, without a warm-up. Wanted: the median within 0.5 ms of the server's own, the 99th
// percentile within 5 ms. Arguments: seconds, rounds.
import type { Round } from '../src/report/scaling/round.js';
import { startDelayedServer } from './delayed-server.js';
import { middle, numbersOr, printTable, salvoRound, scriptFile } from './rounds.js';

const [seconds, rounds] = numbersOr(10, 3);
const script = scriptFile(`
  import http from 'k6/http';
  export const options = { scenarios: { steady: {
    executor: 'constant-arrival-rate', rate: 2000, duration: '${seconds}s', preAllocatedVUs: 100, maxVUs: 1000,
  } } };
  export default function () { http.get(__ENV.URL); }
`);
const PERCENTS = [50, 95, 99] as const;

await using server = await startDelayedServer(20);
const pairs: { readonly run: Round; readonly server: readonly number[] }[] = [];
for (let round = 0; round < rounds; round++) {
  await server.took(PERCENTS);
  const run = await salvoRound(script, `--env=URL=${server.url}/`);
  pairs.push({ run, server: await server.took(PERCENTS) });
}
printTable(
  ['', 'server ms', 'salvo ms', 'difference ms'],
  PERCENTS.map((percent, index) => {
    const [own, seen] = [
      middle(pairs, (pair) => pair.server[index]!),
      middle(pairs, (pair) => pair.run.latency![`p${percent}`]),
    ];
    const difference = middle(pairs, (pair) => pair.run.latency![`p${percent}`] - pair.server[index]!);
    return [`p${percent}`, own.toFixed(2), seen.toFixed(2), difference.toFixed(2)];
  }),
);
const dropped = middle(pairs, ({ run }) => run.droppedIterations);
console.log(`${middle(pairs, ({ run }) => run.requests / run.seconds).toFixed(0)} requests/s, ${dropped} dropped.`);
