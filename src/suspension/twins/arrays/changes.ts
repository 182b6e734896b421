import type { Suspendable } from '../../operation.js';
import { reading, writing } from '../../properties.js';
import { creating, having, indexOf, integerOf, lengthOf, removing, setLength, speciesList } from '../../steps.js';
import { limited } from './limits.js';

export function* push(list: object, items: unknown[]): Suspendable {
  let length = yield* lengthOf(list);
  limited(length + items.length);
  for (const item of items) yield* writing(list, length++, item);
  yield* setLength(list, length);
  return length;
}

export function* pop(list: object): Suspendable {
  const length = yield* lengthOf(list);
  const last = Math.max(length - 1, 0);
  const value = length === 0 ? undefined : yield* reading(list, last);
  if (length !== 0) yield* removing(list, last);
  yield* setLength(list, last);
  return value;
}

export function* shift(list: object): Suspendable {
  const length = yield* lengthOf(list);
  const first = length === 0 ? undefined : yield* reading(list, 0);
  for (let index = 1; index < length; index++) yield* moving(list, index, index - 1);
  if (length !== 0) yield* removing(list, length - 1);
  yield* setLength(list, Math.max(length - 1, 0));
  return first;
}

export function* unshift(list: object, items: unknown[]): Suspendable {
  const length = yield* lengthOf(list);
  const count = items.length;
  if (count > 0) {
    limited(length + count);
    for (let index = length - 1; index >= 0; index--) yield* moving(list, index, index + count);
    for (const [index, item] of items.entries()) yield* writing(list, index, item);
  }
  yield* setLength(list, length + count);
  return length + count;
}

/** What is at one place comes to another; a hole too. */
function* moving(list: object, from: number, to: number): Suspendable {
  if (yield* having(list, from)) yield* writing(list, to, yield* reading(list, from));
  else yield* removing(list, to);
  return undefined;
}

export function* splice(list: object, args: unknown[]): Suspendable {
  const [from, count, ...items] = args;
  const length = yield* lengthOf(list);
  const begin = yield* indexOf(from, length, 0);
  const room = length - begin;
  const removed =
    args.length === 0 ? 0 : args.length === 1 ? room : Math.min(Math.max(yield* integerOf(count), 0), room);
  const added = items.length;
  limited(length - removed + added);
  const made = (yield* speciesList(list, removed)) as object;
  for (let index = 0; index < removed; index++) {
    if (yield* having(list, begin + index)) yield* creating(made, index, yield* reading(list, begin + index));
  }
  yield* setLength(made, removed);
  if (added < removed) {
    for (let index = begin; index < length - removed; index++) yield* moving(list, index + removed, index + added);
    for (let index = length - 1; index >= length - removed + added; index--) yield* removing(list, index);
  } else if (added > removed) {
    for (let index = length - removed - 1; index >= begin; index--) yield* moving(list, index + removed, index + added);
  }
  for (const [index, item] of items.entries()) yield* writing(list, begin + index, item);
  yield* setLength(list, length - removed + added);
  return made;
}

export function* reverse(list: object): Suspendable {
  const length = yield* lengthOf(list);
  for (let lower = 0, middle = Math.floor(length / 2); lower < middle; lower++) {
    const upper = length - 1 - lower;
    const hasLower = yield* having(list, lower);
    const low = hasLower ? yield* reading(list, lower) : undefined;
    const hasUpper = yield* having(list, upper);
    const high = hasUpper ? yield* reading(list, upper) : undefined;
    if (hasUpper) yield* writing(list, lower, high);
    else if (hasLower) yield* removing(list, lower);
    if (hasLower) yield* writing(list, upper, low);
    else if (hasUpper) yield* removing(list, upper);
  }
  return list;
}

export function* fill(list: object, [value, from, to]: unknown[]): Suspendable {
  const length = yield* lengthOf(list);
  const begin = yield* indexOf(from, length, 0);
  const end = yield* indexOf(to, length, length);
  for (let index = begin; index < end; index++) yield* writing(list, index, value);
  return list;
}

export function* copyWithin(list: object, [target, from, to]: unknown[]): Suspendable {
  const length = yield* lengthOf(list);
  const into = yield* indexOf(target, length, 0);
  const begin = yield* indexOf(from, length, 0);
  const end = yield* indexOf(to, length, length);
  const count = Math.min(end - begin, length - into);
  const backwards = begin < into && into < begin + count;
  for (let step = 0; step < count; step++) {
    const index = backwards ? count - 1 - step : step;
    yield* moving(list, begin + index, into + index);
  }
  return list;
}
