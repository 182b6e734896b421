// What every output has from its base: nothing is lost uncounted, nothing overtakes, and every limit holds.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { SampleBatch } from '../../src/metrics/sample-source.js';
import { type Destination, SendFailure } from '../../src/outputs/destination.js';
import { QueuedOutput, type SendTerms } from '../../src/outputs/queued-output.js';
import { batchOf, defOf, factsOf } from './batches.js';

const TERMS: SendTerms = {
  flushEveryMs: 1,
  mostPerSend: 20,
  sendsAtOnce: 1,
  // Only one that never answers is to meet the limit, also on a busy machine.
  retry: { mostAttempts: 3, attemptLimitMs: 60_000, firstDelayMs: 1, longestDelayMs: 4 },
};
type Fate = 'arrives' | 'again' | 'drop' | 'gone';

/** Does with each attempt what the list says, and then takes everything. */
class Fated implements Destination {
  readonly description = 'fated';
  readonly arrived: number[] = [];
  underWay = 0;
  mostUnderWay = 0;
  attempts = 0;
  readonly #fates: Fate[];

  constructor(fates: Fate[]) {
    this.#fates = fates;
  }

  async open(): Promise<void> {}

  async send(batches: readonly SampleBatch[]): Promise<void> {
    this.attempts++;
    this.mostUnderWay = Math.max(this.mostUnderWay, ++this.underWay);
    await new Promise(setImmediate);
    this.underWay--;
    const fate = this.#fates.shift() ?? 'arrives';
    if (fate === 'gone') throw new Error('gone');
    if (fate !== 'arrives') throw new SendFailure(fate, fate);
    for (const { value } of batches) this.arrived.push(...value);
  }

  async close(): Promise<void> {}
}

const numbers = (from: number, count: number): SampleBatch =>
  batchOf(Array.from({ length: count }, (_, at) => ({ metric: defOf('m'), value: from + at })));

test('law: what arrived and what is said to be lost are all samples, in their order', async () => {
  const fates = fc.array(fc.constantFrom<Fate>('arrives', 'arrives', 'again', 'drop', 'gone'), { maxLength: 30 });
  const sizes = fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(fates, sizes, fc.integer({ min: 1, max: 3 }), async (script, batches, sendsAtOnce) => {
      const destination = new Fated([...script]);
      const output = new QueuedOutput(destination, { ...TERMS, sendsAtOnce });
      await output.open(factsOf());
      let put = 0;
      for (const size of batches) {
        output.write(numbers(put, size));
        put += size;
        if (size % 3 === 0) await new Promise(setImmediate);
      }
      const { written, losses } = await output.close(new AbortController().signal);
      const lost = losses.reduce((sum, { samples }) => sum + samples, 0);
      assert.equal(written + lost, put);
      assert.equal(destination.arrived.length, written);
      assert.equal(new Set(destination.arrived).size, written);
      assert.ok(destination.mostUnderWay <= sendsAtOnce);
      if (sendsAtOnce === 1)
        assert.deepEqual(
          destination.arrived,
          destination.arrived.toSorted((a, b) => a - b),
        );
    }),
    { numRuns: 100 },
  );
});

test('a piece is tried so often, then it is dropped and the next one has its turn', async () => {
  const destination = new Fated(['again', 'again', 'again', 'arrives']);
  const said: string[] = [];
  const output = new QueuedOutput(destination, TERMS);
  await output.open(factsOf({}, said));
  output.write(numbers(0, 20));
  output.write(numbers(20, 20));
  while (destination.attempts < 4) await new Promise(setImmediate);
  const report = await output.close(new AbortController().signal);
  assert.deepEqual(report, { written: 20, losses: [{ why: 'again', samples: 20 }] });
  assert.deepEqual(said, ['output fated: again; trying again', 'output fated takes samples again']);
});

test('an attempt without an answer ends, and counts as one that failed', async () => {
  const signals: AbortSignal[] = [];
  const silent: Destination = {
    description: 'silent',
    open: async () => {},
    close: async () => {},
    send: (_batches, signal) =>
      new Promise((_, reject) => {
        signals.push(signal);
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      }),
  };
  const output = new QueuedOutput(silent, { ...TERMS, retry: { ...TERMS.retry!, attemptLimitMs: 50 } });
  await output.open(factsOf());
  output.write(numbers(0, 5));
  while (signals.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
  assert.ok(signals[0]!.aborted);
  const report = await output.close(AbortSignal.abort());
  assert.deepEqual(report, { written: 0, losses: [{ why: 'no answer within 50 ms', samples: 5 }] });
});

test('a place that asks to be left alone for a while is', async () => {
  const times: number[] = [];
  const busy: Destination = {
    description: 'busy',
    open: async () => {},
    close: async () => {},
    async send() {
      times.push(performance.now());
      if (times.length === 1) throw new SendFailure('busy', 'again', 300);
    },
  };
  const output = new QueuedOutput(busy, TERMS);
  await output.open(factsOf());
  output.write(numbers(0, 5));
  while (times.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
  assert.ok(times[1]! - times[0]! > 290, `${times[1]! - times[0]!} ms`);
  assert.deepEqual(await output.close(new AbortController().signal), { written: 5, losses: [] });
});

test('troubles that come and go are said three times, and always counted', async () => {
  const fates = Array.from({ length: 20 }, (_, at): Fate => (at % 2 === 0 ? 'again' : 'arrives'));
  const destination = new Fated(fates);
  const said: string[] = [];
  const output = new QueuedOutput(destination, TERMS);
  await output.open(factsOf({}, said));
  for (let at = 0; at < 10; at++) output.write(numbers(at * 20, 20));
  const report = await output.close(new AbortController().signal);
  assert.deepEqual(report, { written: 200, losses: [] });
  assert.equal(said.length, 6);
});
