import type { MetricDef, Tags } from '../../metrics/types.js';
import type { SeriesTotal } from '../series/totals.js';
import type { TrendStat } from '../series/trend-stat.js';
import { ProtoWriter } from '../wire/proto-writer.js';
import { labelsOf } from './labels.js';
import { writeNativeHistogram } from './native-histogram.js';
import { histogramName, promFigures, unitFactor } from './prom-series.js';

/** How trends are written. */
export interface TrendForm {
  readonly asHistogram: boolean;
  readonly stats: readonly TrendStat[];
}

/** What a series is written as: its labels do not change and are written once. */
interface WrittenSeries {
  readonly labels: Uint8Array;
  writeValue(into: ProtoWriter, timeMs: number): void;
}

/** The NaN by which Prometheus knows that a series has ended. */
const STALE = Buffer.from('7ff0000000000002', 'hex').reverse();

/** Makes the WriteRequests of Prometheus' remote write, version 1, of series since the run began. */
export class WriteRequests {
  readonly #known = new WeakMap<SeriesTotal, readonly WrittenSeries[]>();
  readonly #form: TrendForm;

  constructor(form: TrendForm) {
    this.#form = form;
  }

  of(series: readonly SeriesTotal[], timeMs: number): Buffer {
    return this.#written(series, ({ writeValue }, into) => writeValue(into, timeMs));
  }

  /** Tells that the series have ended. */
  staleMarkers(series: readonly SeriesTotal[], timeMs: number): Buffer {
    return this.#written(series, (_, into) => {
      // The field's own tag: a double that is written as a number would not keep its bits.
      into.message(2, (sample) =>
        sample
          .raw(Buffer.from([0x09]))
          .raw(STALE)
          .uint(2, timeMs),
      );
    });
  }

  #written(series: readonly SeriesTotal[], write: (series: WrittenSeries, into: ProtoWriter) => void): Buffer {
    const request = new ProtoWriter();
    const one = new ProtoWriter();
    for (const total of series) {
      for (const written of this.#of(total)) {
        one.reset().raw(written.labels);
        write(written, one);
        request.bytes(1, one.written);
      }
    }
    return request.written;
  }

  #of(total: SeriesTotal): readonly WrittenSeries[] {
    let known = this.#known.get(total);
    if (!known) this.#known.set(total, (known = this.#make(total)));
    return known;
  }

  #make(total: SeriesTotal): readonly WrittenSeries[] {
    const { metric, tags } = total;
    if (metric.type === 'trend' && this.#form.asHistogram) return [histogramOf(total, metric)];
    return promFigures(metric, this.#form.stats).map(({ name, read }) => ({
      labels: labelBytes(name, tags),
      writeValue: (into, timeMs) => into.message(2, (sample) => sample.double(1, read(total.stats())).uint(2, timeMs)),
    }));
  }
}

function histogramOf(total: SeriesTotal, metric: MetricDef): WrittenSeries {
  return {
    labels: labelBytes(histogramName(metric), total.tags),
    writeValue(into, timeMs) {
      const stats = total.stats();
      if (stats.type !== 'trend') return;
      into.message(4, (histogram) => writeNativeHistogram(histogram, stats, unitFactor(metric), timeMs));
    },
  };
}

function labelBytes(name: string, tags: Tags): Uint8Array {
  const writer = new ProtoWriter();
  for (const [label, value] of labelsOf(name, tags)) {
    writer.message(1, (into) => into.string(1, label).string(2, value));
  }
  return Buffer.from(writer.written);
}
