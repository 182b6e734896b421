import { current } from '../current.js';
import type { Suspendable } from '../operation.js';
import { lengthOf, listOf, type RawCallback } from './callback.js';
import { byInsertion } from './sort-orders.js';

type List = { length: number; [index: number]: unknown };

/** Array.prototype.sort: stable; undefined goes behind all values and holes behind that, neither is compared. */
export function* sort(this: List, compare: RawCallback): Suspendable {
  const list = listOf(this) as List;
  const length = lengthOf(list);
  const values: unknown[] = [];
  for (let index = 0; index < length; index++) if (index in list) values.push(list[index]);
  const sorted = (yield* sortedValues(values, compare, 'sort')) as unknown[];
  for (let index = 0; index < sorted.length; index++) list[index] = sorted[index];
  for (let index = sorted.length; index < length; index++) delete list[index];
  return list;
}

/** Array.prototype.toSorted: a new array, holes read as undefined. */
export function* toSorted(this: List, compare: RawCallback): Suspendable {
  const values = Array.from({ length: lengthOf(this) }, (_, index) => this[index]);
  return current.realm.Array.from((yield* sortedValues(values, compare, 'toSorted')) as unknown[]);
}

/** Undefined goes behind all values and is not compared. */
export function* sortedValues(values: unknown[], compare: RawCallback, method: 'sort' | 'toSorted'): Suspendable {
  const defined = values.filter((value) => value !== undefined);
  const missing = values.length - defined.length;
  const sorted = (yield* byInsertion(defined, compare, method)) as unknown[];
  for (let count = 0; count < missing; count++) sorted.push(undefined);
  return sorted;
}
