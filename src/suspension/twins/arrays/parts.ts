import { current } from '../../current.js';
import { isObject } from '../../is-object.js';
import type { Suspendable } from '../../operation.js';
import { reading } from '../../properties.js';
import {
  creating,
  having,
  indexOf,
  integerOf,
  isArray,
  lengthOf,
  plainList,
  type Steps,
  setLength,
  speciesList,
} from '../../steps.js';
import { limited } from './limits.js';

export function* slice(list: object, [from, to]: unknown[]): Suspendable {
  const length = yield* lengthOf(list);
  const begin = yield* indexOf(from, length, 0);
  const end = yield* indexOf(to, length, length);
  const made = (yield* speciesList(list, Math.max(end - begin, 0))) as object;
  let count = 0;
  for (let index = begin; index < end; index++, count++) {
    if (yield* having(list, index)) yield* creating(made, count, yield* reading(list, index));
  }
  yield* setLength(made, count);
  return made;
}

export function* concat(list: object, args: unknown[]): Suspendable {
  const made = (yield* speciesList(list, 0)) as object;
  let count = 0;
  for (const item of [list, ...args]) {
    if (!(yield* isSpreadable(item))) {
      limited(count + 1);
      yield* creating(made, count++, item);
      continue;
    }
    const length = yield* lengthOf(item as object);
    limited(count + length);
    for (let index = 0; index < length; index++, count++) {
      if (yield* having(item as object, index)) yield* creating(made, count, yield* reading(item, index));
    }
  }
  yield* setLength(made, count);
  return made;
}

function* isSpreadable(item: unknown): Steps<boolean> {
  if (!isObject(item)) return false;
  const spreadable = yield* reading(item, Symbol.isConcatSpreadable);
  return spreadable === undefined ? isArray(item) : Boolean(spreadable);
}

export function* flat(list: object, [given]: unknown[]): Suspendable {
  const length = yield* lengthOf(list);
  const depth = given === undefined ? 1 : yield* integerOf(given);
  const made = (yield* speciesList(list, 0)) as object;
  yield* flattened({ made, count: 0 }, list, length, depth);
  return made;
}

function* flattened(into: { made: object; count: number }, list: object, length: number, depth: number): Suspendable {
  for (let index = 0; index < length; index++) {
    if (!(yield* having(list, index))) continue;
    const value = yield* reading(list, index);
    if (depth > 0 && isArray(value)) yield* flattened(into, value, yield* lengthOf(value), depth - 1);
    else yield* creating(into.made, into.count++, value);
  }
  return undefined;
}

export function* replaced(list: object, [wanted, value]: unknown[]): Suspendable {
  const length = yield* lengthOf(list);
  const relative = yield* integerOf(wanted);
  const at = relative < 0 ? length + relative : relative;
  if (at < 0 || at >= length) throw new current.realm.RangeError(`Invalid index : ${relative}`);
  const made = plainList(length);
  for (let index = 0; index < length; index++) {
    yield* creating(made, index, index === at ? value : yield* reading(list, index));
  }
  return made;
}

export function* toReversed(list: object): Suspendable {
  const length = yield* lengthOf(list);
  const made = plainList(length);
  for (let index = 0; index < length; index++) yield* creating(made, index, yield* reading(list, length - 1 - index));
  return made;
}

export function* toSpliced(list: object, args: unknown[]): Suspendable {
  const [from, count, ...items] = args;
  const length = yield* lengthOf(list);
  const begin = yield* indexOf(from, length, 0);
  const room = length - begin;
  const skipped =
    args.length === 0 ? 0 : args.length === 1 ? room : Math.min(Math.max(yield* integerOf(count), 0), room);
  const made = plainList(limited(length - skipped + items.length));
  let at = 0;
  for (; at < begin; at++) yield* creating(made, at, yield* reading(list, at));
  for (const item of items) yield* creating(made, at++, item);
  for (let index = begin + skipped; index < length; index++) yield* creating(made, at++, yield* reading(list, index));
  return made;
}
