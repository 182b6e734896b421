import { formatDuration } from '../base/duration.js';
import { show } from '../base/problems.js';
import { duration, int } from './scalars.js';
import type { JsonType } from './value-type.js';

export interface Limits {
  readonly least: number;
  readonly most?: number;
}

/** Whole numbers within limits. */
export const wholeWithin = (limits: Limits): JsonType<number> =>
  limited(int, (number) => {
    const { least, most } = limits;
    if (number < least)
      return least === 1 ? `must be above 0, got ${number}` : `must not be below ${least}, got ${number}`;
    return most !== undefined && number > most ? `must not be above ${most}, got ${number}` : undefined;
  });

/** Durations of at least so many ms. */
export const durationFrom = (leastMs: number): JsonType<number> =>
  limited(duration, (ms, written) => {
    if (ms < 0 && leastMs === 0) return `must not be negative, got ${show(written)}`;
    return ms < leastMs ? `must be at least ${formatDuration(leastMs)}, got ${show(written)}` : undefined;
  });

function limited<T>(type: JsonType<T>, complaint: (value: T, written: unknown) => string | undefined): JsonType<T> {
  return {
    placeholder: type.placeholder,
    toJson: type.toJson,
    fromJson: (written, spot) => {
      const value = type.fromJson(written, spot);
      const message = value === undefined ? undefined : complaint(value, written);
      return message === undefined ? value : spot.problem(message);
    },
  };
}
