import { types } from 'node:util';
import { brandOf } from '../brand.js';
import { calling, notCallable } from '../calls.js';
import { current } from '../current.js';
import type { Suspendable } from '../operation.js';
import { replays } from '../replay.js';

/** The callback in the form that twins of builtins run: a function that makes a generator. */
export type RawCallback = (this: unknown, ...args: unknown[]) => Suspendable;

/** The callback's own twin, or any other function in a twin's clothes. Throws what the builtin would throw. */
export function rawOf(callback: unknown): RawCallback {
  if (typeof callback !== 'function') throw notCallable(callback);
  const brand = brandOf(callback);
  if (typeof brand === 'function') return brand as RawCallback;
  return function (this: unknown, ...args: unknown[]): Suspendable {
    return calling(callback, this, args);
  };
}

/** May calling it wait? Of a Proxy only the call itself tells. */
export const waits = (fn: unknown): boolean =>
  typeof fn === 'function' && (brandOf(fn) !== undefined || (replays.possible && types.isProxy(fn)));

/** What a method of arrays works on. */
export function listOf(self: unknown): object {
  if (self !== undefined && self !== null) return current.realm.Object(self) as object;
  throw new current.realm.TypeError('Array.prototype method called on null or undefined');
}

/** ToLength of the specification. */
export function lengthOf(list: ArrayLike<unknown>): number {
  const length = Math.trunc(Number(list.length)) || 0;
  return Math.min(Math.max(length, 0), Number.MAX_SAFE_INTEGER);
}

type MakeList = new (length: number) => unknown[];

/** The array that `map` and its like fill: of the class that the list's own class names, if it is an array. */
export function arrayLike(original: unknown, length: number): unknown[] {
  const { Array: RealmArray, TypeError: RealmTypeError } = current.realm;
  if (!Array.isArray(original)) return new RealmArray(length);
  let Species: unknown = original.constructor;
  if (Object(Species) === Species) Species = (Species as { [Symbol.species]?: unknown })[Symbol.species] ?? undefined;
  if (Species === undefined || Species === RealmArray) return new RealmArray(length);
  if (typeof Species !== 'function')
    throw new RealmTypeError('object.constructor[Symbol.species] is not a constructor');
  return new (Species as MakeList)(length);
}
