import { current } from '../../current.js';

/** The length, if a list may have it. */
export function limited(length: number): number {
  if (length <= Number.MAX_SAFE_INTEGER) return length;
  throw new current.realm.TypeError(
    `Pushing ${length} elements on an array-like of that length is disallowed by ECMA-262`,
  );
}
