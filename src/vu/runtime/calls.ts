import { type AnyFunction, type Blocking, type Suspendable, TWIN } from '../../k6/suspension.js';
import { TypeError, threadRealm } from '../realm/script-builtins.js';
import { flag } from './call-flag.js';
import { facade, type Twin } from './facade.js';
import { CompiledGenerator } from './generators.js';
import type { StrandOwner } from './strand.js';
import { rawTwins, spreadArguments, twinCallOf } from './twins/table.js';

type Key = string | symbol | number;

/** In the realm: members of strings and numbers are those of its prototypes. */
const memberOf = threadRealm.inside((object: unknown, key: Key) => (object as Record<Key, unknown>)[key]);

/**
 * `object[key](...args)` where it is not certain whether the callee blocks. Like every call helper it sets the flag:
 * true says that the result is a generator which the call site must run.
 */
export function callMethod(object: unknown, key: Key, ...args: unknown[]): unknown {
  const fn = memberOf(object, key);
  if (typeof fn !== 'function') throw new TypeError(`${String(key)} is not a function`);
  const twin = (fn as Blocking)[TWIN];
  if (twin !== undefined) {
    const generator = Reflect.apply(twin, object, args);
    flag.f = true;
    return generator;
  }
  return callPlain(fn as AnyFunction, object, args);
}

/** `fn(...args)`; its own `this` is the callee's. */
export function callValue(this: unknown, fn: unknown, ...args: unknown[]): unknown {
  if (typeof fn !== 'function') throw new TypeError(`${typeof fn} is not a function`);
  const twin = (fn as Blocking)[TWIN];
  if (twin !== undefined) {
    const generator = Reflect.apply(twin, this, args);
    flag.f = true;
    return generator;
  }
  return callPlain(fn as AnyFunction, this, args);
}

/** `object[key](generator, ...rest)`: the callback is a literal, handed over in its raw form. */
export function callWithRaw(vu: StrandOwner | null, object: unknown, key: Key, raw: Twin, ...rest: unknown[]): unknown {
  const fn = memberOf(object, key);
  const twin = rawTwins.get(fn as AnyFunction);
  if (twin === undefined) return callMethod(object, key, facade(vu, raw), ...rest);
  const generator =
    rest.length === 0 ? twin.call(object as never, raw as never) : Reflect.apply(twin, object, [raw, ...rest]);
  flag.f = true;
  return generator;
}

/** `fn.bind(self, ...args)` of a function that may block. */
export function bind(_vu: StrandOwner | null, fn: Blocking, self: unknown, ...args: unknown[]): AnyFunction {
  const bound = Function.prototype.bind.call(fn, self, ...args) as Blocking;
  const twin = fn[TWIN];
  if (twin !== undefined)
    bound[TWIN] = (...more: unknown[]) => Reflect.apply(twin, self, [...args, ...more]) as Suspendable;
  return bound;
}

/** A callee without a twin: a builtin that calls back may have one for a callback that blocks. */
function callPlain(fn: AnyFunction, self: unknown, args: unknown[]): unknown {
  if ((typeof self === 'function' && TWIN in self) || mayBlock(args) || mayBlockSpread(fn, args)) {
    const generator = twinCallOf(fn, self, args);
    if (generator !== undefined) {
      flag.f = true;
      return generator;
    }
  }
  const result = Reflect.apply(fn, self, args);
  flag.f = false;
  return result;
}

function mayBlock(args: readonly unknown[]): boolean {
  for (let index = 0; index < args.length; index++) {
    const arg = args[index];
    if (typeof arg === 'function' ? (arg as Blocking)[TWIN] !== undefined : arg instanceof CompiledGenerator)
      return true;
  }
  return false;
}

function mayBlockSpread(fn: AnyFunction, args: readonly unknown[]): boolean {
  const list = spreadArguments(fn, args);
  return Array.isArray(list) && mayBlock(list);
}
