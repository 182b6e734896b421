import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ScenarioConfig } from '../../src/executors/config.js';
import { needsOf } from '../../src/executors/index.js';
import type { VuStep } from '../../src/executors/needs.js';
import { peakOf, type Ramp, type Span, spansOf } from '../../src/executors/ramp.js';
import { stagesEndMs } from '../../src/executors/stages.js';
import { Segment } from '../../src/shard/segment.js';
import { Share } from '../../src/shard/share.js';
import { segmentsOf, sequences } from '../shard/sequences.js';
import { ramps, scenario } from './configs.js';

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const vuSteps = (config: ScenarioConfig, segment: Segment): readonly VuStep[] => needsOf(config, segment).steps();
const ms = (span: Span): [number, number, number] => [span.fromMs, span.toMs, span.interruptMs];

test('0 to 10 VUs in 10 s puts VU 1 at 1 s and VU 10 at 10 s; back down the first stops after 1 s', () => {
  const stages = [
    { duration: '10s', target: 10 },
    { duration: '10s', target: 0 },
  ];
  const config = scenario('ramping-vus', { startVUs: 0, stages, gracefulRampDown: '500ms' });
  for (const index of upTo(10)) {
    const [from, to] = [(index + 1) * 1000, 20_000 - index * 1000];
    assert.deepEqual(spansOf(config, index).map(ms), [[from, to, to + 500]]);
  }
  assert.deepEqual(spansOf(config, 10), []);
});

test('who is active at the end has gracefulStop; who ramps down has gracefulRampDown, but not beyond that', () => {
  const stages = [{ duration: '1s', target: 1 }];
  const config = scenario('ramping-vus', { startVUs: 3, stages, gracefulRampDown: '10s', gracefulStop: '2s' });
  assert.deepEqual(
    upTo(3).map((index) => spansOf(config, index).map(ms)),
    [[[0, 1000, 3000]], [[0, 1000, 3000]], [[0, 500, 3000]]],
  );
  const strict = scenario('ramping-vus', { startVUs: 3, stages, gracefulRampDown: 0, gracefulStop: '2s' });
  assert.deepEqual(
    upTo(3).map((index) => spansOf(strict, index).map(ms)),
    [[[0, 1000, 3000]], [[0, 1000, 1000]], [[0, 500, 500]]],
  );
});

test('stages of no length jump; down and up in one instant is no interruption', () => {
  const stages = [
    { duration: 0, target: 5 },
    { duration: 1000, target: 5 },
    { duration: 0, target: 0 },
    { duration: 0, target: 3 },
    { duration: 1000, target: 3 },
  ];
  const config = scenario('ramping-vus', { startVUs: 1, stages, gracefulRampDown: 0, gracefulStop: 0 });
  assert.deepEqual(spansOf(config, 2).map(ms), [[0, 2000, 2000]]);
  assert.deepEqual(spansOf(config, 4).map(ms), [[0, 1000, 1000]]);
});

/** The curve by k6's own words: a list of moments and the number of VUs from then on, in BigInt nanoseconds. */
function curveOf({ startVUs, stages }: Ramp): { atNs: bigint; vus: number }[] {
  const curve = [{ atNs: 0n, vus: startVUs }];
  let [from, endNs] = [startVUs, 0n];
  for (const { durationMs, target } of stages) {
    const durationNs = BigInt(durationMs) * 1_000_000n;
    endNs += durationNs;
    for (let vus = from; vus !== target; ) {
      vus += Math.sign(target - from);
      curve.push({ atNs: endNs - (durationNs * BigInt(target - vus)) / BigInt(target - from), vus });
    }
    from = target;
  }
  return curve;
}

const valueAt = (steps: readonly VuStep[], atMs: number): number =>
  steps.findLast((step) => step.atMs <= atMs)?.vus ?? 0;

const workers = fc.integer({ min: 1, max: 8 });

test('at every instant the active VUs of all workers and segments are the curve', () => {
  fc.assert(
    fc.property(ramps, sequences, workers, fc.nat(7), (config, points, count, offset) => {
      const spans = segmentsOf(points).flatMap((segment) =>
        upTo(count).flatMap((index) =>
          new Share({ index, count }, offset)
            .slots(needsOf(config, segment).slots)
            .map((slot) => spansOf(config, segment.globalIndex(slot))),
        ),
      );
      assert.equal(spans.length, peakOf(config));
      const curve = curveOf(config);
      const endMs = stagesEndMs(config.stages);
      const instants = new Set(curve.flatMap(({ atNs }) => [Number(atNs) / 1e6, Number(atNs + 1n) / 1e6]));
      for (const at of [...instants].filter((instant) => instant < endMs)) {
        const active = spans.filter((list) => list.some(({ fromMs, toMs }) => fromMs <= at && at < toMs)).length;
        const planned = curve.findLast(({ atNs }) => Number(atNs) / 1e6 <= at)!.vus;
        assert.equal(active, planned, `at ${at}`);
      }
    }),
  );
});

test('the reservation covers what is active, is a stack, and adds up over segments', () => {
  fc.assert(
    fc.property(ramps, sequences, (config, points) => {
      const whole = vuSteps(config, Segment.whole);
      const parts = segmentsOf(points).map((segment) => vuSteps(config, segment));
      for (const { atMs } of whole)
        assert.equal(
          valueAt(whole, atMs),
          parts.reduce((sum, steps) => sum + valueAt(steps, atMs), 0),
        );
      const spans = upTo(peakOf(config)).map((index) => spansOf(config, index));
      const reserved = (index: number, at: number): boolean =>
        spans[index]!.some(({ fromMs, interruptMs }) => fromMs <= at && at < interruptMs);
      for (const { atMs } of whole) {
        const held = upTo(peakOf(config)).filter((index) => reserved(index, atMs));
        assert.deepEqual(held, upTo(valueAt(whole, atMs)), `at ${atMs}`);
      }
      assert.equal(whole.at(-1)?.vus ?? 0, 0);
      assert.ok((whole.at(-1)?.atMs ?? 0) <= stagesEndMs(config.stages) + config.gracefulStopMs);
    }),
  );
});

test('reservations of a ramp, with and without time to ramp down', () => {
  const stages = [
    { duration: '2s', target: 2 },
    { duration: '2s', target: 0 },
    { duration: '2s', target: 2 },
  ];
  const steps = (gracefulRampDown: string): readonly VuStep[] =>
    vuSteps(scenario('ramping-vus', { startVUs: 0, stages, gracefulRampDown, gracefulStop: '3s' }), Segment.whole);
  const list = (all: readonly VuStep[]): number[][] => all.map(({ atMs, vus }) => [atMs, vus]);
  assert.deepEqual(list(steps('0s')), [
    [1000, 1],
    [2000, 2],
    [3000, 1],
    [4000, 0],
    [5000, 1],
    [6000, 2],
    [9000, 0],
  ]);
  assert.deepEqual(list(steps('1500ms')), [
    [1000, 1],
    [2000, 2],
    [4500, 1],
    [6000, 2],
    [9000, 0],
  ]);
});
