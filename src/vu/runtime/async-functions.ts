import { type AnyFunction, ASYNC, type Blocking, type Suspendable, TWIN } from '../../k6/suspension.js';
import { Promise } from '../realm/script-builtins.js';
import { functionOf, methodOf } from './arity.js';
import { Await, continueAfter } from './await.js';
import { NEXT } from './delegate.js';
import type { Twin } from './facade.js';
import { Strand, type StrandEnd, type StrandOwner, turn } from './strand.js';

/** `await value` in a compiled function: yielded to the driver, or to the caller that runs the first part. */
export const awaiting = (value: unknown): Await => new Await(value);

/** An async function as a value: called from compiled code through its twin, from anywhere else as it is. */
export function asyncFacade(vu: StrandOwner | null, body: Twin): AnyFunction {
  const fn: Blocking = functionOf(body.length, (self, args) => startAsync(vu, body, self, args));
  linkAsync(vu, fn, body);
  return fn;
}

/** The same for a method of a class. */
export function asyncMethod(vu: StrandOwner | null, body: Twin, key: PropertyKey): AnyFunction {
  const fn: Blocking = methodOf(key, body.length, (self, args) => startAsync(vu, body, self, args));
  linkAsync(vu, fn, body);
  return fn;
}

/** Gives a hoisted async function its twin. */
export function linkAsync(vu: StrandOwner | null, fn: Blocking, body: Twin): void {
  fn[ASYNC] = true;
  fn[TWIN] = function (this: unknown, ...args: never[]) {
    return callAsync(vu, body, this, args);
  };
}

/** The facade of a hoisted async function: runs its body as a strand of its own, from the beginning. */
export function runAsync(vu: StrandOwner | null, generator: Suspendable): Promise<unknown> {
  const owner = vu ?? turn.owner!;
  return new Promise((resolve, reject) => {
    new Strand(owner, generator, new Settle(resolve, reject)).start();
  });
}

function startAsync(vu: StrandOwner | null, body: Twin, self: unknown, args: ArrayLike<never>): Promise<unknown> {
  let generator: Suspendable;
  try {
    generator = Reflect.apply(body, self, args);
  } catch (error) {
    // Default parameters are part of an async function's body: what they throw rejects its promise.
    return Promise.reject(error);
  }
  return runAsync(vu, generator);
}

/**
 * The call of an async function from compiled code. As in k6, the part before its first `await` runs inside the
 * caller, and blocks it; the rest is a strand of its own.
 */
function* callAsync(vu: StrandOwner | null, body: Twin, self: unknown, args: never[]): Suspendable {
  let value: unknown;
  try {
    const generator = Reflect.apply(body, self, args);
    for (;;) {
      const step = NEXT.call(generator, value);
      if (step.done) return Promise.resolve(step.value);
      if (step.value instanceof Await) return detach(vu ?? turn.owner!, generator, step.value.awaited);
      value = yield step.value;
    }
  } catch (error) {
    return Promise.reject(error);
  }
}

function detach(owner: StrandOwner, generator: Suspendable, awaited: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const strand = new Strand(owner, generator, new Settle(resolve, reject));
    strand.park();
    continueAfter(strand, awaited);
  });
}

/** A strand's end as a promise. */
export class Settle implements StrandEnd {
  constructor(
    readonly returned: (value: unknown) => void,
    readonly threw: (error: unknown) => void,
  ) {}
}
