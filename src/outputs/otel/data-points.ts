import type { SeriesStats, TrendStats } from '../../metrics/snapshot.js';
import type { ProtoWriter } from '../wire/proto-writer.js';
import type { OtelSettings } from './otel-settings.js';
import { ExplicitCounts, PowerCounts, type TrendCounts } from './trend-counts.js';

/** From when to when a data point counts, in ns. */
export interface Period {
  readonly start: bigint;
  readonly end: bigint;
}

/** What had been sent of a series when its figures last arrived; `samples` tells whether there are more. */
export interface Sent {
  readonly samples: number;
  readonly stats: SeriesStats;
  readonly counts: TrendCounts | undefined;
}

/** Fields of data points. */
export class DataPoints {
  readonly #form: Pick<OtelSettings, 'histograms' | 'temporality'>;

  constructor(form: Pick<OtelSettings, 'histograms' | 'temporality'>) {
    this.#form = form;
  }

  get temporality(): number {
    return this.#form.temporality === 'delta' ? 1 : 2;
  }

  /** The field of a Metric that holds histograms. */
  get histogramField(): number {
    return this.#form.histograms === 'explicit' ? 9 : 10;
  }

  /** The field of its data points that holds attributes. */
  get histogramAttributes(): number {
    return this.#form.histograms === 'explicit' ? 9 : 1;
  }

  countsOf(stats: SeriesStats): TrendCounts | undefined {
    if (stats.type !== 'trend') return undefined;
    return this.#form.histograms === 'explicit' ? ExplicitCounts.of(stats) : PowerCounts.of(stats);
  }

  number(
    into: ProtoWriter,
    attributes: Uint8Array,
    { start, end }: Period,
    value: { double: number } | { int: number },
  ): void {
    into.message(1, (point) => {
      point.raw(attributes).fixed64(2, start).fixed64(3, end);
      if ('double' in value) point.double(4, value.double);
      else point.fixed64(6, BigInt(value.int));
    });
  }

  histogram(
    into: ProtoWriter,
    attributes: Uint8Array,
    { start, end }: Period,
    trend: TrendStats,
    now: Sent,
    before: Sent | undefined,
  ): void {
    const isDelta = this.#form.temporality === 'delta';
    const then = isDelta && before?.stats.type === 'trend' ? before : undefined;
    const earlier = then?.stats as TrendStats | undefined;
    const counts = now.counts!.since(then?.counts);
    into.message(1, (point) => {
      point.raw(attributes).fixed64(2, start).fixed64(3, end);
      point.fixed64(4, BigInt(trend.count - (earlier?.count ?? 0))).double(5, trend.sum - (earlier?.sum ?? 0));
      counts.write(point);
      // Of a part of the run they are not known.
      if (earlier) return;
      const [min, max] = this.#form.histograms === 'explicit' ? [11, 12] : [12, 13];
      point.double(min!, trend.min).double(max!, trend.max);
    });
  }
}
