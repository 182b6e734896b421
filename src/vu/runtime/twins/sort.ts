import type { Suspendable } from '../../../k6/suspension.js';
import { Array } from '../../realm/script-builtins.js';
import { Delegate } from '../delegate.js';
import { lengthOf, type RawCallback } from './callback.js';

type List = { length: number; [index: number]: unknown };

/** Array.prototype.sort: stable; undefined goes behind all values and holes behind that, neither is compared. */
export function* sort(this: List, compare: RawCallback): Suspendable {
  const list = Object(this) as List;
  const length = lengthOf(list);
  const values: unknown[] = [];
  for (let index = 0; index < length; index++) if (index in list) values.push(list[index]);
  const sorted = (yield* sortedValues(values, compare)) as unknown[];
  for (let index = 0; index < sorted.length; index++) list[index] = sorted[index];
  for (let index = sorted.length; index < length; index++) delete list[index];
  return list;
}

/** Array.prototype.toSorted: a new array, holes read as undefined. */
export function* toSorted(this: List, compare: RawCallback): Suspendable {
  return yield* sortedValues(Array.from(this), compare);
}

/** %TypedArray%.prototype.sort. */
export function* sortTyped(this: Float64Array, compare: RawCallback): Suspendable {
  const sorted = (yield* mergeSorted(Array.from(this), compare)) as number[];
  this.set(sorted);
  return this;
}

function* sortedValues(values: unknown[], compare: RawCallback): Suspendable {
  const defined = values.filter((value) => value !== undefined);
  const missing = values.length - defined.length;
  const sorted = (yield* mergeSorted(defined, compare)) as unknown[];
  for (let count = 0; count < missing; count++) sorted.push(undefined);
  return sorted;
}

function* mergeSorted(values: unknown[], compare: RawCallback): Suspendable {
  if (values.length < 2) return values;
  const middle = values.length >> 1;
  const left = (yield* mergeSorted(values.slice(0, middle), compare)) as unknown[];
  const right = (yield* mergeSorted(values.slice(middle), compare)) as unknown[];
  const merged: unknown[] = new Array();
  let l = 0;
  let r = 0;
  while (l < left.length && r < right.length) {
    const order = Number(yield* new Delegate(compare.call(undefined, left[l], right[r])));
    // Equal, and what is no number, keeps the order that was.
    merged.push(order > 0 ? right[r++] : left[l++]);
  }
  while (l < left.length) merged.push(left[l++]);
  while (r < right.length) merged.push(right[r++]);
  return merged;
}
