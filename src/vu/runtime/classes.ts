import { type AnyFunction, type Blocking, type Suspendable, TWIN } from '../../k6/suspension.js';
import { Map, Promise, Set, TypeError, threadRealm, WeakMap, WeakSet } from '../realm/script-builtins.js';
import { asyncMethod } from './async-functions.js';
import { flag } from './call-flag.js';
import { Delegate } from './delegate.js';
import { methodFacade, type Twin } from './facade.js';
import { CompiledGenerator, generatorMethod } from './generators.js';
import { spread } from './iteration.js';
import { newPromise } from './promise-gate.js';
import type { StrandOwner } from './strand.js';

/** First argument of a compiled constructor that must only make the object; its body is run afterwards. */
export const DEFERRED: unique symbol = Symbol('deferred');

/** Names of methods that stand in the class as generator bodies, by what they were in the source. */
export interface MethodNames {
  readonly m: readonly PropertyKey[];
  readonly s: readonly PropertyKey[];
  readonly u: readonly PropertyKey[];
  readonly us: readonly PropertyKey[];
  readonly g: readonly PropertyKey[];
  readonly gs: readonly PropertyKey[];
}

type Wrap = (vu: StrandOwner | null, body: Twin, key: PropertyKey) => AnyFunction;
type CompiledClass = Blocking & { readonly prototype: object; readonly $$sync?: boolean };
type Deferred = object & { $$ctor(...args: unknown[]): Suspendable };

/** Puts ordinary functions in the places of a class's generator bodies. */
export function wrapMethods(vu: StrandOwner | null, Class: CompiledClass, names: MethodNames): void {
  const wrapAll = (holder: object, keys: readonly PropertyKey[], wrap: Wrap): void => {
    for (const key of keys) {
      const value = wrap(vu, (holder as Record<PropertyKey, Twin>)[key]!, key);
      Object.defineProperty(holder, key, { value, writable: true, configurable: true, enumerable: false });
    }
  };
  wrapAll(Class.prototype, names.m, methodFacade);
  wrapAll(Class, names.s, methodFacade);
  wrapAll(Class.prototype, names.u, asyncMethod);
  wrapAll(Class, names.us, asyncMethod);
  wrapAll(Class.prototype, names.g, generatorMethod);
  wrapAll(Class, names.gs, generatorMethod);
}

/** The same for methods of an object literal, which others see. */
export function wrapObjectMethods<T extends object>(
  vu: StrandOwner | null,
  object: T,
  names: Pick<MethodNames, 'm' | 'u' | 'g'>,
): T {
  const wrapAll = (keys: readonly PropertyKey[], wrap: Wrap): void => {
    for (const key of keys) {
      Object.defineProperty(object, key, { value: wrap(vu, (object as Record<PropertyKey, Twin>)[key]!, key) });
    }
  };
  wrapAll(names.m, methodFacade);
  wrapAll(names.u, asyncMethod);
  wrapAll(names.g, generatorMethod);
  return object;
}

/** A field of a class whose instances are made first and initialised later. */
export function defineField(object: object, key: PropertyKey, value: unknown): void {
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}

type Base = new (...args: unknown[]) => object;

/** Gives an instance that was made without arguments what its base, a class of the language, makes of them. */
export function initializeNative(object: object, Base: Base, ...args: unknown[]): object {
  const made = new Base(...args);
  if (made instanceof Map) for (const [key, value] of made) (object as Map<unknown, unknown>).set(key, value);
  else if (made instanceof Set) for (const value of made) (object as Set<unknown>).add(value);
  else Object.defineProperties(object, Object.getOwnPropertyDescriptors(made));
  return object;
}

/** `new Class(...args)`. A call helper. */
export function construct(Class: unknown, ...args: unknown[]): unknown {
  if (typeof Class !== 'function') throw new TypeError(`${String(Class)} is not a constructor`);
  const generator = constructing(Class as CompiledClass, args);
  flag.f = generator !== undefined;
  if (generator !== undefined) return generator;
  const made = Reflect.construct(Class, args);
  // The constructor may have run other call helpers.
  flag.f = false;
  return made;
}

function constructing(Class: CompiledClass, args: unknown[]): Suspendable | undefined {
  const prototype = Class.prototype as Partial<Deferred> | undefined;
  if (prototype?.$$ctor !== undefined && !Class.$$sync) return constructClass(Class, args);
  if ((Class as unknown) === Promise) {
    const twin = (args[0] as Blocking | undefined)?.[TWIN];
    return twin && newPromise(twin as never);
  }
  if (COLLECTIONS.has(Class) && args[0] instanceof CompiledGenerator) return constructFilled(Class, args[0]);
  if (Class[TWIN] !== undefined && prototype !== undefined) return constructFunction(Class, args);
  return undefined;
}

function* constructClass(Class: CompiledClass, args: unknown[]): Suspendable {
  const made = Reflect.construct(Class, [DEFERRED]) as Deferred;
  const result = yield* new Delegate(made.$$ctor(...args));
  return Object(result) === result ? result : made;
}

const COLLECTIONS: ReadonlySet<unknown> = new Set([Map, Set, WeakMap, WeakSet]);

/** Filled by a generator that may block between its items. */
function* constructFilled(Class: CompiledClass, items: CompiledGenerator): Suspendable {
  return Reflect.construct(Class, [yield* spread(items)]);
}

/** `new` on a plain function, the older way to write a class. */
function* constructFunction(Class: CompiledClass, args: unknown[]): Suspendable {
  const made = Object.create(Class.prototype) as object;
  const result = yield* new Delegate(Reflect.apply(Class[TWIN]!, made, args) as Suspendable);
  return Object(result) === result ? result : made;
}

const memberOf = threadRealm.inside((object: unknown, key: string) => (object as Record<string, unknown>)[key]);
const GETTER = '$$get_';
const getterKeys = new Map<string, string>();

/** `object.name` where name may be a getter that blocks; its body then stands beside it. A call helper. */
export function readProperty(object: unknown, name: string): unknown {
  let key = getterKeys.get(name);
  if (key === undefined) getterKeys.set(name, (key = GETTER + name));
  const body = (object as Record<string, AnyFunction | undefined>)[key];
  if (body !== undefined && (!Object.hasOwn(object as object, name) || Object.hasOwn(object as object, key))) {
    const generator = Reflect.apply(body, object, []);
    flag.f = true;
    return generator;
  }
  const value = memberOf(object, name);
  flag.f = false;
  return value;
}

/** Hides the bodies of an object literal's getters from those who look at its keys. */
export function hideGetters<T extends object>(object: T, names: readonly string[]): T {
  for (const name of names) Object.defineProperty(object, GETTER + name, { enumerable: false });
  return object;
}
