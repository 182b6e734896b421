// Samples for outputs, made by hand, and a place to write them to.
import { Writable } from 'node:stream';
import type { SampleBatch } from '../../src/metrics/sample-source.js';
import type { MetricDef, Tags } from '../../src/metrics/types.js';
import type { OutputFacts, OutputHost } from '../../src/outputs/types.js';

export interface Sample {
  readonly metric: MetricDef;
  readonly value: number;
  readonly timeMs?: number;
  readonly tags?: Tags;
  readonly metadata?: Tags;
}

export const batchOf = (samples: readonly Sample[]): SampleBatch => ({
  length: samples.length,
  value: Float64Array.from(samples, ({ value }) => value),
  timeMs: Float64Array.from(samples, ({ timeMs = 0 }) => timeMs),
  metric: samples.map(({ metric }) => metric),
  tags: samples.map(({ tags = {} }) => tags),
  metadata: samples.map(({ metadata }) => metadata),
});

export const defOf = (name: string, more: Partial<MetricDef> = {}): MetricDef => ({
  name,
  type: 'counter',
  contains: 'default',
  ...more,
});

/** Facts of a run without thresholds; `said` collects the warnings. */
export const factsOf = (more: Partial<OutputFacts> = {}, said: string[] = []): OutputFacts => ({
  systemTags: [],
  submetrics: [],
  thresholds: [],
  features: [],
  warn: (text) => void said.push(text),
  signal: new AbortController().signal,
  ...more,
});

/** Collects what was written; `stuck` takes the first piece and never says that it has. */
export class Screen extends Writable {
  text = '';
  readonly #kind: 'open' | 'stuck';

  constructor(kind: 'open' | 'stuck' = 'open') {
    super({ decodeStrings: false });
    this.#kind = kind;
  }

  override _write(piece: string, _encoding: BufferEncoding, done: () => void): void {
    this.text += piece;
    if (this.#kind === 'open') done();
  }
}

export const hostWith = (stdout: Screen, more: Partial<OutputHost> = {}): OutputHost => ({
  env: {},
  cwd: '/',
  stdout,
  ...more,
});
