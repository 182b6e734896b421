import { types } from 'node:util';
import { flag } from './call-flag.js';
import { current } from './current.js';
import { Delegate } from './delegate.js';
import type { Suspendable } from './operation.js';
import { replay, replaying, replays } from './replay.js';

/** `object[key]`. A call helper, like all that follow. */
export function readProperty(object: unknown, key: PropertyKey): unknown {
  const { operators } = current.realm;
  if (replays.possible) return replay(() => operators.get(object, key), object, 'get');
  const value = operators.get(object, key);
  flag.f = false;
  return value;
}

/** In a generator of the kernel. */
export function* reading(object: unknown, key: PropertyKey): Suspendable {
  const value = readProperty(object, key);
  return flag.f ? yield* new Delegate(value as Suspendable) : value;
}

/** `object[key] = value`; the result is the value. */
export function writeProperty(object: unknown, key: PropertyKey, value: unknown): unknown {
  const { operators } = current.realm;
  const write = (): unknown => {
    operators.set(object, key, value);
    return value;
  };
  return replay(write, object, 'set');
}

/** The same in a generator of the kernel. */
export function* writing(object: unknown, key: PropertyKey, value: unknown): Suspendable {
  const written = writeProperty(object, key, value);
  return flag.f ? yield* new Delegate(written as Suspendable) : written;
}

/** `super[key]`: looked for from the home object's prototype on, with the method's own `this`. */
export function readSuper(home: object, key: PropertyKey, self: unknown): unknown {
  const { operators } = current.realm;
  return replay(() => operators.superGet(home, key, self));
}

/** The same where nothing in it can wait. */
export const superMember = (home: object, key: PropertyKey, self: unknown): unknown =>
  current.realm.operators.superGet(home, key, self);

export function writeSuper(home: object, key: PropertyKey, value: unknown, self: unknown): unknown {
  const { operators } = current.realm;
  return replay(() => {
    operators.superSet(home, key, value, self);
    return value;
  });
}

type Read = (key: PropertyKey) => unknown;
type Write = (key: PropertyKey, value: unknown) => unknown;

/** Reading by a function that is emitted where `super` has its meaning. */
export const readBy = (read: Read, key: PropertyKey): unknown => replay(() => read(key));

export const writeBy = (write: Write, key: PropertyKey, value: unknown): unknown => replay(() => write(key, value));

/** `key in object` */
export function hasProperty(key: PropertyKey, object: unknown): unknown {
  const { operators } = current.realm;
  return replay(() => operators.has(key, object));
}

/** `delete object[key]` */
export function deleteProperty(object: unknown, key: PropertyKey): unknown {
  const { operators } = current.realm;
  return replay(() => operators.remove(object, key));
}

/** What for-in can walk over without waiting: the names that a Proxy gives, as an object's own; all else as it is. */
export function* enumerable(object: unknown): Suspendable {
  for (let holder = object; holder !== null && holder !== undefined; holder = Object.getPrototypeOf(holder)) {
    if (!types.isProxy(holder)) continue;
    const { operators } = current.realm;
    return yield* replaying(() => operators.enumerate(object));
  }
  return object;
}
