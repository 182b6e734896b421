import { median, quantile } from './median.js';

/** A ratio, and where it lies in 95 of 100 cases if rounds vary as these did. */
export interface Speedup {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

const RESAMPLES = 4000;
const OUTSIDE = 0.05;

/**
 * How much faster the second one is, from the ratios of runs that stood side by side: what slows the machine down for
 * a while slows both. The interval comes from drawing rounds with replacement; few rounds make it a guess.
 */
export function speedupOf(ratios: readonly number[]): Speedup {
  const random = seeded(1);
  const drawn = Array.from({ length: RESAMPLES }, () =>
    median(ratios.map(() => ratios[Math.floor(random() * ratios.length)]!)),
  ).sort((a, b) => a - b);
  return {
    estimate: median(ratios),
    low: quantile(drawn, OUTSIDE / 2),
    high: quantile(drawn, 1 - OUTSIDE / 2),
  };
}

/** The same numbers every time, so that the same rounds give the same interval (Steele's mixing of a counter). */
export function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
}
