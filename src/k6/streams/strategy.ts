import type { AnyFunction } from '../suspension.js';

/** `CountQueuingStrategy`: each chunk counts as one. */
export class CountQueuingStrategy {
  readonly highWaterMark: unknown;
  readonly size = (): number => 1;

  constructor(init?: unknown) {
    this.highWaterMark = (Object(init) as { highWaterMark?: unknown }).highWaterMark;
  }
}

/** A script's strategy as Node wants it. Its `size` is called where nothing can wait. */
export function strategyOf(given: unknown): { highWaterMark: number; size?: (chunk: unknown) => number } {
  const { highWaterMark = 1, size } = Object(given) as { highWaterMark?: unknown; size?: unknown };
  const mark = Number(highWaterMark);
  if (!(mark >= 0)) throw new RangeError('highWaterMark must be a non-negative number');
  if (size === undefined) return { highWaterMark: mark };
  if (typeof size !== 'function') throw new TypeError('size must be a function');
  return { highWaterMark: mark, size: (chunk) => Number((size as AnyFunction)(chunk)) };
}
