import type { Problems } from '../base/problems.js';
import { divide } from './segment-text.js';
import { Striping } from './striping.js';

/**
 * The part of the whole test that this process runs (k6's execution segments); `0:1` is all of it. It owns some of
 * the indices 0, 1, 2 … of VUs or iterations; all segments of a sequence together own each index exactly once.
 */
export class Segment {
  readonly #offsets: readonly number[];

  /** `own` is the segment's place in the striping; -1 for one that owns nothing. */
  private constructor(
    readonly striping: Striping,
    readonly own: number,
  ) {
    this.#offsets = own < 0 ? [] : striping.offsetsOf(own);
  }

  static readonly whole = new Segment(new Striping([1]), 0);

  /** From the two options as the user wrote them, empty where not given; undefined after problems. */
  static parse(segment: string, sequence: string, problems: Problems): Segment | undefined {
    const parts = divide(segment.trim(), sequence.trim(), problems);
    return parts && new Segment(new Striping(parts.sizes), parts.own);
  }

  /** Its part of the whole, 0 to 1. */
  get fraction(): number {
    return this.#offsets.length / this.striping.period;
  }

  /** How many of the indices 0..total-1 belong to this segment. */
  scale(total: number): number {
    const periods = Math.floor(total / this.striping.period);
    return periods * this.#offsets.length + countBelow(this.#offsets, total - periods * this.striping.period);
  }

  /** The global index of this segment's n-th own one, both from 0. */
  globalIndex(own: number): number {
    const count = this.#offsets.length;
    if (count === 0) throw new RangeError('a segment without a share owns no index');
    const periods = Math.floor(own / count);
    return periods * this.striping.period + this.#offsets[own - periods * count]!;
  }

  owns(globalIndex: number): boolean {
    return this.own >= 0 && this.striping.ownerOf(globalIndex) === this.own;
  }

  /**
   * The segment that divides by what each one really has of `total` (VUs) instead of by its nominal length, so that
   * iterations are dealt out in proportion to the VUs that can run them.
   */
  resegment(total: number): Segment {
    if (total % this.striping.period === 0) return this;
    const sizes = this.striping.split(total);
    const divisor = sizes.reduce(greatestDivisor);
    const own = this.own >= 0 && sizes[this.own]! > 0 ? this.own : -1;
    return new Segment(new Striping(sizes.map((size) => size / divisor)), own);
  }
}

/** How many of the ascending numbers are below the limit. */
function countBelow(ascending: readonly number[], limit: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
