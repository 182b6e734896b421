/** Property names under which the language itself looks for functions. */
export const CONVERSION_NAMES: ReadonlySet<string> = new Set([
  ...['toString', 'valueOf', '@@toPrimitive', 'toJSON', 'toLocaleString', 'toISOString', 'exec', 'flags', '@@species'],
  ...['@@match', '@@matchAll', '@@replace', '@@search', '@@split'],
]);
/** Traps of Proxies; `get` and `set` are those of descriptors as well. */
export const TRAP_NAMES: ReadonlySet<string> = new Set([
  ...['get', 'set', 'has', 'deleteProperty', 'ownKeys', 'getOwnPropertyDescriptor', 'defineProperty', 'apply'],
  ...['construct', 'getPrototypeOf', 'setPrototypeOf', 'isExtensible', 'preventExtensions'],
]);
export const ITERATOR_NAMES: ReadonlySet<string> = new Set(['next', 'return', 'throw', '@@iterator']);
/** Functions that make accessors out of descriptors. */
export const DEFINERS: ReadonlySet<string> = new Set([
  ...['defineProperty', 'defineProperties', 'create', '__defineGetter__', '__defineSetter__'],
]);

/** Functions that esbuild puts into a bundle; they only run init code, or no code of the script at all. */
export const BUNDLER_HELPERS: ReadonlySet<string> = new Set([
  ...['__commonJS', '__esm', '__export', '__reExport', '__toESM', '__toCommonJS', '__require', '__copyProps', '__name'],
  ...['__publicField', '__privateAdd', '__defNormalProp', '__defProp'],
]);
