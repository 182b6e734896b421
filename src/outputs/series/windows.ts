import { type LocalSeries, LocalSlab } from '../../metrics/local-series.js';
import type { SampleBatch } from '../../metrics/sample-source.js';
import type { MetricDef, Tags } from '../../metrics/types.js';
import type { Sendable } from '../destination.js';
import { readerFor } from '../sample-value.js';
import { SeriesTable } from './series-table.js';
import { type Figures, figuresOf } from './window-figures.js';

/** What a series was in one window of time. */
export interface WindowPoint {
  readonly metric: MetricDef;
  readonly tags: Tags;
  readonly startMs: number;
  readonly figures: Figures;
}

/** Points of windows that are over. `length` counts the samples that they stand for. */
export interface WindowBatch extends Sendable {
  readonly room: number;
  readonly points: readonly WindowPoint[];
}

/** A point takes as much room as so many samples. */
const ROOM = 4;

interface OpenWindow {
  readonly series: LocalSeries;
  samples: number;
}

interface SeriesWindows {
  readonly metric: MetricDef;
  readonly tags: Tags;
  readonly read: (value: number) => number;
  readonly open: Map<number, OpenWindow>;
}

/** Adds samples up for each series and window of time. Windows are counted from 1970. */
export class Windows {
  readonly #windowMs: number;
  readonly #table: SeriesTable<SeriesWindows>;
  /** Memory of the windows that are open. */
  readonly #slabs = new Map<number, LocalSlab>();

  constructor(windowMs: number, mostSeries: number) {
    this.#windowMs = windowMs;
    this.#table = new SeriesTable(mostSeries, (metric, tags) => {
      return { metric, tags, read: readerFor(metric), open: new Map() };
    });
  }

  /** Returns how many samples belong to series that are too many. */
  add({ length, value, timeMs, metric, tags }: SampleBatch): number {
    let refused = 0;
    for (let i = 0; i < length; i++) {
      const of = this.#table.of(metric[i]!, tags[i]!);
      if (of === undefined) {
        refused++;
        continue;
      }
      const number = Math.floor(timeMs[i]! / this.#windowMs);
      const window = of.open.get(number) ?? this.#open(of, number);
      window.series.add(of.read(value[i]!));
      window.samples++;
    }
    return refused;
  }

  /** What windows that ended before this instant have; undefined when it is nothing. */
  close(beforeMs: number): WindowBatch | undefined {
    const points: WindowPoint[] = [];
    let length = 0;
    for (const { metric, tags, open } of this.#table.entries()) {
      for (const [number, { series, samples }] of open) {
        if ((number + 1) * this.#windowMs > beforeMs) continue;
        // Worked out at once: the window's memory is as large as its samples are many.
        const figures = figuresOf(series.stats(), samples);
        points.push({ metric, tags, startMs: number * this.#windowMs, figures });
        length += samples;
        open.delete(number);
      }
    }
    for (const number of this.#slabs.keys()) if ((number + 1) * this.#windowMs <= beforeMs) this.#slabs.delete(number);
    return points.length === 0 ? undefined : { length, room: points.length * ROOM, points };
  }

  #open({ metric, tags, open }: SeriesWindows, number: number): OpenWindow {
    let slab = this.#slabs.get(number);
    if (!slab) this.#slabs.set(number, (slab = new LocalSlab()));
    const window = { series: slab.make(metric, tags), samples: 0 };
    open.set(number, window);
    return window;
  }
}
