import { webcrypto } from 'node:crypto';
import type { VuContext } from '../../k6/context.js';
import type { AnyFunction } from '../../k6/suspension.js';

/** What is left out, as in k6. */
const SUBTLE = [
  'encrypt',
  'decrypt',
  'sign',
  'verify',
  'digest',
  'generateKey',
  'deriveKey',
  'deriveBits',
  'importKey',
  'exportKey',
] as const;

/** The global `crypto`: Node's own Web Crypto. Its promises keep the iteration of the VU that asked open. */
export function makeCrypto(currentVu: () => VuContext): object {
  const subtle: Record<string, AnyFunction> = {};
  for (const name of SUBTLE) {
    const native = webcrypto.subtle[name] as AnyFunction;
    subtle[name] = (...args) => awaited(currentVu(), Reflect.apply(native, webcrypto.subtle, args) as Promise<unknown>);
  }
  return {
    subtle,
    getRandomValues: <T extends ArrayBufferView>(array: T): T => webcrypto.getRandomValues(array as never),
    randomUUID: (): string => webcrypto.randomUUID(),
  };
}

function awaited(vu: VuContext, work: Promise<unknown>): Promise<unknown> {
  const callback = vu.registerCallback();
  return new Promise((resolve, reject) => {
    work.then(
      (value) => callback(() => resolve(value)),
      (error) => callback(() => reject(error)),
    );
  });
}
