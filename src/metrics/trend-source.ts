import type { Pages } from './histogram.js';

/** Values of a trend from one worker, or from one file of an earlier run: what several are merged from. */
export interface TrendSource {
  /** Figures at the places of `TREND`. */
  readonly cells: Readonly<Float64Array>;
  /** Units per one in the histogram; 0 while the exact values are all there are. */
  readonly factor: number;
  readonly positive: Pages;
  readonly negative: Pages;
  /** All values as they came, when `factor` is 0. */
  exactValues(): Float64Array;
}
