// What a scripted request costs: `http.get` and a check with full metrics, against autocannon and against undici's own
// dispatch with a promise for each request. One core for the generator, the server on another one; fresh processes,
// interleaved rounds in turning order, medians. Arguments: seconds of a round, rounds, connections.
import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { startBenchServer } from './server.js';

const VARIANTS = ['script', 'script, undici', 'client', 'autocannon', 'promises'] as const;
type Variant = (typeof VARIANTS)[number];

interface Result {
  /** While measured, and with those that warmed up. */
  readonly requests: number;
  readonly all: number;
  readonly seconds: number;
  readonly userMs: number;
  readonly systemMs: number;
}

const [seconds = 5, rounds = 5, connections = 50] = process.argv.slice(2).map(Number);
const pinned = hasTaskset();
// The server before anything else, on the first core; the generators on the second one.
if (pinned) execFileSync('taskset', ['-pc', '0', String(process.pid)], { stdio: 'ignore' });
await using server = await startBenchServer(58);

const results = new Map<Variant, Result[]>(VARIANTS.map((variant) => [variant, []]));
for (let round = 0; round < rounds; round++) {
  const order = round % 2 === 0 ? VARIANTS : [...VARIANTS].reverse();
  for (const variant of order) {
    await server.reset();
    const result = await run(variant);
    const counted = await server.reset();
    results.get(variant)!.push(result);
    // autocannon stops with a request on each connection; the others finish theirs.
    if (counted !== result.all && variant !== 'autocannon') {
      console.log(`  ${variant}: counted ${result.all}, the server ${counted}`);
    }
  }
}
print();

async function run(variant: Variant): Promise<Result> {
  const child = fork(join(import.meta.dirname, 'http-variant.js'), [
    variant,
    server.url,
    String(seconds),
    String(connections),
  ]);
  if (pinned) execFileSync('taskset', ['-apc', '1', String(child.pid)], { stdio: 'ignore' });
  let result: Result | undefined;
  child.once('message', (message) => (result = message as Result));
  await once(child, 'exit');
  if (!result) throw new Error(`${variant} has ended without a result`);
  return result;
}

function print(): void {
  const rate = (variant: Variant): number => median(results.get(variant)!.map((one) => one.requests / one.seconds));
  const cost = (variant: Variant, of: 'userMs' | 'systemMs'): string =>
    `${median(results.get(variant)!.map((one) => (one[of] * 1000) / one.requests)).toFixed(1)} µs`.padStart(9);
  console.log(
    `${connections} connections, ${rounds} rounds of ${seconds} s${pinned ? ', one core each' : ', cores shared'}`,
  );
  for (const variant of VARIANTS) {
    const shares = (['autocannon', 'promises'] as const).map((other) => (rate(variant) / rate(other)).toFixed(2));
    const costs = [cost(variant, 'userMs'), cost(variant, 'systemMs')];
    const figures = [rate(variant).toFixed(0).padStart(8), ...costs, ...shares];
    console.log(`${variant.padEnd(15)} ${figures.join('  ')}`);
  }
  console.log('columns: requests/s, CPU per request (own, system), share of autocannon, share of undici with promises');
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function hasTaskset(): boolean {
  try {
    execFileSync('taskset', ['-pc', '0-1', String(process.pid)], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
