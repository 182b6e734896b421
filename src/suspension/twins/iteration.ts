import { define } from '../define.js';
import { Delegate } from '../delegate.js';
import type { Suspendable } from '../operation.js';
import { arrayLike, lengthOf, listOf, type RawCallback } from './callback.js';

type List = ArrayLike<unknown> & object;

/** Array.prototype.filter and its relatives, whose callback may block. Holes and growth as in the specification. */
export function* filter(this: List, callback: RawCallback, self?: unknown): Suspendable {
  const list = listOf(this) as List;
  const length = lengthOf(list);
  const result = arrayLike(list, 0);
  let count = 0;
  for (let index = 0; index < length; index++) {
    if (!(index in list)) continue;
    const value = list[index];
    if (yield* new Delegate(callback.call(self, value, index, list))) define(result, count++, value);
  }
  return result;
}

export function* some(this: List, callback: RawCallback, self?: unknown): Suspendable {
  const list = listOf(this) as List;
  for (let index = 0, length = lengthOf(list); index < length; index++) {
    if (index in list && (yield* new Delegate(callback.call(self, list[index], index, list)))) return true;
  }
  return false;
}

export function* every(this: List, callback: RawCallback, self?: unknown): Suspendable {
  const list = listOf(this) as List;
  for (let index = 0, length = lengthOf(list); index < length; index++) {
    if (index in list && !(yield* new Delegate(callback.call(self, list[index], index, list)))) return false;
  }
  return true;
}

export function* flatMap(this: List, callback: RawCallback, self?: unknown): Suspendable {
  const list = listOf(this) as List;
  const length = lengthOf(list);
  const result = arrayLike(list, 0);
  let count = 0;
  for (let index = 0; index < length; index++) {
    if (!(index in list)) continue;
    const value = yield* new Delegate(callback.call(self, list[index], index, list));
    if (!Array.isArray(value)) define(result, count++, value);
    else for (let inner = 0; inner < value.length; inner++) if (inner in value) define(result, count++, value[inner]);
  }
  return result;
}
