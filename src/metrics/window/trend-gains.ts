import { PagedHistogram, type Pages } from '../histogram.js';
import { countIndex, NUMBER_RANGE, PAGE_SHIFT, PAGE_SLOTS, SLOT_MASK, TIME_RANGE } from '../layout.js';
import { TREND } from '../slab.js';
import type { WorkerSeries } from '../worker-series.js';

/** How often each value has come. Of what is counted in buckets, the middle of a bucket stands for all in it. */
export type ValueCounts = Map<number, number>;

export const addCount = (counts: ValueCounts, value: number, more: number): void => {
  const count = (counts.get(value) ?? 0) + more;
  if (count > 0) counts.set(value, count);
  else counts.delete(value);
};

/** What one worker's trend has got since it was last asked. */
export class TrendGains {
  readonly #series: WorkerSeries;
  /** Of the values that are kept as they came, those that are told already. */
  #told = 0;
  /** What was told of the histogram: copies of its pages. */
  readonly #positive: Uint32Array[] = [];
  readonly #negative: Uint32Array[] = [];
  #counted = false;

  constructor(series: WorkerSeries) {
    this.#series = series;
  }

  take(into: ValueCounts): void {
    // Once: the worker may change from values to a histogram at any time.
    const { factor } = this.#series;
    if (factor === 0) this.#takeValues(into);
    else this.#takeCounts(into, factor);
  }

  #takeValues(into: ValueCounts): void {
    const values = this.#series.exactValues();
    for (; this.#told < values.length; this.#told++) addCount(into, values[this.#told]!, 1);
  }

  #takeCounts(into: ValueCounts, factor: number): void {
    if (!this.#counted) this.#countTold(factor);
    this.#takePages(into, this.#series.positive, this.#positive, factor);
    this.#takePages(into, this.#series.negative, this.#negative, -factor);
  }

  /** The histogram has those values in it too that were told one by one. */
  #countTold(factor: number): void {
    this.#counted = true;
    const { pages } = this.#series.def.metric.contains === 'time' ? TIME_RANGE : NUMBER_RANGE;
    const last = pages * PAGE_SLOTS - 1;
    for (const value of this.#series.exactValues().subarray(0, this.#told)) {
      const index = Math.min(last, countIndex(Math.abs(value) * factor + 0.5));
      const told = value < 0 ? this.#negative : this.#positive;
      (told[index >> PAGE_SHIFT] ??= new Uint32Array(PAGE_SLOTS))[index & SLOT_MASK]!++;
    }
  }

  #takePages(into: ValueCounts, pages: Pages, told: Uint32Array[], factor: number): void {
    pages.forEach((page, number) => {
      const old = (told[number] ??= new Uint32Array(PAGE_SLOTS));
      for (let slot = 0; slot < PAGE_SLOTS; slot++) {
        const gained = page![slot]! - old[slot]!;
        if (gained <= 0) continue;
        old[slot] = page![slot]!;
        addCount(into, this.#valueOf(number * PAGE_SLOTS + slot, factor), gained);
      }
    });
  }

  #valueOf(index: number, factor: number): number {
    const { cells } = this.#series;
    const lowest = LAYOUT.valueFromIndex(index);
    const middle = (lowest + (LAYOUT.sizeOfEquivalentValueRange(lowest) - 1) / 2) / factor;
    const value = cells[TREND.fractions] === 0 ? Math.round(middle) : middle;
    return Math.min(cells[TREND.max]!, Math.max(cells[TREND.min]!, value));
  }
}

/** Knows where buckets lie; holds nothing. */
const LAYOUT = new PagedHistogram(Number.MAX_SAFE_INTEGER);
