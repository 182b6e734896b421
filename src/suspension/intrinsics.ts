import { makeOperators, type Operators } from './operators.js';

/** The builtins of one realm, as they were before any script ran: what the kernel makes for scripts is made with them. */
export type Intrinsics = Pick<
  typeof globalThis,
  | 'AggregateError'
  | 'Array'
  | 'BigInt'
  | 'Error'
  | 'Function'
  | 'JSON'
  | 'Map'
  | 'Math'
  | 'Number'
  | 'Object'
  | 'Promise'
  | 'Proxy'
  | 'RangeError'
  | 'ReferenceError'
  | 'Reflect'
  | 'RegExp'
  | 'Set'
  | 'String'
  | 'Symbol'
  | 'SyntaxError'
  | 'TypeError'
  | 'BigInt64Array'
  | 'BigUint64Array'
  | 'Float32Array'
  | 'Float64Array'
  | 'Int16Array'
  | 'Int32Array'
  | 'Int8Array'
  | 'Uint16Array'
  | 'Uint32Array'
  | 'Uint8ClampedArray'
  | 'Uint8Array'
  | 'WeakMap'
  | 'WeakSet'
  | 'parseInt'
  | 'parseFloat'
  | 'isNaN'
  | 'isFinite'
  | 'encodeURIComponent'
  | 'encodeURI'
  | 'decodeURIComponent'
  | 'decodeURI'
> & {
  readonly eval: (code: string) => unknown;
  readonly operators: Operators;
  readonly AsyncGeneratorFunction: AsyncGeneratorFunctionConstructor;
};

/** Of the realm that this module runs in. */
export const hostIntrinsics: Intrinsics = {
  AggregateError,
  Array,
  BigInt,
  Error,
  Function,
  JSON,
  Map,
  Math,
  Number,
  Object,
  Promise,
  Proxy,
  RangeError,
  ReferenceError,
  Reflect,
  RegExp,
  Set,
  String,
  Symbol,
  SyntaxError,
  TypeError,
  BigInt64Array,
  BigUint64Array,
  Float32Array,
  Float64Array,
  Int16Array,
  Int32Array,
  Int8Array,
  Uint16Array,
  Uint32Array,
  Uint8ClampedArray,
  Uint8Array,
  WeakMap,
  WeakSet,
  parseInt,
  parseFloat,
  isNaN,
  isFinite,
  encodeURIComponent,
  encodeURI,
  decodeURIComponent,
  decodeURI,
  eval,
  AsyncGeneratorFunction: async function* () {}.constructor as AsyncGeneratorFunctionConstructor,
  operators: makeOperators(),
};
