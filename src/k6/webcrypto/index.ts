import { randomUUID } from 'node:crypto';
import type { VuContext } from '../context.js';
import type { AnyFunction } from '../suspension.js';
import { CryptoKey } from './crypto-key.js';
import { getRandomValues } from './random-values.js';
import { snapshot } from './snapshot.js';
import { SUBTLE_METHODS, type SubtleMethod } from './subtle-methods.js';

/** The global `crypto`. What does the work of `subtle` is loaded when a script first calls it. */
export function makeWebCrypto(currentVu: () => VuContext): object {
  const subtle = Object.fromEntries(SUBTLE_METHODS.map((method) => [method, methodOf(method, currentVu)]));
  return { getRandomValues, randomUUID: () => randomUUID(), subtle, CryptoKey };
}

const methodOf =
  (method: SubtleMethod, currentVu: () => VuContext): AnyFunction =>
  (...args) =>
    keepingOpen(currentVu(), perform(method, args.map(snapshot)));

async function perform(method: SubtleMethod, args: readonly unknown[]): Promise<unknown> {
  const { performSubtle } = await import('./subtle.js');
  return performSubtle(method, args);
}

/** The same as a promise of the script, for which the iteration of the VU waits. */
function keepingOpen(vu: VuContext, work: Promise<unknown>): Promise<unknown> {
  const callback = vu.registerCallback();
  const { promise, resolve, reject } = vu.realm.promise();
  work.then(
    (value) => callback(() => resolve(value)),
    (error) => callback(() => reject(error)),
  );
  return promise;
}
