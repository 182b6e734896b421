import { Delegate } from '../delegate.js';
import type { Suspendable } from '../operation.js';
import { lengthOf, listOf, type RawCallback } from './callback.js';

type List = ArrayLike<unknown> & object;

/** The four finders. They look at holes too, as undefined. */
export function* find(this: List, callback: RawCallback, self?: unknown): Suspendable {
  const list = listOf(this) as List;
  for (let index = 0, length = lengthOf(list); index < length; index++) {
    const value = list[index];
    if (yield* new Delegate(callback.call(self, value, index, list))) return value;
  }
  return undefined;
}

export function* findIndex(this: List, callback: RawCallback, self?: unknown): Suspendable {
  const list = listOf(this) as List;
  for (let index = 0, length = lengthOf(list); index < length; index++) {
    if (yield* new Delegate(callback.call(self, list[index], index, list))) return index;
  }
  return -1;
}

export function* findLast(this: List, callback: RawCallback, self?: unknown): Suspendable {
  const list = listOf(this) as List;
  for (let index = lengthOf(list) - 1; index >= 0; index--) {
    const value = list[index];
    if (yield* new Delegate(callback.call(self, value, index, list))) return value;
  }
  return undefined;
}

export function* findLastIndex(this: List, callback: RawCallback, self?: unknown): Suspendable {
  const list = listOf(this) as List;
  for (let index = lengthOf(list) - 1; index >= 0; index--) {
    if (yield* new Delegate(callback.call(self, list[index], index, list))) return index;
  }
  return -1;
}
