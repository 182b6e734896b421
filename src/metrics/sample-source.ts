import { SampleRing, type SampleRingParts } from './sample-ring.js';
import { METADATA_KEPT, type SampleNames } from './sample-tap.js';
import type { MetricDef, Tags } from './types.js';

/** Samples of one thread, in the order in which they were taken. Columns are parallel. */
export interface SampleBatch {
  readonly length: number;
  readonly value: Float64Array;
  /** Wall clock, ms, with its fraction. */
  readonly timeMs: Float64Array;
  readonly metric: readonly MetricDef[];
  /** Equal sets of one thread are the same object. */
  readonly tags: readonly Tags[];
  /** What is no tag: vu, iter and the script's own. */
  readonly metadata: readonly (Tags | undefined)[];
}

/** At most as many in one batch, so that the main thread does something else in between. */
const MOST_PER_BATCH = 8192;

/** The main thread's end of one thread's whole samples. */
export class SampleSource {
  readonly ring: SampleRing;
  readonly #metrics: MetricDef[] = [];
  readonly #tagSets: Tags[] = [];
  readonly #metadata = new Map<number, Tags>();
  #lastLabels: { vu: number; iteration: number; metadata: number; labels: Tags | undefined } | undefined;
  readonly #epochAtZeroMs: number;

  constructor(
    parts: SampleRingParts,
    /** Wall clock at monotonic zero. */
    epochAtZeroMs: number,
  ) {
    this.#epochAtZeroMs = epochAtZeroMs;
    this.ring = new SampleRing(parts);
  }

  acceptNames(names: SampleNames): void {
    if (names.kind === 'metric') this.#metrics[names.number] = names.def;
    else if (names.kind === 'tagSet') this.#tagSets[names.number] = names.tags;
    else {
      this.#metadata.set(names.number, names.data);
      // No sample that is still to be read can use a number this old.
      this.#metadata.delete(names.number - METADATA_KEPT - this.ring.capacity);
    }
  }

  /** The next samples; undefined when there are none, or none whose names have arrived. */
  read(): SampleBatch | undefined {
    const { ring } = this;
    const most = Math.min(ring.waiting, MOST_PER_BATCH);
    if (most === 0) return undefined;
    const value = new Float64Array(most);
    const timeMs = new Float64Array(most);
    const metric: MetricDef[] = [];
    const tags: Tags[] = [];
    const metadata: (Tags | undefined)[] = [];
    const { columns } = ring;
    const first = ring.oldest;
    let length = 0;
    for (; length < most; length++) {
      const at = (first + length) % ring.capacity;
      const def = this.#metrics[columns.metric[at]!];
      const set = this.#tagSets[columns.tagSet[at]!];
      if (!def || !set || !this.#knows(columns.metadata[at]!)) break;
      value[length] = columns.value[at]!;
      timeMs[length] = columns.timeMs[at]! + this.#epochAtZeroMs;
      metric.push(def);
      tags.push(set);
      metadata.push(this.#labelsAt(at));
    }
    ring.take(length);
    return length === 0 ? undefined : { length, value, timeMs, metric, tags, metadata };
  }

  #knows(number: number): boolean {
    return number === 0 || this.#metadata.has(number);
  }

  #labelsAt(at: number): Tags | undefined {
    const { columns } = this.ring;
    const vu = columns.vu[at]!;
    const iteration = columns.iteration[at]!;
    const metadata = columns.metadata[at]!;
    if (vu < 0 && iteration < 0 && metadata === 0) return undefined;
    const last = this.#lastLabels;
    if (last && last.vu === vu && last.iteration === iteration && last.metadata === metadata) return last.labels;
    const labels = {
      ...(vu < 0 ? {} : { vu: String(vu) }),
      ...(iteration < 0 ? {} : { iter: String(iteration) }),
      ...this.#metadata.get(metadata),
    };
    this.#lastLabels = { vu, iteration, metadata, labels };
    return labels;
  }
}
