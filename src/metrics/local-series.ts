import { makeSeries } from './make-series.js';
import type { Series } from './series.js';
import { Slab, type SlabMessage } from './slab.js';
import type { SeriesStats } from './snapshot.js';
import { mergeStats } from './stats.js';
import type { MetricDef, Tags } from './types.js';
import { WorkerSeries } from './worker-series.js';

/** A series that the same thread writes and reads. */
export interface LocalSeries extends Series {
  readonly metric: MetricDef;
  readonly tags: Tags;
  stats(): SeriesStats;
}

/** Series over whole samples, on the main thread: the workers' own arithmetic, without their threads. */
export class LocalSlab {
  readonly #readers: WorkerSeries[] = [];
  readonly #slab = new Slab((message) => this.#accept(message));

  make(metric: MetricDef, tags: Tags): LocalSeries {
    const number = this.#readers.length;
    const writer = makeSeries(this.#slab, number, { metric, kind: 'part', tags });
    const reader = this.#readers[number]!;
    return { metric, tags, add: (value) => writer.add(value), stats: () => mergeStats(metric, [reader]) };
  }

  #accept(message: SlabMessage): void {
    if (message.def) this.#readers[message.series] = new WorkerSeries(message.def, message);
    else this.#readers[message.series]!.attach(message);
  }
}
