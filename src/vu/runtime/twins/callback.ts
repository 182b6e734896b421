import { type AnyFunction, type Blocking, type Suspendable, TWIN } from '../../../k6/suspension.js';
import { TypeError } from '../../realm/script-builtins.js';

/** A callback in the form that twins of builtins run: a function that makes a generator. */
export type RawCallback = (this: unknown, ...args: unknown[]) => Suspendable;

/** The callback's own twin, or an ordinary function in a twin's clothes. Throws what the builtin would throw. */
export function rawOf(callback: unknown): RawCallback {
  if (typeof callback !== 'function') throw new TypeError(`${display(callback)} is not a function`);
  const twin = (callback as Blocking)[TWIN] as RawCallback | undefined;
  if (twin !== undefined) return twin;
  // biome-ignore lint/correctness/useYield: a twin has to be a generator.
  return function* (this: unknown, ...args: unknown[]): Suspendable {
    return Reflect.apply(callback as AnyFunction, this, args);
  };
}

/** A value as V8 names it in a TypeError. */
function display(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'object' && value !== null)
    return Object.prototype.toString.call(value).replace('[object ', '#<').replace(']', '>');
  return String(value);
}

/** ToLength of the specification. */
export function lengthOf(list: ArrayLike<unknown>): number {
  const length = Math.trunc(Number(list.length)) || 0;
  return Math.min(Math.max(length, 0), Number.MAX_SAFE_INTEGER);
}
