import type { MetricDef, Tags } from '../../metrics/types.js';

/**
 * Something for each series of each thread, found by the objects that name it: one thread's equal tag sets are one
 * object, and so are its metrics.
 */
export class PerSeries<Entry> {
  readonly #entries = new Map<Tags, Map<MetricDef, Entry>>();
  #lastTags: Tags | undefined;
  #ofLastTags!: Map<MetricDef, Entry>;
  readonly #make: (metric: MetricDef, tags: Tags) => Entry;

  constructor(make: (metric: MetricDef, tags: Tags) => Entry) {
    this.#make = make;
  }

  of(metric: MetricDef, tags: Tags): Entry {
    // All samples of a request come one after another and share their tags.
    if (tags !== this.#lastTags) this.#turnTo(tags);
    let entry = this.#ofLastTags.get(metric);
    if (entry === undefined) this.#ofLastTags.set(metric, (entry = this.#make(metric, tags)));
    return entry;
  }

  #turnTo(tags: Tags): void {
    let ofTags = this.#entries.get(tags);
    if (!ofTags) this.#entries.set(tags, (ofTags = new Map()));
    this.#lastTags = tags;
    this.#ofLastTags = ofTags;
  }
}
