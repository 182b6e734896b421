// Steps of which the language's own builtins are made, as generators of the kernel: each may run functions of the script
// (accessors, conversions, Proxy traps, constructors), and may wait while they do.
import { flag } from './call-flag.js';
import { notCallable } from './calls.js';
import { numberOf } from './conversions.js';
import { current } from './current.js';
import { Delegate } from './delegate.js';
import type { AnyFunction, Operation, Suspendable } from './operation.js';
import { deleteProperty, hasProperty, reading, writing } from './properties.js';
import { replaying, replays } from './replay.js';
import { making, speciesOf } from './species.js';

export type Steps<T> = Generator<Operation, T, unknown>;

/** `key in object` */
export function* having(object: object, key: PropertyKey): Steps<boolean> {
  const found = hasProperty(key, object);
  return (flag.f ? yield* new Delegate(found as Suspendable) : found) as boolean;
}

/** `delete object[key]`, an error where it cannot be deleted. */
export function* removing(object: object, key: PropertyKey): Suspendable {
  const removed = deleteProperty(object, key);
  return flag.f ? yield* new Delegate(removed as Suspendable) : removed;
}

/** A property that is the object's own, as a literal makes it; an error where it cannot be. */
export function* creating(object: object, key: PropertyKey, value: unknown): Suspendable {
  const { operators } = current.realm;
  if (replays.possible) yield* replaying(() => operators.create(object, key, value));
  else operators.create(object, key, value);
  return undefined;
}

export function* integerOf(value: unknown): Steps<number> {
  if (value === undefined) return 0;
  return Math.trunc((yield* numberOf(value)) as number) || 0;
}

export function* lengthOf(list: object): Steps<number> {
  return toLength(yield* integerOf(yield* reading(list, 'length')));
}

const toLength = (length: number): number => Math.min(Math.max(length, 0), Number.MAX_SAFE_INTEGER);

/** An argument that counts from the end when it is negative, as an index within the list. */
export function* indexOf(value: unknown, length: number, missing: number): Steps<number> {
  if (value === undefined) return missing;
  const index = yield* integerOf(value);
  return index < 0 ? Math.max(length + index, 0) : Math.min(index, length);
}

export function setLength(list: object, length: number): Suspendable {
  return writing(list, 'length', length);
}

export function callable(fn: unknown): AnyFunction {
  if (typeof fn !== 'function') throw notCallable(fn);
  return fn as AnyFunction;
}

export function isArray(value: unknown): value is unknown[] {
  return current.realm.operators.isArray(value);
}

/** A list of the realm; too long a one is its error. */
export const plainList = (length: number): unknown[] =>
  current.realm.operators.construct(current.realm.Array as never, [length], current.realm.Array as never) as unknown[];

/** The array that `map` and its like fill: of the class that the list's own class names, if it is an array. */
export function* speciesList(original: object, length: number): Steps<object> {
  if (!isArray(original)) return plainList(length);
  const made = yield* speciesOf(original, current.realm.Array);
  return made === current.realm.Array ? plainList(length) : ((yield* making(made, [length])) as object);
}
