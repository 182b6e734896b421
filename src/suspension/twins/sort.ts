import { current } from '../current.js';
import { Delegate } from '../delegate.js';
import type { Suspendable } from '../operation.js';
import { lengthOf, listOf, type RawCallback } from './callback.js';

type List = { length: number; [index: number]: unknown };

/** Array.prototype.sort: stable; undefined goes behind all values and holes behind that, neither is compared. */
export function* sort(this: List, compare: RawCallback): Suspendable {
  const list = listOf(this) as List;
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
  const values = Array.from({ length: lengthOf(this) }, (_, index) => this[index]);
  return current.realm.Array.from((yield* sortedValues(values, compare)) as unknown[]);
}

/** %TypedArray%.prototype.sort. */
export function* sortTyped(this: Float64Array, compare: RawCallback): Suspendable {
  const sorted = (yield* sortedRuns(Array.from(this), compare)) as number[];
  for (let index = 0; index < sorted.length; index++) this[index] = sorted[index]!;
  return this;
}

function* sortedValues(values: unknown[], compare: RawCallback): Suspendable {
  const defined = values.filter((value) => value !== undefined);
  const missing = values.length - defined.length;
  const sorted = (yield* sortedRuns(defined, compare)) as unknown[];
  for (let count = 0; count < missing; count++) sorted.push(undefined);
  return sorted;
}

/** Up to here V8 compares just as below, so a comparator that tells what it sees tells the same. */
const SHORT = 63;

/** Longer lists are merged out of short ones. */
function* sortedRuns(values: unknown[], compare: RawCallback): Suspendable {
  if (values.length <= SHORT) return yield* insertionSorted(values, compare);
  const middle = values.length >> 1;
  const left = (yield* sortedRuns(values.slice(0, middle), compare)) as unknown[];
  const right = (yield* sortedRuns(values.slice(middle), compare)) as unknown[];
  const merged: unknown[] = [];
  let l = 0;
  let r = 0;
  while (l < left.length && r < right.length) {
    // Equal, and what is no number, keeps the order that was.
    merged.push(((yield* order(compare, right[r], left[l])) as number) < 0 ? right[r++] : left[l++]);
  }
  while (l < left.length) merged.push(left[l++]);
  while (r < right.length) merged.push(right[r++]);
  return merged;
}

/** The run that the list begins with, turned round if it falls; then each further value by halving. */
function* insertionSorted(values: unknown[], compare: RawCallback): Suspendable {
  if (values.length < 2) return values;
  let sorted = 2;
  const falls = ((yield* order(compare, values[1], values[0])) as number) < 0;
  for (; sorted < values.length; sorted++) {
    const fell = ((yield* order(compare, values[sorted], values[sorted - 1])) as number) < 0;
    if (fell !== falls) break;
  }
  if (falls) values.splice(0, sorted, ...values.slice(0, sorted).reverse());
  for (; sorted < values.length; sorted++) {
    const pivot = values[sorted];
    let low = 0;
    let high = sorted;
    while (low < high) {
      const middle = low + ((high - low) >> 1);
      if (((yield* order(compare, pivot, values[middle])) as number) < 0) high = middle;
      else low = middle + 1;
    }
    values.splice(sorted, 1);
    values.splice(low, 0, pivot);
  }
  return values;
}

function* order(compare: RawCallback, a: unknown, b: unknown): Suspendable {
  return Number(yield* new Delegate(compare.call(undefined, a, b)));
}
