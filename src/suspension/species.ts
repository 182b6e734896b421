import { notCallable, shown } from './calls.js';
import { constructing } from './construct.js';
import { current } from './current.js';
import { Delegate } from './delegate.js';
import { isObject } from './is-object.js';
import type { AnyFunction, Suspendable } from './operation.js';
import { reading } from './properties.js';

/** The class of which a builtin makes what it derives from the object. */
export function* speciesOf(object: unknown, fallback: unknown): Suspendable {
  const made = yield* reading(object, 'constructor');
  if (made === undefined) return fallback;
  if (!isObject(made)) throw new current.realm.TypeError('The .constructor property is not an object');
  const species = yield* reading(made, Symbol.species);
  if (species === undefined || species === null) return fallback;
  if (isConstructor(species)) return species;
  throw new current.realm.TypeError('object.constructor[Symbol.species] is not a constructor');
}

/** `new Class(...args)` of a builtin. */
export function* making(Class: unknown, args: unknown[], newTarget = Class): Suspendable {
  const generator = constructing(Class, args, newTarget as AnyFunction);
  if (generator !== undefined) return yield* new Delegate(generator);
  return current.realm.operators.construct(Class as AnyFunction, args, newTarget as AnyFunction);
}

/** Asked of a Proxy, because `new` on the function itself would do something. */
export function isConstructor(fn: unknown): fn is AnyFunction {
  if (typeof fn !== 'function') return false;
  try {
    return new (new Proxy(fn as never, { construct: () => ({}) }) as new () => object)() !== undefined;
  } catch {
    return false;
  }
}

/** A promise of any class, with what settles it. */
export interface Capability {
  promise: unknown;
  resolve: AnyFunction;
  reject: AnyFunction;
}

/** As the language makes one of a class that may be the script's own. */
export function* capability(Class: unknown): Suspendable {
  const { operators, TypeError: RealmTypeError } = current.realm;
  if (!isConstructor(Class)) throw new RealmTypeError(`${shown(Class)} is not a constructor`);
  const made: Capability = { promise: undefined, resolve: undefined as never, reject: undefined as never };
  const executor = operators.executor((resolve, reject) => {
    if (made.resolve !== undefined || made.reject !== undefined)
      throw new RealmTypeError('Promise executor has already been invoked with non-undefined arguments');
    made.resolve = resolve as AnyFunction;
    made.reject = reject as AnyFunction;
  });
  made.promise = yield* making(Class, [executor]);
  for (const settle of [made.resolve, made.reject]) if (typeof settle !== 'function') throw notCallable(settle);
  return made;
}
