import { formatDuration } from '../../base/duration.js';

type Check = (value: number) => string | undefined;

/** Complaints about numbers of the right type; rows name the limit. */
export const atLeast =
  (least: number): Check =>
  (value) =>
    value >= least ? undefined : `must be at least ${least}, got ${value}`;

export const positiveMs: Check = (value) =>
  value > 0 ? undefined : `must be longer than 0, got ${formatDuration(value)}`;

export const notNegativeMs: Check = (value) =>
  value >= 0 ? undefined : `must not be negative, got ${formatDuration(value)}`;
