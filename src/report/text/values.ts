import type { MetricContains } from '../../metrics/types.js';

/** In which unit times are shown; empty for the one that suits each value. */
export type TimeUnit = '' | 's' | 'ms' | 'us';

const FIXED_UNITS = {
  s: { perMs: 0.001, suffix: 's' },
  ms: { perMs: 1, suffix: 'ms' },
  us: { perMs: 1000, suffix: 'µs' },
} as const;

/** Any value of a metric, as its kind is read best. */
export function humanValue(value: number, contains: MetricContains, unit: TimeUnit): string {
  if (contains === 'time') return humanTime(value, unit);
  return contains === 'data' ? humanBytes(value) : humanNumber(value);
}

/** `911.06µs`, `1.43ms`, `1m30s`: two decimals at most, cut off and not rounded; or fixed ones in a given unit. */
export function humanTime(ms: number, unit: TimeUnit): string {
  if (unit !== '') return `${(ms * FIXED_UNITS[unit].perMs).toFixed(2)}${FIXED_UNITS[unit].suffix}`;
  return ms < 0 ? `-${positiveTime(-ms)}` : positiveTime(ms);
}

/** `5.7 kB`, `324 B`: thousands, one decimal below ten. */
export function humanBytes(bytes: number): string {
  if (bytes < 0) return `-${humanBytes(-bytes)}`;
  if (bytes < 10) return `${humanNumber(bytes)} B`;
  const power = Math.min(BYTE_UNITS.length - 1, Math.floor(Math.log10(bytes) / 3 + 1e-12));
  const value = Math.round((bytes / 1000 ** power) * 10) / 10;
  return `${value.toFixed(value < 10 ? 1 : 0)} ${BYTE_UNITS[power]}`;
}

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB', 'ZB', 'YB'];

/** At most six decimals, without zeros at the end. */
export const humanNumber = (value: number): string => String(Number(value.toFixed(6)));

/** A part of 1 as `71.42%`: cut off, so that only all of them are 100 %. */
export const percent = (fraction: number): string => `${truncated(fraction * 100).toFixed(2)}%`;

/** Of `total`, as `71.42%`; 0 of 0 is 0 %. */
export const percentOf = (count: number, total: number): string => percent(total === 0 ? 0 : count / total);

function positiveTime(ms: number): string {
  if (ms === 0) return '0s';
  if (ms < 0.001) return `${Math.trunc(clean(ms * 1e6))}ns`;
  if (ms < 1) return `${truncated(ms * 1000)}µs`;
  if (ms < 1000) return `${truncated(ms)}ms`;
  if (ms < 60_000) return `${truncated(ms / 1000)}s`;
  const seconds = Math.trunc(clean(ms / 1000));
  const [hours, minutes] = [Math.trunc(seconds / 3600), Math.trunc(seconds / 60) % 60];
  return `${hours > 0 ? `${hours}h` : ''}${minutes}m${seconds % 60}s`;
}

const truncated = (value: number): number => Math.trunc(clean(value * 100)) / 100;

/** Without the dust of binary fractions, which would cut 57 down to 56.99. */
const clean = (value: number): number => Number(value.toPrecision(12));
