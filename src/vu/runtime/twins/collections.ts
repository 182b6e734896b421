import type { Suspendable } from '../../../k6/suspension.js';
import { Array, Map, Object, Set } from '../../realm/script-builtins.js';
import { Delegate } from '../delegate.js';
import { iterate } from '../iteration.js';
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

type TypedArray = Float64Array;

/** %TypedArray%.prototype.map: an array of the same type. */
export function* typedMap(this: TypedArray, callback: RawCallback, self?: unknown): Suspendable {
  const result = new (this.constructor as new (length: number) => TypedArray)(this.length);
  for (let index = 0; index < result.length; index++) {
    result[index] = (yield* new Delegate(callback.call(self, this[index], index, this))) as number;
  }
  return result;
}

export function* typedFilter(this: TypedArray, callback: RawCallback, self?: unknown): Suspendable {
  const kept: number[] = [];
  for (let index = 0, { length } = this; index < length; index++) {
    const value = this[index]!;
    if (yield* new Delegate(callback.call(self, value, index, this))) kept.push(value);
  }
  return new (this.constructor as new (values: number[]) => TypedArray)(kept);
}

type Step = { done?: boolean; value: unknown };
type MakeList = new (length?: number) => unknown[];

/** Array.from: each item is mapped before the next one is fetched, from an iterator that may block itself. */
export function* arrayFrom(this: unknown, source: unknown, mapper?: unknown, self?: unknown): Suspendable {
  const callback = mapper === undefined ? undefined : rawOf(mapper);
  const Constructor = typeof this === 'function' ? (this as MakeList) : Array;
  const items = source as Iterable<unknown> & ArrayLike<unknown>;
  if (items[Symbol.iterator] === undefined || items[Symbol.iterator] === null) {
    return yield* fromArrayLike(Constructor, Object(source) as ArrayLike<unknown>, callback, self);
  }
  const result = new Constructor();
  const iteration = iterate(items);
  let index = 0;
  let inCallback = false;
  try {
    for (; ; index++) {
      const step = (yield* iteration.step()) as Step;
      if (step.done) break;
      inCallback = true;
      result[index] = callback ? yield* new Delegate(callback.call(self, step.value, index)) : step.value;
      inCallback = false;
    }
  } finally {
    if (inCallback) yield* iteration.close();
  }
  result.length = index;
  return result;
}

function* fromArrayLike(
  Constructor: MakeList,
  source: ArrayLike<unknown>,
  callback: RawCallback | undefined,
  self: unknown,
): Suspendable {
  const length = lengthOf(source);
  const result = new Constructor(length);
  for (let index = 0; index < length; index++) {
    result[index] = callback ? yield* new Delegate(callback.call(self, source[index], index)) : source[index];
  }
  result.length = length;
  return result;
}

type Groups = Map<unknown, unknown[]>;

/** Object.groupBy. */
export function* objectGroupBy(items: unknown, callback: unknown): Suspendable {
  const result = Object.create(null) as Record<PropertyKey, unknown[]>;
  const groups = (yield* grouped(items, callback, toKey)) as Groups;
  for (const [key, group] of groups) result[key as PropertyKey] = group;
  return result;
}

/** Map.groupBy. */
export function* mapGroupBy(items: unknown, callback: unknown): Suspendable {
  return yield* grouped(items, callback, (key) => key);
}

function* grouped(items: unknown, callback: unknown, keyOf: (key: unknown) => unknown): Suspendable {
  const raw = rawOf(callback);
  const groups: Groups = new Map();
  const iteration = iterate(items);
  for (let index = 0; ; index++) {
    const step = (yield* iteration.step()) as Step;
    if (step.done) return groups;
    const key = keyOf(yield* new Delegate(raw.call(undefined, step.value, index)));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [step.value]);
    else group.push(step.value);
  }
}

const toKey = (key: unknown): unknown => (typeof key === 'symbol' ? key : String(key));
