import { types } from 'node:util';
import { type ProxyParts, proxyParts } from './brand.js';
import { flag } from './call-flag.js';
import { call, calling } from './calls.js';
import { current } from './current.js';
import { Delegate } from './delegate.js';
import type { Suspendable } from './operation.js';

type Target = Record<PropertyKey, unknown>;

/** Reading or writing a property may wait: the program has accessors or Proxy traps that can. Set when it is loaded. */
export const access = { suspends: false };

/** `object[key]`. A call helper. */
export function readProperty(object: unknown, key: PropertyKey): unknown {
  if (access.suspends && object !== null && object !== undefined)
    return readFrom(current.realm.Object(object) as object, key, object);
  const value = (object as Target)[key];
  flag.f = false;
  return value;
}

/** `super[key]`: looked for from the home object's prototype on, with the method's own `this`. */
export const readSuper = (home: object, key: PropertyKey, self: unknown): unknown =>
  readFrom(Object.getPrototypeOf(home), key, self);

/** `super[key]` where nothing in it can wait. */
export const superMember = (home: object, key: PropertyKey, self: unknown): unknown =>
  Reflect.get(Object.getPrototypeOf(home), key, self);

function readFrom(start: object | null, key: PropertyKey, receiver: unknown): unknown {
  for (let holder = start; holder !== null; holder = Object.getPrototypeOf(holder)) {
    const parts = proxyParts(holder);
    if (parts !== undefined) {
      flag.f = true;
      return readThrough(parts, holder, key, receiver);
    }
    if (types.isProxy(holder)) return direct(Reflect.get(holder, key, receiver));
    const property = Object.getOwnPropertyDescriptor(holder, key);
    if (property === undefined) continue;
    if ('value' in property) return direct(property.value);
    return property.get === undefined ? direct(undefined) : call(receiver, property.get);
  }
  return direct(undefined);
}

function direct(value: unknown): unknown {
  flag.f = false;
  return value;
}

function* readThrough(parts: ProxyParts, proxy: object, key: PropertyKey, receiver: unknown): Suspendable {
  const trap = yield* reading(parts.handler, 'get');
  if (trap === undefined || trap === null) return yield* reading(parts.target, key, receiver);
  const value = yield* calling(trap, parts.handler, [parts.target, nameOf(key), receiver]);
  // The language checks what a trap says against what the target promised; let it.
  return Reflect.getOwnPropertyDescriptor(parts.target, key)?.configurable === false
    ? checkedRead(parts.target, key, value, proxy)
    : value;
}

/** A Proxy whose trap says the same, so that the language's own rules are applied to it. */
function checkedRead(target: object, key: PropertyKey, value: unknown, _proxy: object): unknown {
  return realmErrors(() => new Proxy(target as Target, { get: () => value })[key]);
}

function* reading(object: object, key: PropertyKey, receiver: unknown = object): Suspendable {
  const value = readFrom(object, key, receiver);
  return flag.f ? yield* new Delegate(value as Suspendable) : value;
}

const nameOf = (key: PropertyKey): PropertyKey => (typeof key === 'number' ? String(key) : key);

/** `object[key] = value`. A call helper; its result is the value. */
export function writeProperty(object: unknown, key: PropertyKey, value: unknown): unknown {
  if (access.suspends && object !== null && object !== undefined) {
    return writeFrom(current.realm.Object(object) as object, key, value, object);
  }
  (object as Target)[key] = value;
  flag.f = false;
  return value;
}

export const writeSuper = (home: object, key: PropertyKey, value: unknown, self: unknown): unknown =>
  writeFrom(Object.getPrototypeOf(home), key, value, self);

function writeFrom(start: object | null, key: PropertyKey, value: unknown, receiver: unknown): unknown {
  for (let holder = start; holder !== null; holder = Object.getPrototypeOf(holder)) {
    const parts = proxyParts(holder);
    if (parts !== undefined) {
      flag.f = true;
      return writeThrough(parts, key, value, receiver);
    }
    if (types.isProxy(holder)) break;
    const property = Object.getOwnPropertyDescriptor(holder, key);
    if (property === undefined) continue;
    if (property.set === undefined) break;
    const result = call(receiver, property.set, value);
    return flag.f ? thenValue(result as Suspendable, value) : value;
  }
  if (start === null ? !Reflect.set({}, key, value, receiver) : !Reflect.set(start, key, value, receiver)) {
    throw new current.realm.TypeError(`Cannot assign to read only property '${String(key)}' of object`);
  }
  flag.f = false;
  return value;
}

function* thenValue(generator: Suspendable, value: unknown): Suspendable {
  yield* generator;
  return value;
}

function* writeThrough(parts: ProxyParts, key: PropertyKey, value: unknown, receiver: unknown): Suspendable {
  const trap = yield* reading(parts.handler, 'set');
  if (trap === undefined || trap === null) {
    const result = writeFrom(parts.target, key, value, receiver);
    return flag.f ? yield* new Delegate(result as Suspendable) : result;
  }
  if (!(yield* calling(trap, parts.handler, [parts.target, nameOf(key), value, receiver]))) {
    throw new current.realm.TypeError(`'set' on proxy: trap returned falsish for property '${String(key)}'`);
  }
  return value;
}

/** `key in object`. A call helper. */
export function hasProperty(key: PropertyKey, object: unknown): unknown {
  const parts = Object(object) === object ? proxyParts(object as object) : undefined;
  if (parts === undefined) return direct(key in (object as object));
  flag.f = true;
  return trapped(parts, 'has', [parts.target, nameOf(key)], () => Reflect.has(parts.target, key), Boolean);
}

/** `delete object[key]`. A call helper. */
export function deleteProperty(object: unknown, key: PropertyKey): unknown {
  const parts = Object(object) === object ? proxyParts(object as object) : undefined;
  if (parts === undefined) return direct(delete (object as Target)[key]);
  flag.f = true;
  const refused = (held: unknown): true => {
    if (held) return true;
    throw new current.realm.TypeError(`'deleteProperty' on proxy: trap returned falsish for property '${String(key)}'`);
  };
  return trapped(
    parts,
    'deleteProperty',
    [parts.target, nameOf(key)],
    () => Reflect.deleteProperty(parts.target, key),
    refused,
  );
}

function* trapped(
  { handler }: ProxyParts,
  name: string,
  args: unknown[],
  without: () => unknown,
  convert: (result: unknown) => unknown,
): Suspendable {
  const trap = yield* reading(handler, name);
  if (trap === undefined || trap === null) return convert(without());
  return convert(yield* calling(trap, handler, args));
}

/** Runs what the language does for us; its errors become those of the script's realm. */
export function realmErrors<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw error instanceof TypeError ? new current.realm.TypeError(error.message) : error;
  }
}
