import { Buffer } from 'node:buffer';
import { isDate, isMap, isSet, isTypedArray, isUint8Array } from 'node:util/types';

/**
 * What setup() returned, as the JSON that every VU gets. k6's rules: undefined stays undefined; functions, NaN and
 * infinite numbers cannot be passed on; undefined properties become null, bytes base64, and what else JSON has not its
 * nearest.
 */
export function toJson(value: unknown): string | undefined | { readonly why: string } {
  if (value === undefined) return undefined;
  let why: string | undefined;
  try {
    const json = JSON.stringify(value, function (this: object, key, each: unknown) {
      // Before JSON has asked for its text.
      const own = Reflect.get(this, key) as unknown;
      if (isDate(own)) return goTime(own) ?? null;
      if (typeof each === 'function') why ??= `${key || 'the result'} is a function`;
      if (typeof each === 'number' && !Number.isFinite(each)) why ??= `${key || 'the result'} is ${each}`;
      return each === undefined ? null : forJson(each);
    });
    return why === undefined ? json : { why };
  } catch (error) {
    return { why: (error as Error).message };
  }
}

/** As Go writes a time: that of the machine's own zone, without zeros at the end. */
function goTime(date: Date): string | undefined {
  const ms = Date.prototype.getTime.call(date);
  if (Number.isNaN(ms)) return undefined;
  const minutes = -new Date(ms).getTimezoneOffset();
  const wall = new Date(ms + minutes * 60_000)
    .toISOString()
    .slice(0, -1)
    .replace(/\.?0+$/, '');
  return minutes === 0 ? `${wall}Z` : `${wall}${minutes < 0 ? '-' : '+'}${zone(Math.abs(minutes))}`;
}

const zone = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');

function forJson(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'symbol') return value.description ?? '';
  if (isMap(value)) return Array.from(Map.prototype.entries.call(value));
  if (isSet(value)) return Array.from(Set.prototype.values.call(value));
  if (isUint8Array(value)) return Buffer.from(value).toString('base64');
  return isTypedArray(value) ? Array.from<unknown>(value) : value;
}
