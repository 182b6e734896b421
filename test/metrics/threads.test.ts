// Real threads: what they measured is read from shared memory, also after a death.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { MetricsReader } from '../../src/metrics/reader.js';
import type { SlabMessage } from '../../src/metrics/slab.js';
import type { TrendStats } from '../../src/metrics/snapshot.js';
import { exactPercentile, NO_PLAN, PRECISION, trendDef } from './helpers/bench-of-workers.js';

/** Runs one thread for each list, the last of which may die after its work. */
async function measure(lists: readonly Float64Array[], last: 'ends' | 'dies'): Promise<TrendStats> {
  const reader = new MetricsReader(NO_PLAN, [trendDef('time')]);
  const entry = new URL('./helpers/trend-worker.js', import.meta.url);
  await Promise.all(
    lists.map((values, number) => {
      const worker = new Worker(entry, {
        workerData: { values, dies: last === 'dies' && number === lists.length - 1 },
      });
      worker.on('message', (message: SlabMessage) => reader.accept(number, message));
      worker.on('error', (error) => assert.match(String(error), /on purpose/));
      return new Promise((resolve) => worker.on('exit', resolve));
    }),
  );
  return reader.snapshot().metrics.get('trend')!.stats as TrendStats;
}

function check(stats: TrendStats, lists: readonly Float64Array[]): void {
  const sorted = Float64Array.from(lists.flatMap((values) => [...values])).sort();
  const sum = lists.map((values) => values.reduce((a, b) => a + b, 0)).reduce((a, b) => a + b, 0);
  assert.deepEqual([stats.count, stats.min, stats.max], [sorted.length, sorted[0], sorted.at(-1)]);
  // Workers are added in the order in which they came up, which may change the last bits.
  assert.ok(Math.abs(stats.sum - sum) <= sum * 1e-12);
  for (const p of [0, 10, 50, 90, 95, 99, 99.9, 99.99, 100]) {
    const expected = exactPercentile(sorted, p);
    assert.ok(Math.abs(stats.percentile(p) - expected) <= expected * PRECISION, `p(${p})`);
  }
}

const random = (length: number): Float64Array => Float64Array.from({ length }, () => -Math.log(1 - Math.random()) * 50);

test('a million random values over three threads', async () => {
  const lists = [random(500_000), random(300_000), random(200_000)];
  check(await measure(lists, 'ends'), lists);
});

test('500 values over three threads: percentiles exactly as k6 computes them', async () => {
  const lists = [random(200), random(299), random(1)];
  const stats = await measure(lists, 'ends');
  const sorted = Float64Array.from(lists.flatMap((values) => [...values])).sort();
  assert.equal(stats.exact, true);
  for (const p of [0, 12.5, 50, 90, 95, 99, 99.9, 100]) assert.equal(stats.percentile(p), exactPercentile(sorted, p));
});

test('what a thread measured before it died is still there', async () => {
  const lists = [random(2000), random(40_000)];
  check(await measure(lists, 'dies'), lists);
});
