import type { TagSet } from './tags.js';
import type { MetricDef } from './types.js';

/** A metric of one thread. */
export interface Metric {
  readonly def: MetricDef;
  /** Hot path: allocates nothing once the tag set has been seen. */
  add(value: number, tags: TagSet): void;
}

/** The writing side of one thread's metrics. */
export interface Recorder {
  /** The set every other one starts from: the run tags. */
  readonly rootTags: TagSet;
  /** Idempotent by name; throws when the name is taken by another type. */
  metric(def: MetricDef): Metric;
}
