import { textOf } from '../../conversions.js';
import { current } from '../../current.js';
import type { Suspendable } from '../../operation.js';
import { reading, writing } from '../../properties.js';
import { creating, having, lengthOf, plainList, removing } from '../../steps.js';
import { type RawCallback, rawOf } from '../callback.js';
import { sortedValues } from '../sort.js';

/** Without a comparator, values are compared as text, which is made of them each time. */
const asText = function* (a: unknown, b: unknown): Suspendable {
  const left = (yield* textOf(a)) as string;
  const right = (yield* textOf(b)) as string;
  return left < right ? -1 : left > right ? 1 : 0;
} as RawCallback;

function comparatorOf(compare: unknown): RawCallback {
  if (compare === undefined) return asText;
  if (typeof compare === 'function') return rawOf(compare);
  throw new current.realm.TypeError('The comparison function must be either a function or undefined');
}

export function* sort(list: object, [compare]: unknown[]): Suspendable {
  const comparator = comparatorOf(compare);
  const length = yield* lengthOf(list);
  const values: unknown[] = [];
  for (let index = 0; index < length; index++) {
    if (yield* having(list, index)) values.push(yield* reading(list, index));
  }
  const sorted = (yield* sortedValues(values, comparator, 'sort')) as unknown[];
  for (const [index, value] of sorted.entries()) yield* writing(list, index, value);
  for (let index = sorted.length; index < length; index++) {
    if (yield* having(list, index)) yield* removing(list, index);
  }
  return list;
}

export function* toSorted(list: object, [compare]: unknown[]): Suspendable {
  const comparator = comparatorOf(compare);
  const length = yield* lengthOf(list);
  const made = plainList(length);
  const values: unknown[] = [];
  for (let index = 0; index < length; index++) values.push(yield* reading(list, index));
  const sorted = (yield* sortedValues(values, comparator, 'toSorted')) as unknown[];
  for (const [index, value] of sorted.entries()) yield* creating(made, index, value);
  return made;
}
