import type { Suspendable } from '../../operation.js';
import { reading } from '../../properties.js';
import { having, indexOf as indexIn, integerOf, lengthOf } from '../../steps.js';

export function* includes(list: object, [wanted, from]: unknown[]): Suspendable {
  const length = yield* lengthOf(list);
  if (length === 0) return false;
  for (let index = yield* indexIn(from, length, 0); index < length; index++) {
    const value = yield* reading(list, index);
    if (value === wanted || Object.is(value, wanted)) return true;
  }
  return false;
}

export function* indexOf(list: object, [wanted, from]: unknown[]): Suspendable {
  const length = yield* lengthOf(list);
  if (length === 0) return -1;
  for (let index = yield* indexIn(from, length, 0); index < length; index++) {
    if ((yield* having(list, index)) && (yield* reading(list, index)) === wanted) return index;
  }
  return -1;
}

export function* lastIndexOf(list: object, [wanted, ...from]: unknown[]): Suspendable {
  const length = yield* lengthOf(list);
  if (length === 0) return -1;
  const begin = from.length === 0 ? length - 1 : yield* integerOf(from[0]);
  for (let index = begin < 0 ? length + begin : Math.min(begin, length - 1); index >= 0; index--) {
    if ((yield* having(list, index)) && (yield* reading(list, index)) === wanted) return index;
  }
  return -1;
}

export function* at(list: object, [wanted]: unknown[]): Suspendable {
  const length = yield* lengthOf(list);
  const relative = yield* integerOf(wanted);
  const index = relative < 0 ? length + relative : relative;
  return index < 0 || index >= length ? undefined : yield* reading(list, index);
}
