import { Buffer } from 'node:buffer';
import { isMap, isSet, isTypedArray, isUint8Array } from 'node:util/types';

/**
 * What setup() returned, as the JSON that every VU gets. k6's rules: undefined stays undefined; functions, NaN and
 * infinite numbers cannot be passed on; undefined properties become null, bytes base64, and what else JSON has not its
 * nearest.
 */
export function toJson(value: unknown): string | undefined | { readonly why: string } {
  if (value === undefined) return undefined;
  let why: string | undefined;
  try {
    const json = JSON.stringify(value, (key, each: unknown) => {
      if (typeof each === 'function') why ??= `${key || 'the result'} is a function`;
      if (typeof each === 'number' && !Number.isFinite(each)) why ??= `${key || 'the result'} is ${each}`;
      return each === undefined ? null : forJson(each);
    });
    return why === undefined ? json : { why };
  } catch (error) {
    return { why: (error as Error).message };
  }
}

function forJson(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'symbol') return value.description ?? '';
  if (isMap(value)) return Array.from(Map.prototype.entries.call(value));
  if (isSet(value)) return Array.from(Set.prototype.values.call(value));
  if (isUint8Array(value)) return Buffer.from(value).toString('base64');
  return isTypedArray(value) ? Array.from<unknown>(value) : value;
}
