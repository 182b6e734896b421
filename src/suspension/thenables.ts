import { types } from 'node:util';
import { Beginning, Settle } from './beginning.js';
import { twinOf } from './brand.js';
import { calling } from './calls.js';
import type { AnyFunction } from './operation.js';
import { Strand, type StrandOwner, turn } from './strand.js';

/** The program has a method `then` that may wait. Set when it is loaded. */
export const thenables = { suspend: false };

/**
 * What a promise may be resolved with in the place of `value`. The language calls the `then` of an object in a job of
 * its own, where nothing can suspend; for one that may wait it gets an object whose `then` begins a strand.
 */
export function adoptable(value: unknown, owner: StrandOwner | null = turn.owner): unknown {
  if (!thenables.suspend || typeof value !== 'object' || value === null) return value;
  const then = methodThen(value);
  if (twinOf(then) === undefined) return value;
  // biome-ignore lint/suspicious/noThenProperty: it is one for the language.
  return { then: (resolve: AnyFunction, reject: AnyFunction) => begin(owner, { value, then, resolve, reject }) };
}

/** Found without running an accessor, which the language will do, once. */
function methodThen(value: object): unknown {
  for (let holder: object | null = value; holder !== null; holder = Object.getPrototypeOf(holder)) {
    if (types.isProxy(holder)) return undefined;
    const property = Object.getOwnPropertyDescriptor(holder, 'then');
    if (property !== undefined) return property.value;
  }
  return undefined;
}

interface Adoption {
  readonly value: object;
  readonly then: unknown;
  readonly resolve: AnyFunction;
  readonly reject: AnyFunction;
}

/** The language does not say whose job it is, so the owner comes from where the promise was resolved. */
function begin(owner: StrandOwner | null, { value, then, resolve, reject }: Adoption): void {
  if (owner === null) throw new Error('a promise of no VU was resolved with a thenable of a script');
  const steps = calling(then, value, [resolver(resolve, owner), reject]);
  owner.post(new Beginning(new Strand(owner, steps, new Settle(() => {}, reject))));
}

/** The function that a script gets to resolve a promise with. */
export function resolver(resolve: AnyFunction, owner = turn.owner!): AnyFunction {
  if (!thenables.suspend) return resolve;
  return owner.vu.realm.own((value: unknown) => resolve(adoptable(value, owner)));
}

/** A strand's end as a promise that is resolved with what it returns. */
export function settling(resolve: (value: unknown) => void, reject: (error: unknown) => void): Settle {
  return new Settle(thenables.suspend ? (value) => resolve(adoptable(value)) : resolve, reject);
}
