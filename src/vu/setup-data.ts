import { isMap } from 'node:util/types';

/**
 * What setup() returned, as the JSON that every VU gets. k6's rules: undefined stays undefined; functions, NaN and
 * infinite numbers cannot be passed on; undefined properties become null.
 */
export function toJson(value: unknown): string | undefined | { readonly why: string } {
  if (value === undefined) return undefined;
  let why: string | undefined;
  try {
    const json = JSON.stringify(value, (key, each: unknown) => {
      if (typeof each === 'function') why ??= `${key || 'the result'} is a function`;
      if (typeof each === 'number' && !Number.isFinite(each)) why ??= `${key || 'the result'} is ${each}`;
      if (isMap(each)) return Array.from(Map.prototype.entries.call(each));
      return each === undefined ? null : each;
    });
    return why === undefined ? json : { why };
  } catch (error) {
    return { why: (error as Error).message };
  }
}
