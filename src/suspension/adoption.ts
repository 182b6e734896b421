import { types } from 'node:util';
import { Beginning, Settle } from './beginning.js';
import type { AnyFunction, Suspendable } from './operation.js';
import { Strand, type StrandOwner } from './strand.js';

const nativeThen = Promise.prototype.then;
/** The `then` of each realm, as the language made it. */
const thens = new WeakSet<object>();

export const noteThen = (then: AnyFunction): void => void thens.add(then);
export const isNativeThen = (then: object): boolean => thens.has(then);

/** Nothing of the script says what its `then` is. */
export function isPlainPromise(value: object): value is Promise<unknown> {
  if (!types.isPromise(value) || Object.hasOwn(value, 'then')) return false;
  const then = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(value) ?? {}, 'then')?.value;
  return typeof then === 'function' && thens.has(then);
}

/**
 * What stands for a promise that another one is resolved with. The language takes over what it comes to in two jobs of
 * its own; while the VU is not free, time stands still for those as well.
 */
export function takenOver(promise: Promise<unknown>, owner: StrandOwner): object {
  const { life } = owner;
  const free = (run: () => void): void => whenFree(owner, life, run);
  return {
    // biome-ignore lint/suspicious/noThenProperty: it is one for the language.
    then(resolve: AnyFunction, reject: AnyFunction) {
      free(() => {
        nativeThen.call(
          promise,
          (result) => free(() => resolve(result)),
          (reason) => free(() => reject(reason)),
        );
      });
    },
  };
}

/** Does what calls nothing of the script at once, or when the VU is free; of a run that was cut short nothing goes on. */
export function whenFree(owner: StrandOwner, life: number, run: () => void): void {
  if (!owner.busy) run();
  else if (owner.life === life) owner.post(new Beginning(new Strand(owner, doing(run), NOBODY)));
}

// biome-ignore lint/correctness/useYield: it is a strand like that of a callback.
function* doing(run: () => void): Suspendable {
  run();
  return undefined;
}

/** Nobody asks how the strand ended. */
export const NOBODY = new Settle(
  () => {},
  () => {},
);
