import { current } from '../current.js';
import { Delegate } from '../delegate.js';
import type { Suspendable } from '../operation.js';
import { lengthOf, listOf, type RawCallback } from './callback.js';

type List = ArrayLike<unknown> & object;

/** Array.prototype.reduce; `initial` holds the start value if one was given. */
export function* reduce(this: List, callback: RawCallback, ...initial: unknown[]): Suspendable {
  const list = listOf(this) as List;
  const length = lengthOf(list);
  let index = 0;
  while (initial.length === 0 && index < length && !(index in list)) index++;
  let result = initial.length > 0 ? initial[0] : firstOf(list, index++, length);
  for (; index < length; index++) {
    if (index in list) result = yield* new Delegate(callback.call(undefined, result, list[index], index, list));
  }
  return result;
}

export function* reduceRight(this: List, callback: RawCallback, ...initial: unknown[]): Suspendable {
  const list = listOf(this) as List;
  const length = lengthOf(list);
  let index = length - 1;
  while (initial.length === 0 && index >= 0 && !(index in list)) index--;
  let result = initial.length > 0 ? initial[0] : firstOf(list, index--, length);
  for (; index >= 0; index--) {
    if (index in list) result = yield* new Delegate(callback.call(undefined, result, list[index], index, list));
  }
  return result;
}

function firstOf(list: List, index: number, length: number): unknown {
  if (index < 0 || index >= length) throw new current.realm.TypeError('Reduce of empty array with no initial value');
  return list[index];
}
