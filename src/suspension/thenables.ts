import { types } from 'node:util';
import { isNativeThen, isPlainPromise, takenOver } from './adoption.js';
import { Beginning, Settle } from './beginning.js';
import { stampTwin, twinOf } from './brand.js';
import { calling } from './calls.js';
import { current } from './current.js';
import { isObject } from './is-object.js';
import type { AnyFunction, Suspendable } from './operation.js';
import { reading } from './properties.js';
import { replays } from './replay.js';
import { Strand, type StrandOwner, turn } from './strand.js';

/** The program has a method `then`, or a class of promises, that may wait. Set when it is loaded. */
export const thenables = { suspend: false };

/**
 * What a promise may be resolved with in the place of `value`. The language calls the `then` of an object in a job of
 * its own, where nothing can suspend; for one that may wait it gets an object whose `then` begins a strand.
 */
export function adoptable(value: unknown, owner: StrandOwner | null = turn.owner): unknown {
  if (!thenables.suspend || !isObject(value)) return value;
  const found = waitingThen(value);
  return found === undefined ? value : adopted(value, found, owner);
}

/** The same of a promise, which takes over what another one comes to. */
function resolvable(value: unknown, owner: StrandOwner): unknown {
  const isPlain = typeof value === 'object' && value !== null && isPlainPromise(value);
  return isPlain ? takenOver(value, owner) : adoptable(value, owner);
}

/** None can be resolved with itself, as the language says then. */
const unlessItself = (value: unknown, promise: unknown, owner: StrandOwner): unknown =>
  value === promise ? value : resolvable(value, owner);

/** A new promise of what an async function returns: another one also where that is a promise. */
export const resolved = (value: unknown, owner: StrandOwner): Promise<unknown> =>
  new owner.realm.Promise((resolve) => resolve(resolvable(value, owner)));

/** What is known of a `then` that may wait, without running an accessor; which is run later, once. */
type Found = { readonly then: unknown } | 'accessor';

function waitingThen(value: object): Found | undefined {
  for (let holder: object | null = value; holder !== null; holder = Object.getPrototypeOf(holder)) {
    if (types.isProxy(holder)) return replays.possible ? 'accessor' : undefined;
    const property = Object.getOwnPropertyDescriptor(holder, 'then');
    if (property === undefined) continue;
    const { value: then, get } = property;
    if (get !== undefined) return twinOf(get) === undefined ? undefined : 'accessor';
    const waits = twinOf(then) !== undefined || types.isProxy(then) || (isOwnThen(then) && isOfSubclass(value));
    return waits ? { then } : undefined;
  }
  return undefined;
}

const isOwnThen = (then: unknown): boolean => typeof then === 'function' && isNativeThen(then);

/** `then` makes another of the class. */
const isOfSubclass = (promise: object): boolean =>
  Object.getPrototypeOf(promise) !== current.realm.Promise.prototype || Object.hasOwn(promise, 'constructor');

interface Adoption {
  readonly value: object;
  readonly found: Found;
  readonly resolve: AnyFunction;
  readonly reject: AnyFunction;
}

function adopted(value: object, found: Found, owner: StrandOwner | null): object {
  // biome-ignore lint/suspicious/noThenProperty: it is one for the language.
  return { then: (resolve: AnyFunction, reject: AnyFunction) => begin(owner, { value, found, resolve, reject }) };
}

/** The language does not say whose job it is, so the owner comes from where the promise was resolved. */
function begin(owner: StrandOwner | null, { value, found, resolve, reject }: Adoption): void {
  if (owner === null) throw new Error('a promise of no VU was resolved with a thenable of a script');
  const settlers = settlersOf({ promise: undefined, resolve, reject }, owner);
  const steps = adopting(value, found, { ...settlers, withoutThen: () => resolveWithout(value, resolve) });
  owner.post(new Beginning(new Strand(owner, steps, new Settle(() => {}, settlers.reject))));
}

interface Adopting extends Settlers {
  /** By the language's own function: ours would find once more that the accessor may wait, and for ever. */
  withoutThen(): void;
}

function* adopting(value: object, found: Found, { resolve, reject, withoutThen }: Adopting): Suspendable {
  const then = found === 'accessor' ? yield* reading(value, 'then') : found.then;
  return typeof then === 'function' ? yield* calling(then, value, [resolve, reject]) : withoutThen();
}

interface Settlers {
  readonly resolve: AnyFunction;
  readonly reject: AnyFunction;
}

/** The functions that a script gets to settle a promise with. */
export function settlersOf(made: Settlers & { readonly promise: unknown }, owner = turn.owner): Settlers {
  if (owner === null) return made;
  const { operators } = current.realm;
  if (!thenables.suspend) {
    const resolve = operators.settler((value) => made.resolve(unlessItself(value, made.promise, owner)));
    return { resolve, reject: made.reject };
  }
  let over = false;
  const once = (settle: (value: unknown) => void) =>
    operators.settler((value) => {
      if (over) return;
      over = true;
      settle(value);
    });
  const resolve = once((value) => made.resolve(unlessItself(value, made.promise, owner)));
  stampTwin(resolve, function* (value: unknown): Suspendable {
    if (over) return;
    over = true;
    yield* resolving(made, value, owner);
  } as never);
  return { resolve, reject: once((error) => made.reject(error)) };
}

/** An accessor `then` is asked at once, and no second time. */
function* resolving(made: Settlers & { readonly promise: unknown }, value: unknown, owner: StrandOwner): Suspendable {
  const found = value === made.promise || !isObject(value) ? undefined : waitingThen(value);
  if (found === undefined) return made.resolve(unlessItself(value, made.promise, owner));
  if (found !== 'accessor') return made.resolve(adopted(value as object, found, owner));
  let then: unknown;
  try {
    then = yield* reading(value, 'then');
  } catch (error) {
    return made.reject(error);
  }
  if (typeof then === 'function') return made.resolve(adopted(value as object, { then }, owner));
  return resolveWithout(value as object, made.resolve);
}

/** The language would ask for `then` once more: so it finds none meanwhile. */
function resolveWithout(value: object, resolve: AnyFunction): void {
  const own = Object.getOwnPropertyDescriptor(value, 'then');
  if (types.isProxy(value) || !(own ? own.configurable : Object.isExtensible(value))) {
    resolve(value);
    return;
  }
  Object.defineProperty(value, 'then', { value: undefined, configurable: true });
  resolve(value);
  if (own === undefined) Reflect.deleteProperty(value, 'then');
  else Object.defineProperty(value, 'then', own);
}

interface Settled {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  /** Gives the promise. */
  made(): unknown;
}

/** A strand's end as a promise that is resolved with what it returns. */
export const settling = (owner: StrandOwner, { resolve, reject, made }: Settled): Settle =>
  new Settle((value) => resolve(unlessItself(value, made(), owner)), reject);
