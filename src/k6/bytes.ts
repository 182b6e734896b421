import { Buffer } from 'node:buffer';
import { types } from 'node:util';
import { GoError } from './go-error.js';
import { current } from './suspension.js';

/** The bytes behind an ArrayBuffer or a view of one, as they are now; undefined for other values. */
export function viewOf(value: unknown): Uint8Array | undefined {
  if (types.isAnyArrayBuffer(value)) return new Uint8Array(value);
  return ArrayBuffer.isView(value) ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength) : undefined;
}

/** The same as a copy, for those who need them later: the script may go on writing. */
export function bytesOf(value: unknown): Buffer | undefined {
  const view = viewOf(value);
  return view && Buffer.from(view);
}

/** What natives take for data: text, which stands for its UTF-8, or bytes. A GoError for what is neither. */
export function dataOf(value: unknown): string | Uint8Array {
  if (typeof value === 'string') return value;
  const view = viewOf(value);
  if (view === undefined) throw new GoError(`invalid type ${goType(value)}, expected string, []byte or ArrayBuffer`);
  return view;
}

/** What scripts get for bytes: an ArrayBuffer of their realm, of these and nothing else. A copy, the only one. */
export function bufferFor(bytes: Uint8Array): ArrayBuffer {
  const made = new current.vu!.realm.intrinsics.ArrayBuffer(bytes.length);
  new Uint8Array(made).set(bytes);
  return made;
}

/** Data as bytes, without a copy of what are bytes already. */
export const asBuffer = (data: string | Uint8Array): Buffer =>
  typeof data === 'string' ? Buffer.from(data) : Buffer.from(data.buffer, data.byteOffset, data.length);

/** What an object is in k6's messages. */
export const GO_OBJECT = 'map[string]interface {}';

/** Name of a value's type in k6's messages. */
export function goType(value: unknown): string {
  if (value === null || value === undefined) return '<nil>';
  if (Array.isArray(value)) return '[]interface {}';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64';
  if (typeof value === 'object') {
    if (types.isMap(value)) return '[][2]interface {}';
    if (types.isTypedArray(value)) return `[]${GO_ITEMS[value[Symbol.toStringTag]] ?? 'uint8'}`;
    return types.isDate(value) ? 'time.Time' : GO_OBJECT;
  }
  return GO_TYPES[typeof value] ?? typeof value;
}

const GO_ITEMS: Readonly<Record<string, string>> = {
  Int8Array: 'int8',
  Int16Array: 'int16',
  Uint16Array: 'uint16',
  Int32Array: 'int32',
  Uint32Array: 'uint32',
  Float32Array: 'float32',
  Float64Array: 'float64',
  BigInt64Array: 'int64',
  BigUint64Array: 'uint64',
};

const GO_TYPES: Readonly<Record<string, string>> = {
  boolean: 'bool',
  bigint: '*big.Int',
  function: 'func(sobek.FunctionCall) sobek.Value',
};

/** How k6 reads an argument that is to be text. */
export const textOf = (value: unknown): string => (value === undefined || value === null ? '' : String(value));
