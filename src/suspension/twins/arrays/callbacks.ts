import { calling } from '../../calls.js';
import { current } from '../../current.js';
import type { Suspendable } from '../../operation.js';
import { reading } from '../../properties.js';
import { callable, creating, having, isArray, lengthOf, speciesList } from '../../steps.js';

export function* forEach(list: object, [callback, self]: unknown[]): Suspendable {
  const length = yield* lengthOf(list);
  const fn = callable(callback);
  for (let index = 0; index < length; index++) {
    if (yield* having(list, index)) yield* calling(fn, self, [yield* reading(list, index), index, list]);
  }
  return undefined;
}

export function* map(list: object, [callback, self]: unknown[]): Suspendable {
  const length = yield* lengthOf(list);
  const fn = callable(callback);
  const made = (yield* speciesList(list, length)) as object;
  for (let index = 0; index < length; index++) {
    if (!(yield* having(list, index))) continue;
    yield* creating(made, index, yield* calling(fn, self, [yield* reading(list, index), index, list]));
  }
  return made;
}

export function* filter(list: object, [callback, self]: unknown[]): Suspendable {
  const length = yield* lengthOf(list);
  const fn = callable(callback);
  const made = (yield* speciesList(list, 0)) as object;
  let count = 0;
  for (let index = 0; index < length; index++) {
    if (!(yield* having(list, index))) continue;
    const value = yield* reading(list, index);
    if (yield* calling(fn, self, [value, index, list])) yield* creating(made, count++, value);
  }
  return made;
}

export function* some(list: object, [callback, self]: unknown[]): Suspendable {
  const length = yield* lengthOf(list);
  const fn = callable(callback);
  for (let index = 0; index < length; index++) {
    if (!(yield* having(list, index))) continue;
    if (yield* calling(fn, self, [yield* reading(list, index), index, list])) return true;
  }
  return false;
}

export function* every(list: object, [callback, self]: unknown[]): Suspendable {
  const length = yield* lengthOf(list);
  const fn = callable(callback);
  for (let index = 0; index < length; index++) {
    if (!(yield* having(list, index))) continue;
    if (!(yield* calling(fn, self, [yield* reading(list, index), index, list]))) return false;
  }
  return true;
}

export function* flatMap(list: object, [callback, self]: unknown[]): Suspendable {
  const length = yield* lengthOf(list);
  const fn = callable(callback);
  const made = (yield* speciesList(list, 0)) as object;
  let count = 0;
  for (let index = 0; index < length; index++) {
    if (!(yield* having(list, index))) continue;
    const value = yield* calling(fn, self, [yield* reading(list, index), index, list]);
    if (!isArray(value)) {
      yield* creating(made, count++, value);
      continue;
    }
    const inside = yield* lengthOf(value);
    for (let inner = 0; inner < inside; inner++) {
      if (yield* having(value, inner)) yield* creating(made, count++, yield* reading(value, inner));
    }
  }
  return made;
}

/** The four finders look at holes too. */
const finder = (fromEnd: boolean, result: (value: unknown, index: number) => unknown) =>
  function* (list: object, [callback, self]: unknown[]): Suspendable {
    const length = yield* lengthOf(list);
    const fn = callable(callback);
    for (let step = 0; step < length; step++) {
      const index = fromEnd ? length - 1 - step : step;
      const value = yield* reading(list, index);
      if (yield* calling(fn, self, [value, index, list])) return result(value, index);
    }
    return result(undefined, -1);
  };
const theValue = (value: unknown): unknown => value;
const theIndex = (_: unknown, index: number): unknown => index;
export const find = finder(false, theValue);
export const findIndex = finder(false, theIndex);
export const findLast = finder(true, theValue);
export const findLastIndex = finder(true, theIndex);

const reducer = (fromEnd: boolean) =>
  function* (list: object, [callback, ...initial]: unknown[]): Suspendable {
    const length = yield* lengthOf(list);
    const fn = callable(callback);
    let isEmpty = initial.length === 0;
    let result = initial[0];
    for (let step = 0; step < length; step++) {
      const index = fromEnd ? length - 1 - step : step;
      if (!(yield* having(list, index))) continue;
      const value = yield* reading(list, index);
      result = isEmpty ? value : yield* calling(fn, undefined, [result, value, index, list]);
      isEmpty = false;
    }
    if (isEmpty) throw new current.realm.TypeError('Reduce of empty array with no initial value');
    return result;
  };
export const reduce = reducer(false);
export const reduceRight = reducer(true);
