// Whole samples on their way to the outputs: complete and in order while there is room, counted when there is not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Metadata } from '../../src/metrics/labels.js';
import { Recorder } from '../../src/metrics/recorder.js';
import { SampleRing } from '../../src/metrics/sample-ring.js';
import { SampleSource } from '../../src/metrics/sample-source.js';
import { METADATA_KEPT, SampleTap } from '../../src/metrics/sample-tap.js';
import type { MetricsPlan, Tags } from '../../src/metrics/types.js';
import { NO_PLAN } from './helpers/bench-of-workers.js';

interface Seen {
  readonly name: string;
  readonly value: number;
  readonly tags: Tags;
  readonly metadata: Tags | undefined;
}

function pair(capacity: number, plan: MetricsPlan = NO_PLAN) {
  const parts = SampleRing.allocate(capacity);
  const source = new SampleSource(parts, 0);
  const tap = new SampleTap({
    ring: new SampleRing(parts),
    systemTags: plan.systemTags,
    announce: (names) => source.acceptNames(structuredClone(names)),
  });
  const recorder = new Recorder({ plan, announce: () => {}, tap });
  const readAll = (): Seen[] => {
    const seen: Seen[] = [];
    for (let batch = source.read(); batch; batch = source.read()) {
      for (let i = 0; i < batch.length; i++) {
        const { metric, value, tags, metadata } = batch;
        seen.push({ name: metric[i]!.name, value: value[i]!, tags: tags[i]!, metadata: metadata[i] });
      }
    }
    return seen;
  };
  return { recorder, source, readAll };
}

const counter = (name: string) => ({ name, type: 'counter', contains: 'default' }) as const;

test('every sample arrives as it was, in order, also around the end of the ring', () => {
  const sample = fc.record({
    metric: fc.nat(2),
    value: fc.double({ noNaN: true, noDefaultInfinity: true }),
    tag: fc.nat(3),
  });
  fc.assert(
    fc.property(fc.array(fc.array(sample, { maxLength: 16 }), { maxLength: 10 }), (rounds) => {
      const { recorder, source, readAll } = pair(16);
      for (const round of rounds) {
        for (const { metric, value, tag } of round) {
          recorder.metric(counter(`m${metric}`)).add(value, recorder.rootTags.with('t', String(tag)));
        }
        const expected = round.map(({ metric, value, tag }) => ({
          name: `m${metric}`,
          value,
          tags: { t: String(tag) },
          metadata: undefined,
        }));
        assert.deepEqual(readAll(), expected);
      }
      assert.equal(source.ring.lost, 0);
    }),
  );
});

test('a full ring costs the newest samples, and counts them', () => {
  const { recorder, source, readAll } = pair(8);
  const metric = recorder.metric(counter('m'));
  for (let i = 0; i < 20; i++) metric.add(i, recorder.rootTags);
  assert.equal(source.ring.lost, 12);
  assert.deepEqual(
    readAll().map(({ value }) => value),
    [0, 1, 2, 3, 4, 5, 6, 7],
  );
  metric.add(99, recorder.rootTags);
  assert.deepEqual(
    readAll().map(({ value }) => value),
    [99],
  );
});

test('samples wait until the names they use have come', () => {
  const parts = SampleRing.allocate(8);
  const source = new SampleSource(parts, 0);
  const late: Parameters<SampleSource['acceptNames']>[0][] = [];
  const tap = new SampleTap({ ring: new SampleRing(parts), systemTags: [], announce: (names) => late.push(names) });
  const recorder = new Recorder({ plan: NO_PLAN, announce: () => {}, tap });
  recorder.metric(counter('m')).add(1, recorder.rootTags);
  assert.equal(source.read(), undefined);
  assert.equal(source.ring.waiting, 1);
  for (const names of late) source.acceptNames(names);
  assert.equal(source.read()!.length, 1);
});

test('samples carry run tags, and no system tag that was left out', () => {
  const { recorder, readAll } = pair(8, { ...NO_PLAN, runTags: { run: '7' }, systemTags: ['scenario'] });
  const tags = recorder.rootTags.with('scenario', 's').with('group', '::g').with('check', 'c').with('mine', 'x');
  recorder.metric(counter('m')).add(1, tags);
  assert.deepEqual(readAll()[0]!.tags, { run: '7', scenario: 's', mine: 'x' });
});

test('samples without room for their tag set say so', () => {
  // The limit on sets is four times that on series.
  const { recorder, source, readAll } = pair(64, { ...NO_PLAN, seriesLimit: 1 });
  const metric = recorder.metric(counter('m'));
  for (let i = 0; i < 10; i++) metric.add(1, recorder.rootTags.with('n', String(i)));
  assert.equal(readAll().length, 10);
  assert.equal(source.ring.shortened, 7);
});

test('labels stay on sets that are made from labelled ones, and metadata may be any number of times new', () => {
  const { recorder, readAll } = pair(8);
  const metric = recorder.metric(counter('m'));
  const lasting = new Metadata({ trace: 'first' });
  const labels = { vu: 3, iteration: 0, metadata: lasting };
  const labelled = recorder.labelled(recorder.rootTags, labels);
  metric.add(1, labelled.with('a', 'b').without('a').with('c', 'd'));
  assert.deepEqual(readAll(), [
    { name: 'm', value: 1, tags: { c: 'd' }, metadata: { vu: '3', iter: '0', trace: 'first' } },
  ]);
  for (let i = 0; i < METADATA_KEPT + 100; i++) {
    const metadata = new Metadata({ trace: String(i) });
    metric.add(1, recorder.labelled(labelled, { vu: -1, iteration: -1, metadata }));
    assert.deepEqual(readAll()[0]!.metadata, { trace: String(i) });
  }
  metric.add(1, labelled);
  assert.deepEqual(readAll()[0]!.metadata, { vu: '3', iter: '0', trace: 'first' });
});

test('what is not finite stays out', () => {
  const { recorder, readAll } = pair(8);
  const gauge = recorder.metric({ name: 'g', type: 'gauge', contains: 'default' });
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, 1]) gauge.add(value, recorder.rootTags);
  assert.deepEqual(
    readAll().map(({ value }) => value),
    [1],
  );
});
