import { flag } from '../call-flag.js';
import { constructAs } from '../construct.js';
import { numberOf } from '../conversions.js';
import { current } from '../current.js';
import { define } from '../define.js';
import { Delegate } from '../delegate.js';
import { Iteration } from '../iteration.js';
import type { AnyFunction, Suspendable } from '../operation.js';
import { reading } from '../properties.js';
import { lengthOf, type RawCallback, rawOf } from './callback.js';

const mapEntries = Map.prototype.entries;
const setValues = Set.prototype.values;

/** Map.prototype.forEach: sees entries that are added while it runs, as the builtin does. */
export function* mapForEach(this: Map<unknown, unknown>, callback: RawCallback, self?: unknown): Suspendable {
  for (const [key, value] of mapEntries.call(this)) yield* new Delegate(callback.call(self, value, key, this));
  return undefined;
}

export function* setForEach(this: Set<unknown>, callback: RawCallback, self?: unknown): Suspendable {
  for (const value of setValues.call(this)) yield* new Delegate(callback.call(self, value, value, this));
  return undefined;
}

/** Array.from: each item is mapped before the next one is fetched, from an iterator that may block itself. */
export function* arrayFrom(self: unknown, [source, mapper, mapperSelf]: unknown[]): Suspendable {
  const callback = mapper === undefined ? undefined : rawOf(mapper);
  const method = yield* reading(source, Symbol.iterator);
  if (method === undefined || method === null) {
    return yield* fromArrayLike(self, Object(source) as ArrayLike<unknown>, callback, mapperSelf);
  }
  const result = (yield* newList(self, [])) as unknown[];
  const iteration = (yield* Iteration.by(method, source)) as Iteration;
  let index = 0;
  try {
    for (; yield* iteration.advance(); index++) {
      const { value } = iteration;
      define(result, index, callback ? yield* new Delegate(callback.call(mapperSelf, value, index)) : value);
    }
  } catch (error) {
    yield* iteration.abandon();
    throw error;
  }
  result.length = index;
  return result;
}

function* fromArrayLike(
  Constructor: unknown,
  source: ArrayLike<unknown>,
  callback: RawCallback | undefined,
  self: unknown,
): Suspendable {
  const length = lengthOf({ length: (yield* numberOf(yield* reading(source, 'length'))) as number });
  const result = (yield* newList(Constructor, [length])) as unknown[];
  for (let index = 0; index < length; index++) {
    const item = yield* reading(source, index);
    const value = callback ? yield* new Delegate(callback.call(self, item, index)) : item;
    define(result, index, value);
  }
  result.length = length;
  return result;
}

/** `Array.from` of a subclass makes one of those. */
function* newList(Constructor: unknown, args: unknown[]): Suspendable {
  if (typeof Constructor !== 'function' || !Object.hasOwn(Constructor, 'prototype')) {
    return new current.realm.Array(...(args as number[]));
  }
  const made = constructAs(Constructor, args, Constructor as AnyFunction);
  return flag.f ? yield* new Delegate(made as Suspendable) : made;
}

/** Object.fromEntries. */
export function* fromEntries(_: unknown, [iterable]: unknown[]): Suspendable {
  const object = current.realm.Object() as object;
  const iteration = (yield* Iteration.over(iterable)) as Iteration;
  while (yield* iteration.advance()) {
    try {
      const key = (yield* reading(iteration.value, '0')) as PropertyKey;
      current.realm.operators.define(object, key, yield* reading(iteration.value, '1'));
    } catch (error) {
      yield* iteration.abandon();
      throw error;
    }
  }
  return object;
}

type Groups = Map<unknown, unknown[]>;

/** Object.groupBy. */
export function* objectGroupBy(_: unknown, [items, callback]: unknown[]): Suspendable {
  const result = Object.create(null) as Record<PropertyKey, unknown[]>;
  const groups = (yield* grouped(items, callback, toKey)) as Groups;
  for (const [key, group] of groups) result[key as PropertyKey] = group;
  return result;
}

/** Map.groupBy. */
export function* mapGroupBy(_: unknown, [items, callback]: unknown[]): Suspendable {
  const groups = (yield* grouped(items, callback, (key) => (Object.is(key, -0) ? 0 : key))) as Groups;
  return new current.realm.Map(groups);
}

function* grouped(items: unknown, callback: unknown, keyOf: (key: unknown) => unknown): Suspendable {
  const raw = rawOf(callback);
  const groups: Groups = new Map();
  const iteration = (yield* Iteration.over(items)) as Iteration;
  for (let index = 0; yield* iteration.advance(); index++) {
    try {
      const key = keyOf(yield* new Delegate(raw.call(undefined, iteration.value, index)));
      let group = groups.get(key);
      if (group === undefined) groups.set(key, (group = current.realm.Array()));
      define(group, group.length, iteration.value);
    } catch (error) {
      yield* iteration.abandon();
      throw error;
    }
  }
  return groups;
}

const toKey = (key: unknown): unknown => (typeof key === 'symbol' ? key : String(key));
