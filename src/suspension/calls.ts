import { type BuiltinTwin, brandOf } from './brand.js';
import { isReplayable } from './builtins.js';
import { flag } from './call-flag.js';
import { current } from './current.js';
import { delegate } from './delegate.js';
import type { AnyFunction, Suspendable } from './operation.js';
import { replay, replaying, replays } from './replay.js';

const { apply } = Reflect;

/**
 * Calls what is really there, whatever it is. Like every call helper it sets the flag: true says that the result is a
 * generator which the call site must run with `yield*`; false, that it is the value.
 */
export function call(self: unknown, fn: unknown, ...args: unknown[]): unknown {
  if (typeof fn !== 'function') throw notCallable(fn);
  // Used for nothing but `apply` and spread, the arguments never become a list.
  const brand = brandOf(fn);
  if (typeof brand === 'function') {
    const generator = apply(brand, self, args);
    flag.f = true;
    return generator;
  }
  if (brand !== undefined || replays.possible) return callBuiltin(brand, self, fn, ...args);
  const value = apply(fn, self, args);
  // The callee may have run other call helpers.
  flag.f = false;
  return value;
}

function callBuiltin(brand: BuiltinTwin | undefined, self: unknown, fn: unknown, ...args: unknown[]): unknown {
  const generator = brand?.run(self, args);
  if (generator !== undefined) {
    flag.f = true;
    return generator;
  }
  if (replays.possible && brand?.inSteps !== true && isReplayable(fn as AnyFunction))
    return replay(() => apply(fn as AnyFunction, self, args));
  const value = apply(fn as AnyFunction, self, args);
  flag.f = false;
  return value;
}

/** The same for code of the kernel: the generator that does what the call does, or undefined and nothing was called. */
export function suspending(fn: unknown, self: unknown, args: unknown[]): Suspendable | undefined {
  if (typeof fn !== 'function') throw notCallable(fn);
  const brand = brandOf(fn);
  const generator =
    brand === undefined
      ? undefined
      : typeof brand === 'function'
        ? (apply(brand, self, args as never[]) as Suspendable)
        : brand.run(self, args);
  if (generator !== undefined || !replays.possible || isInSteps(brand)) return generator;
  if (!isReplayable(fn as AnyFunction)) return undefined;
  return replaying(() => apply(fn, self, args));
}

const isInSteps = (brand: ReturnType<typeof brandOf>): boolean => typeof brand === 'object' && brand.inSteps === true;

/** A call from a generator of the kernel; it may wait inside. */
export function* calling(fn: unknown, self: unknown, args: unknown[]): Suspendable {
  const generator = suspending(fn, self, args);
  return generator === undefined ? apply(fn as AnyFunction, self, args) : yield* delegate(generator);
}

/** An error that the script sees as its own realm's. */
export function notCallable(fn: unknown): TypeError {
  return new current.realm.TypeError(`${shown(fn)} is not a function`);
}

/** A value as V8 names it in a TypeError. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'object' && value !== null)
    return Object.prototype.toString.call(value).replace('[object ', '#<').replace(']', '>');
  return String(value);
}
