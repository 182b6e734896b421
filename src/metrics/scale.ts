/** The largest magnitude a series had shown is put near 2^40: thirteen octaves above stay free, those far below are precise. */
const TARGET_EXPONENT = 40;
/** Beyond this a power of two times a double is no longer exact. */
const MOST_EXPONENT = 1000;

/** The power of two that numbers up to `largest` are multiplied with before they are counted in whole units. */
export function scaleFor(largest: number): number {
  if (largest === 0) return 2 ** 20;
  const exponent = TARGET_EXPONENT - Math.ceil(Math.log2(largest));
  return 2 ** Math.max(-MOST_EXPONENT, Math.min(MOST_EXPONENT, exponent));
}
