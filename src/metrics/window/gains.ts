import { COUNTER, RATE, TREND } from '../slab.js';
import type { MetricType } from '../types.js';
import type { WorkerSeries } from '../worker-series.js';
import { addCount, TrendGains, type ValueCounts } from './trend-gains.js';

/** What a series got in a piece of time, over all workers. */
export interface Gain {
  /** Of a counter its sum, of a rate those that passed, of a trend the sum of its values. */
  readonly sum: number;
  /** How many values. */
  readonly count: number;
  /** Of a trend: which. */
  readonly values: ValueCounts;
}

export type WindowedType = Exclude<MetricType, 'gauge'>;

/** The cells that only grow and whose growth tells what has come. */
const CELLS_OF: Record<WindowedType, { readonly sum: number; readonly count: number }> = {
  counter: { sum: COUNTER.sum, count: COUNTER.seen },
  rate: { sum: RATE.passes, count: RATE.total },
  trend: { sum: TREND.sum, count: TREND.count },
};

/** Tells of one series, piece by piece, what its workers have measured. Workers may join at any time. */
export class Gains {
  readonly #type: WindowedType;
  readonly #told = new Map<WorkerSeries, { sum: number; count: number; readonly trend: TrendGains }>();

  constructor(type: WindowedType) {
    this.#type = type;
  }

  /** What has come since the last call. */
  take(series: readonly WorkerSeries[]): Gain {
    const cells = CELLS_OF[this.#type];
    const values: ValueCounts = new Map();
    let [sum, count] = [0, 0];
    for (const one of series) {
      let told = this.#told.get(one);
      if (told === undefined) this.#told.set(one, (told = { sum: 0, count: 0, trend: new TrendGains(one) }));
      const [nowSum, nowCount] = [one.cells[cells.sum]!, one.cells[cells.count]!];
      sum += nowSum - told.sum;
      count += nowCount - told.count;
      [told.sum, told.count] = [nowSum, nowCount];
      if (this.#type === 'trend') told.trend.take(values);
    }
    return { sum, count, values };
  }
}

/** One gain more or less in the counts of several. */
export function addValues(into: ValueCounts, values: ValueCounts, times: 1 | -1): void {
  for (const [value, count] of values) addCount(into, value, count * times);
}
