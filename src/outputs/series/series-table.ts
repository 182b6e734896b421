import { type MetricDef, nameOfTags, type Tags } from '../../metrics/types.js';
import { PerSeries } from './per-series.js';

/** Something for each series over all threads; of more than so many series there is nothing. */
export class SeriesTable<Entry> {
  readonly #byName = new Map<string, Entry>();
  readonly #perThread: PerSeries<Entry | 'none'>;

  constructor(most: number, make: (metric: MetricDef, tags: Tags) => Entry) {
    this.#perThread = new PerSeries((metric, tags) => {
      const name = `${metric.name} ${nameOfTags(tags)}`;
      const known = this.#byName.get(name);
      if (known !== undefined) return known;
      if (this.#byName.size >= most) return 'none';
      const made = make(metric, tags);
      this.#byName.set(name, made);
      return made;
    });
  }

  /** Undefined when there are too many. */
  of(metric: MetricDef, tags: Tags): Entry | undefined {
    const entry = this.#perThread.of(metric, tags);
    return entry === 'none' ? undefined : entry;
  }

  /** In order of first use. */
  entries(): Iterable<Entry> {
    return this.#byName.values();
  }
}
