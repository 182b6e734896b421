import { PagedHistogram, type Pages } from './histogram.js';
import { exponentOf, NUMBER_RANGE, PAGE_SHIFT, TIME_FACTOR, TIME_RANGE } from './layout.js';
import type { TrendSource } from './trend-source.js';
import type { MetricContains } from './types.js';

/** No factor times any value may come near the largest double. */
const MOST_EXPONENT = 1000;
/** Units from which on a bucket is no larger a part of its value than the digits allow. */
const PRECISE_EXPONENT = PAGE_SHIFT + 1;

/** The values of a trend over all workers, merged into histograms of one scale. */
export class Distribution {
  readonly #factor: number;
  readonly #positive: PagedHistogram;
  readonly #negative: PagedHistogram;

  constructor(series: readonly TrendSource[], contains: MetricContains, largest: number) {
    const exact = series.filter(({ factor }) => factor === 0).map((one) => one.exactValues());
    const counted = series.filter(({ factor }) => factor !== 0);
    const own = contains === 'time' ? TIME_RANGE.highest : NUMBER_RANGE.highest;
    this.#factor = contains === 'time' ? TIME_FACTOR : commonFactor(counted, exact, largest);
    // One octave of room, for rounding at the top.
    const highest = Math.max(own, largest * this.#factor * 2);
    this.#positive = new PagedHistogram(highest);
    this.#negative = new PagedHistogram(highest);
    for (const one of counted) {
      this.#merge(this.#positive, attached(own, one.positive), one.factor);
      this.#merge(this.#negative, attached(own, one.negative), one.factor);
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

  /**
   * Histograms within the range of exact integers, which is what HdrHistogram's own format can hold. Only where values
   * differ by more than twelve orders of magnitude do the smallest become coarser by it.
   */
  histograms(): { readonly factor: number; readonly positive: PagedHistogram; readonly negative: PagedHistogram } {
    const octavesOver = Math.ceil(Math.log2(this.#positive.highestTrackableValue / NUMBER_RANGE.highest));
    if (octavesOver <= 0) return { factor: this.#factor, positive: this.#positive, negative: this.#negative };
    const ratio = 2 ** -octavesOver;
    return {
      factor: this.#factor * ratio,
      positive: coarser(this.#positive, ratio),
      negative: coarser(this.#negative, ratio),
    };
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

/** A source that was merged itself may have values above its metric's own range. */
const attached = (own: number, pages: Pages): PagedHistogram =>
  new PagedHistogram(Math.max(own, 2 ** exponentOf(pages.length) - 1), pages);

function coarser(histogram: PagedHistogram, ratio: number): PagedHistogram {
  const made = new PagedHistogram(NUMBER_RANGE.highest);
  histogram.forEachBucket((lowest, count) => made.recordValueWithCount(Math.floor(lowest * ratio), count));
  return made;
}

/** Fine enough for the finest worker and for the smallest of the values that no histogram holds yet. */
function commonFactor(counted: readonly TrendSource[], exact: readonly Float64Array[], largest: number): number {
  let factor = Math.max(2 ** -MOST_EXPONENT, ...counted.map((one) => one.factor));
  for (const values of exact) {
    for (const value of values) {
      if (value !== 0) factor = Math.max(factor, 2 ** (PRECISE_EXPONENT - Math.floor(Math.log2(Math.abs(value)))));
    }
  }
  return Math.min(factor, 2 ** (MOST_EXPONENT - Math.ceil(Math.log2(Math.max(largest, Number.MIN_VALUE)))));
}
