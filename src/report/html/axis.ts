/** Round values from 0 (or the least, when negative) to the most, about `wanted` of them. */
export function ticks(least: number, most: number, wanted: number): number[] {
  const from = Math.min(0, least);
  // A span too small to be divided is drawn as a single place.
  const span = most - from > 1e-290 ? most - from : 1;
  const rough = span / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((one) => one >= rough)!;
  const first = Math.floor(from / step);
  const count = Math.ceil((most - first * step) / step - 1e-9);
  return Array.from({ length: Math.max(1, count) + 1 }, (_, at) => Number(((first + at) * step).toPrecision(12)));
}

/** From a range of values to a range of pixels. */
export const linear =
  (fromValue: number, toValue: number, fromPixel: number, toPixel: number) =>
  (value: number): number =>
    fromPixel + ((value - fromValue) / (toValue - fromValue || 1)) * (toPixel - fromPixel);

/** One decimal of a pixel is finer than any screen. */
export const pixel = (value: number): string => String(Math.round(value * 10) / 10);
