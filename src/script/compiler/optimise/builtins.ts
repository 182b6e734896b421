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

/** Globals that keep a function for later, when it runs by itself. */
export const PASSING_BUILTINS: ReadonlySet<string> = new Set(['setTimeout', 'setInterval', 'queueMicrotask']);

/** Classes of the language that call nothing when they are made of plain values. */
export const BUILTIN_CLASSES: ReadonlySet<string> = new Set([
  ...['Error', 'TypeError', 'RangeError', 'SyntaxError', 'ReferenceError', 'EvalError', 'URIError', 'Date', 'RegExp'],
  ...['Uint8Array', 'ArrayBuffer', 'DataView', 'Array', 'Object', 'WeakMap', 'WeakRef', 'Int8Array', 'Uint16Array'],
  ...['Int16Array', 'Uint32Array', 'Int32Array', 'Float32Array', 'Float64Array', 'TextEncoder', 'TextDecoder'],
]);
