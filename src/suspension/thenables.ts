import { types } from 'node:util';
import { Beginning, Settle } from './beginning.js';
import { twinOf } from './brand.js';
import { calling } from './calls.js';
import type { AnyFunction, Suspendable } from './operation.js';
import { reading } from './properties.js';
import { Strand, type StrandOwner, turn } from './strand.js';

/** The program has a method `then` that may wait. Set when it is loaded. */
export const thenables = { suspend: false };

/**
 * What a promise may be resolved with in the place of `value`. The language calls the `then` of an object in a job of
 * its own, where nothing can suspend; for one that may wait it gets an object whose `then` begins a strand.
 */
export function adoptable(value: unknown, owner: StrandOwner | null = turn.owner): unknown {
  if (!thenables.suspend || typeof value !== 'object' || value === null) return value;
  if (!thenMayWait(value)) return value;
  // biome-ignore lint/suspicious/noThenProperty: it is one for the language.
  return { then: (resolve: AnyFunction, reject: AnyFunction) => begin(owner, { value, resolve, reject }) };
}

/** Found without running an accessor, which the language will do, once. */
function thenMayWait(value: object): boolean {
  for (let holder: object | null = value; holder !== null; holder = Object.getPrototypeOf(holder)) {
    if (types.isProxy(holder)) return false;
    const property = Object.getOwnPropertyDescriptor(holder, 'then');
    if (property !== undefined) return twinOf(property.value) !== undefined || twinOf(property.get) !== undefined;
  }
  return false;
}

interface Adoption {
  readonly value: object;
  readonly resolve: AnyFunction;
  readonly reject: AnyFunction;
}

/** The language does not say whose job it is, so the owner comes from where the promise was resolved. */
function begin(owner: StrandOwner | null, { value, resolve, reject }: Adoption): void {
  if (owner === null) throw new Error('a promise of no VU was resolved with a thenable of a script');
  const steps = adopting(value, resolver(resolve, owner), reject);
  owner.post(new Beginning(new Strand(owner, steps, new Settle(() => {}, reject))));
}

function* adopting(value: object, resolve: AnyFunction, reject: AnyFunction): Suspendable {
  const then = yield* reading(value, 'then');
  return typeof then === 'function' ? yield* calling(then, value, [resolve, reject]) : resolve(value);
}

/** The function that a script gets to resolve a promise with. */
export function resolver(resolve: AnyFunction, owner = turn.owner!): AnyFunction {
  if (!thenables.suspend) return resolve;
  return owner.vu.realm.own((value: unknown) => resolve(adoptable(value, owner)));
}

/** A strand's end as a promise that is resolved with what it returns. */
export function settling(
  owner: StrandOwner,
  resolve: (value: unknown) => void,
  reject: (error: unknown) => void,
): Settle {
  return new Settle(thenables.suspend ? (value) => resolve(adoptable(value, owner)) : resolve, reject);
}
