import { randomFillSync } from 'node:crypto';
import { GoError } from '../go-error.js';

const MAX_ELEMENTS = 65_536;
const INTEGER_ARRAYS = new Set([
  ...['Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array'],
  ...['BigInt64Array', 'BigUint64Array'],
]);

/** Fills an array of integers and gives it back. (k6 gives wide elements eight random bits only, which is a fault.) */
export function getRandomValues(array: unknown): unknown {
  const kind = (array as { [Symbol.toStringTag]?: unknown } | null | undefined)?.[Symbol.toStringTag];
  if (!ArrayBuffer.isView(array) || !INTEGER_ARRAYS.has(String(kind))) {
    throw new GoError("TypeMismatchError: typedArray parameter isn't a TypedArray instance");
  }
  if ((array as Uint8Array).length > MAX_ELEMENTS) {
    throw new GoError(`QuotaExceededError: typedArray parameter is too big; maximum length is ${MAX_ELEMENTS}`);
  }
  randomFillSync(array as Uint8Array);
  return array;
}
