import { type LocalSeries, LocalSlab } from '../../metrics/local-series.js';
import type { SampleBatch } from '../../metrics/sample-source.js';
import type { SeriesStats } from '../../metrics/snapshot.js';
import type { MetricDef, Tags } from '../../metrics/types.js';
import { readerFor } from '../sample-value.js';
import { MOST_SERIES, SeriesTable } from './series-table.js';

/** A series since the run began. */
export class SeriesTotal {
  samples = 0;
  /** What `#stats` was made of. */
  #asOf = 0;
  #stats: SeriesStats;
  readonly #series: LocalSeries;
  readonly #read: (value: number) => number;

  constructor(series: LocalSeries) {
    this.#series = series;
    this.#stats = series.stats();
    this.#read = readerFor(series.metric);
  }

  get metric(): MetricDef {
    return this.#series.metric;
  }

  get tags(): Tags {
    return this.#series.tags;
  }

  add(value: number): void {
    this.samples++;
    this.#series.add(this.#read(value));
  }

  /** The same object until there are more samples: its percentiles are worked out once. */
  stats(): SeriesStats {
    if (this.samples !== this.#asOf) {
      this.#asOf = this.samples;
      this.#stats = this.#series.stats();
    }
    return this.#stats;
  }
}

/** Adds samples up for each series, from the beginning of the run. */
export class Totals {
  readonly #slab = new LocalSlab();
  readonly #table = new SeriesTable(MOST_SERIES, (metric, tags) => new SeriesTotal(this.#slab.make(metric, tags)));

  /** Returns how many samples belong to series that are too many. */
  add({ length, value, metric, tags }: SampleBatch): number {
    let refused = 0;
    for (let i = 0; i < length; i++) {
      const total = this.#table.of(metric[i]!, tags[i]!);
      if (total) total.add(value[i]!);
      else refused++;
    }
    return refused;
  }

  /** In order of first use. */
  series(): Iterable<SeriesTotal> {
    return this.#table.entries();
  }
}
