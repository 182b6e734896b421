import { calling } from '../../calls.js';
import { current } from '../../current.js';
import type { AnyFunction, Suspendable } from '../../operation.js';
import { writing } from '../../properties.js';
import { callable } from '../../steps.js';
import { rawOf } from '../callback.js';
import { byMerging } from '../sort-orders.js';
import { lengthOf, type View, viewLike } from './views.js';

/** Each value, in the order of the method, until `take` has enough. What the buffer has lost meanwhile is undefined. */
function* visited(
  view: View,
  [callback, self]: unknown[],
  take: (given: unknown, value: unknown, index: number) => boolean,
  fromEnd = false,
): Suspendable {
  const length = lengthOf(view);
  const fn: AnyFunction = callable(callback);
  for (let step = 0; step < length; step++) {
    const index = fromEnd ? length - 1 - step : step;
    const value = view[index];
    if (take(yield* calling(fn, self, [value, index, view]), value, index)) return true;
  }
  return false;
}

export function* forEach(view: View, args: unknown[]): Suspendable {
  yield* visited(view, args, () => false);
  return undefined;
}

export const some = (view: View, args: unknown[]): Suspendable => visited(view, args, Boolean);

export function* every(view: View, args: unknown[]): Suspendable {
  return !(yield* visited(view, args, (given) => !given));
}

const finder = (fromEnd: boolean, pick: 0 | 1) =>
  function* (view: View, args: unknown[]): Suspendable {
    let found: readonly [value: unknown, index: number] = [undefined, -1];
    const take = (given: unknown, value: unknown, index: number): boolean => {
      if (given) found = [value, index];
      return Boolean(given);
    };
    yield* visited(view, args, take, fromEnd);
    return found[pick];
  };
export const find = finder(false, 0);
export const findIndex = finder(false, 1);
export const findLast = finder(true, 0);
export const findLastIndex = finder(true, 1);

const reducer = (fromEnd: boolean) =>
  function* (view: View, [callback, ...initial]: unknown[]): Suspendable {
    const length = lengthOf(view);
    const fn: AnyFunction = callable(callback);
    let result = initial[0];
    let isEmpty = initial.length === 0;
    for (let step = 0; step < length; step++) {
      const index = fromEnd ? length - 1 - step : step;
      result = isEmpty ? view[index] : yield* calling(fn, undefined, [result, view[index], index, view]);
      isEmpty = false;
    }
    if (isEmpty) throw new current.realm.TypeError('Reduce of empty array with no initial value');
    return result;
  };
export const reduce = reducer(false);
export const reduceRight = reducer(true);

export function* map(view: View, [callback, self]: unknown[]): Suspendable {
  const length = lengthOf(view);
  const fn: AnyFunction = callable(callback);
  const made = (yield* viewLike(view, [length])) as View;
  for (let index = 0; index < length; index++) {
    yield* writing(made, index, yield* calling(fn, self, [view[index], index, view]));
  }
  return made;
}

export function* filter(view: View, args: unknown[]): Suspendable {
  const kept: unknown[] = [];
  yield* visited(view, args, (given, value) => {
    if (given) kept.push(value);
    return false;
  });
  const made = (yield* viewLike(view, [kept.length])) as View;
  for (const [index, value] of kept.entries()) yield* writing(made, index, value);
  return made;
}

export function* sort(view: View, [compare]: unknown[]): Suspendable {
  const values: unknown[] = [];
  for (let index = 0, length = lengthOf(view); index < length; index++) values.push(view[index]);
  yield* byMerging(values, rawOf(compare));
  for (let index = 0; index < values.length; index++) view[index] = values[index] as number;
  return view;
}
