import type { VuContext } from './context.js';

/**
 * A promise of the script for work that ends later; the iteration stays open until then. What `begin` throws is what the
 * promise fails with, as is what it hands to `fail`.
 */
export function later<T>(
  vu: VuContext,
  begin: (settle: (value: T) => void, fail: (reason: unknown) => void) => void,
): Promise<T> {
  const { promise, resolve, reject } = vu.realm.promise<T>();
  const callback = vu.registerCallback();
  try {
    begin(
      (value) => callback(() => resolve(value)),
      (reason) => callback(() => reject(reason)),
    );
  } catch (error) {
    callback(() => reject(error));
  }
  return promise;
}
