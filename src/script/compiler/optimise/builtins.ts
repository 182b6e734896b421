/** Methods of the language that call what they are given before they return. */
export const CALLING_BUILTINS: ReadonlySet<string> = new Set([
  ...['forEach', 'map', 'filter', 'reduce', 'reduceRight', 'some', 'every', 'find', 'findIndex', 'findLast'],
  ...['findLastIndex', 'flatMap', 'sort', 'toSorted', 'from', 'replace', 'replaceAll', 'parse', 'stringify', 'groupBy'],
  ...['apply', 'call', 'construct', 'get', 'set', 'assign', 'then', 'catch', 'finally', 'bind', 'join', 'concat'],
]);

/** Methods that call functions which were given to an object before. */
export const DISPATCHING_BUILTINS: ReadonlySet<string> = new Set(['dispatchEvent', 'abort']);

/** Builtins that make properties under names that only running the code tells. */
export const NAMING_BUILTINS: readonly string[] = [
  'fromEntries',
  'defineProperty',
  'defineProperties',
  '__defineGetter__',
  'groupBy',
];

/** Names of properties in which the language hands on what it has been given, by the methods that make them. */
export const HANDING_NAMES: Readonly<Record<string, readonly string[]>> = {
  value: ['next', 'return', 'throw', 'allSettled', 'getOwnPropertyDescriptor', 'getOwnPropertyDescriptors'],
  get: ['getOwnPropertyDescriptor', 'getOwnPropertyDescriptors'],
  set: ['getOwnPropertyDescriptor', 'getOwnPropertyDescriptors'],
  reason: ['allSettled', 'abort'],
  proxy: ['revocable'],
};

/** Globals that keep a function for later, when it runs by itself. */
export const PASSING_BUILTINS: ReadonlySet<string> = new Set(['setTimeout', 'setInterval', 'queueMicrotask']);

/** Classes of the language that call nothing when they are made of plain values. */
export const BUILTIN_CLASSES: ReadonlySet<string> = new Set([
  ...['Error', 'TypeError', 'RangeError', 'SyntaxError', 'ReferenceError', 'EvalError', 'URIError', 'Date', 'RegExp'],
  ...['Uint8Array', 'ArrayBuffer', 'DataView', 'Array', 'Object', 'WeakMap', 'WeakRef', 'Int8Array', 'Uint16Array'],
  ...['Int16Array', 'Uint32Array', 'Int32Array', 'Float32Array', 'Float64Array', 'TextEncoder', 'TextDecoder'],
]);

/** Classes whose constructors store what they are given with a method of theirs. */
export const COLLECTIONS: Readonly<Record<string, string>> = { Map: 'set', WeakMap: 'set', Set: 'add', WeakSet: 'add' };

const KEYED: ReadonlySet<string> = new Set([
  'get',
  'set',
  'has',
  'delete',
  'add',
  'clear',
  'keys',
  'values',
  'entries',
]);
const LISTED: ReadonlySet<string> = new Set(['join', 'concat', 'set']);

/** Methods that call nothing which they are given, by the class of their object. What the language asks is another matter. */
export const QUIET_METHODS: Readonly<Record<string, ReadonlySet<string>>> = {
  ...Object.fromEntries(Object.keys(COLLECTIONS).map((name) => [name, KEYED])),
  ...Object.fromEntries(
    ['Array', 'String', 'Uint8Array', 'Int8Array', 'Uint16Array', 'Int16Array', 'Uint32Array', 'Int32Array'].map(
      (name) => [name, LISTED],
    ),
  ),
};

/** The same of what stands on globals. */
export const QUIET_STATICS: Readonly<Record<string, ReadonlySet<string> | 'all'>> = {
  Math: 'all',
  Number: 'all',
  Array: new Set(['isArray', 'of']),
  Date: new Set(['now', 'parse', 'UTC']),
  Object: new Set(['is', 'keys', 'freeze', 'isFrozen', 'hasOwn', 'getPrototypeOf', 'getOwnPropertyNames']),
  String: new Set(['fromCharCode', 'fromCodePoint']),
};

/** Global functions that only convert what they are given. */
export const CONVERTERS: ReadonlySet<string> = new Set([
  ...['String', 'Number', 'Boolean', 'BigInt', 'Symbol', 'parseInt', 'parseFloat', 'isNaN', 'isFinite'],
  ...['encodeURIComponent', 'encodeURI', 'decodeURIComponent', 'decodeURI'],
]);
