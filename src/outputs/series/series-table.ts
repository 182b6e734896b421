import { type MetricDef, nameOfTags, type Tags } from '../../metrics/types.js';
import { Losses } from '../losses.js';
import type { OutputReport } from '../types.js';
import { PerSeries } from './per-series.js';

/** Series that one output keeps at the same time. */
export const MOST_SERIES = 50_000;

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

/** What was lost, with what belonged to series that are too many. */
export function withRefused(losses: OutputReport['losses'], refused: number): OutputReport['losses'] {
  if (refused === 0) return losses;
  const all = new Losses();
  for (const { why, samples } of losses) all.add(why, samples);
  all.add(`there are more than ${MOST_SERIES} series`, refused);
  return all.list();
}
