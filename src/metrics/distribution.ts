import { PagedHistogram } from './histogram.js';
import { NUMBER_RANGE, TIME_FACTOR, TIME_RANGE } from './layout.js';
import type { MetricContains } from './types.js';
import type { WorkerSeries } from './worker-series.js';

/** No factor times any value may come near the largest double. */
const MOST_EXPONENT = 1000;
/** Units from which on a bucket is at most a thousandth of its value. */
const PRECISE_EXPONENT = 11;

/** The values of a trend over all workers, merged into histograms of one scale. */
export class Distribution {
  readonly #factor: number;
  readonly #positive: PagedHistogram;
  readonly #negative: PagedHistogram;

  constructor(series: readonly WorkerSeries[], contains: MetricContains, largest: number) {
    const exact = series.filter(({ factor }) => factor === 0).map((one) => one.exactValues());
    const counted = series.filter(({ factor }) => factor !== 0);
    const own = contains === 'time' ? TIME_RANGE.highest : NUMBER_RANGE.highest;
    this.#factor = contains === 'time' ? TIME_FACTOR : commonFactor(counted, exact, largest);
    // One octave of room, for rounding at the top.
    const highest = Math.max(own, largest * this.#factor * 2);
    this.#positive = new PagedHistogram(highest);
    this.#negative = new PagedHistogram(highest);
    for (const one of counted) {
      this.#merge(this.#positive, new PagedHistogram(own, one.positive), one.factor);
      this.#merge(this.#negative, new PagedHistogram(own, one.negative), one.factor);
    }
    for (const values of exact) for (const value of values) this.#record(value);
  }

  get total(): number {
    return this.#negative.totalCount + this.#positive.totalCount;
  }

  /** The value with this rank in ascending order, as its bucket gives it. */
  valueAt(rank: number): number {
    const negatives = this.#negative.totalCount;
    const units =
      rank < negatives
        ? -this.#negative.valueAtRank(negatives - 1 - rank)
        : this.#positive.valueAtRank(rank - negatives);
    return units / this.#factor;
  }

  #merge(into: PagedHistogram, from: PagedHistogram, factor: number): void {
    if (from.totalCount === 0) return;
    const ratio = this.#factor / factor;
    if (ratio === 1) into.add(from);
    else from.forEachBucket((lowest, count) => into.recordValueWithCount(lowest * ratio, count));
  }

  #record(value: number): void {
    const into = value < 0 ? this.#negative : this.#positive;
    into.recordValueWithCount(Math.floor(Math.abs(value) * this.#factor + 0.5), 1);
  }
}

/** Fine enough for the finest worker and for the smallest of the values that no histogram holds yet. */
function commonFactor(counted: readonly WorkerSeries[], exact: readonly Float64Array[], largest: number): number {
  let factor = Math.max(...counted.map((one) => one.factor));
  for (const values of exact) {
    for (const value of values) {
      if (value !== 0) factor = Math.max(factor, 2 ** (PRECISE_EXPONENT - Math.floor(Math.log2(Math.abs(value)))));
    }
  }
  return Math.min(factor, 2 ** (MOST_EXPONENT - Math.ceil(Math.log2(Math.max(largest, Number.MIN_VALUE)))));
}
