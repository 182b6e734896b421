import { countIndex, NUMBER_RANGE, PAGE_SHIFT, PAGE_SLOTS, SLOT_MASK, TIME_FACTOR, TIME_RANGE } from './layout.js';
import { scaleFor } from './scale.js';
import type { Series } from './series.js';
import { type Slab, TREND } from './slab.js';
import type { MetricContains } from './types.js';

/** The first 1,024 values are kept as they are, in segments that grow with their number. */
const SEGMENTS = [64, 64, 128, 256, 512] as const;
const MOST_IN_BUCKET = 2 ** 32 - 1;

/** The writing end of a trend: exact figures, exact values at first, and a histogram once there are too many. */
export class TrendSeries implements Series {
  readonly #segments: Float64Array[] = [];
  #segment: Float64Array;
  /** Where the next value goes in the segment; unused once the histogram has taken over. */
  #at = 0;
  /** Units per one; 0 while the values are kept as they are. */
  #factor = 0;
  readonly #last: number;
  readonly #positive: (Uint32Array | undefined)[];
  #negative: (Uint32Array | undefined)[] | undefined;
  #whole = true;
  readonly #slab: Slab;
  readonly #series: number;
  readonly #contains: MetricContains;
  readonly #cells: Float64Array;

  constructor(slab: Slab, series: number, contains: MetricContains, cells: Float64Array) {
    this.#slab = slab;
    this.#series = series;
    this.#contains = contains;
    this.#cells = cells;
    const { pages } = contains === 'time' ? TIME_RANGE : NUMBER_RANGE;
    this.#last = pages * PAGE_SLOTS - 1;
    this.#positive = new Array<Uint32Array | undefined>(pages).fill(undefined);
    this.#segment = new Float64Array(0);
    cells[TREND.min] = Number.POSITIVE_INFINITY;
    cells[TREND.max] = Number.NEGATIVE_INFINITY;
  }

  add(value: number): void {
    const cells = this.#cells;
    if (this.#factor !== 0) this.#count(value, this.#factor);
    else if (this.#at < this.#segment.length) this.#segment[this.#at++] = value;
    else this.#grow(value);
    cells[TREND.sum] = cells[TREND.sum]! + value;
    if (value < cells[TREND.min]!) cells[TREND.min] = value;
    if (value > cells[TREND.max]!) cells[TREND.max] = value;
    // Last, so that a reader never counts on a value that is not there yet.
    cells[TREND.count] = cells[TREND.count]! + 1;
  }

  #count(value: number, factor: number): void {
    if (this.#whole && Math.floor(value) !== value) {
      this.#whole = false;
      this.#cells[TREND.fractions] = 1;
    }
    let index = countIndex(Math.abs(value) * factor + 0.5);
    if (index > this.#last) {
      index = this.#last;
      this.#cells[TREND.saturated] = this.#cells[TREND.saturated]! + 1;
    }
    const page = (value < 0 ? this.#negative : this.#positive)?.[index >> PAGE_SHIFT] ?? this.#newPage(value, index);
    const slot = index & SLOT_MASK;
    const count = page[slot]!;
    if (count === MOST_IN_BUCKET) this.#cells[TREND.clipped] = this.#cells[TREND.clipped]! + 1;
    else page[slot] = count + 1;
  }

  #newPage(value: number, index: number): Uint32Array {
    const number = index >> PAGE_SHIFT;
    if (value < 0) this.#negative ??= new Array<Uint32Array | undefined>(this.#positive.length).fill(undefined);
    const pages = value < 0 ? this.#negative! : this.#positive;
    const page = this.#slab.counts(this.#series, value < 0 ? 'negative' : 'positive', number, PAGE_SLOTS);
    pages[number] = page;
    return page;
  }

  #grow(value: number): void {
    const length = SEGMENTS[this.#segments.length];
    if (length === undefined) {
      this.#overflow(value);
      return;
    }
    this.#segment = this.#slab.doubles(this.#series, 'values', this.#segments.length, length);
    this.#segments.push(this.#segment);
    this.#segment[0] = value;
    this.#at = 1;
  }

  /** The histogram takes over: it is given all values so far, and only then does the reader learn of it. */
  #overflow(value: number): void {
    const factor = this.#contains === 'time' ? TIME_FACTOR : scaleFor(this.#largest(value));
    for (const segment of this.#segments) for (const kept of segment) this.#count(kept, factor);
    this.#count(value, factor);
    this.#segments.length = 0;
    this.#segment = new Float64Array(0);
    this.#factor = factor;
    this.#cells[TREND.factor] = factor;
  }

  #largest(value: number): number {
    const cells = this.#cells;
    return Math.max(Math.abs(cells[TREND.min]!), Math.abs(cells[TREND.max]!), Math.abs(value));
  }
}
