import { isGlobal } from './ast.js';
import type { ClassFacts } from './model.js';

/**
 * How a native of a k6 module blocks. `operation`: a suspension by itself. `callsBack`: it runs a callback of the
 * script, which may block. `checks`: it runs the functions of an object. `connects`: it always blocks and calls back.
 */
export type NativeKind = 'operation' | 'callsBack' | 'checks' | 'connects';

const NATIVES: Readonly<Record<string, Readonly<Record<string, NativeKind>>>> = {
  k6: { sleep: 'operation', group: 'callsBack', check: 'checks' },
  'k6/http': {
    get: 'operation',
    head: 'operation',
    post: 'operation',
    put: 'operation',
    patch: 'operation',
    del: 'operation',
    options: 'operation',
    request: 'operation',
    batch: 'operation',
  },
  'k6/ws': { connect: 'connects' },
};

/** Undefined: it does not block. */
export const nativeKind = (module: string, name: string): NativeKind | undefined => {
  const natives = NATIVES[module];
  return natives !== undefined && Object.hasOwn(natives, name) ? natives[name] : undefined;
};

/** `http[name](…)` may be anything of the module. */
export const hasOperations = (module: string): boolean =>
  Object.values(NATIVES[module] ?? {}).some((kind) => kind === 'operation' || kind === 'connects');

/** Methods of objects that natives give out: any method of such a name may block once the module is imported. */
export const nativeMethods: Readonly<Record<string, readonly string[]>> = {
  'k6/http': ['submitForm', 'clickLink'],
  'k6/net/grpc': ['connect', 'invoke', 'healthCheck'],
  'k6/execution': ['abort'],
};

/** Builtins that call back before they return, and for which the runtime has a twin that can suspend. */
export const callingBuiltins: ReadonlySet<string> = new Set([
  ...['forEach', 'map', 'filter', 'reduce', 'reduceRight', 'some', 'every', 'find', 'findIndex', 'findLast'],
  ...['findLastIndex', 'flatMap', 'sort', 'toSorted', 'from', 'replace', 'replaceAll', 'parse', 'groupBy'],
  ...['apply', 'call'],
]);

/** Names of all methods that objects of the language have, and of some that every script uses. */
export const builtinMethods: ReadonlySet<string> = new Set([
  ...[
    Object,
    Function,
    Array,
    String,
    Number,
    Boolean,
    RegExp,
    Date,
    Map,
    Set,
    WeakMap,
    Promise,
    Symbol,
    Error,
  ].flatMap(({ prototype }) => Object.getOwnPropertyNames(prototype)),
  ...['json', 'html', 'text', 'attr', 'add', 'log', 'info', 'warn', 'error', 'debug'],
]);

/** Of `callingBuiltins`, the methods that take a literal callback in its raw form. */
export const rawCallbackBuiltins: ReadonlySet<string> = new Set([
  ...['forEach', 'map', 'filter', 'some', 'every', 'find', 'findIndex', 'reduce', 'flatMap', 'sort'],
]);

/** Globals whose static functions call back. */
export const callingGlobals: ReadonlySet<string> = new Set(['Array', 'Object', 'JSON', 'Map', 'Reflect', 'Promise']);

/** An object made by one of these has no methods of the script. */
export const builtinClasses: ReadonlySet<string> = new Set([
  ...['Map', 'Set', 'WeakMap', 'WeakSet', 'Date', 'RegExp', 'Array', 'Error', 'TypeError', 'Uint8Array'],
  ...['ArrayBuffer', 'Object', 'Intl'],
]);

/** Classes of the language whose instances can be given their contents after they were made. */
const initializableClasses: ReadonlySet<string> = new Set([
  ...['Error', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError', 'AggregateError'],
  ...['Object', 'Array', 'Map', 'Set'],
]);

/** Name of the class of the language that a class extends directly. */
export function nativeBase({ super: base }: Pick<ClassFacts, 'super'>): string | undefined {
  return base?.type === 'Identifier' && isGlobal(base) && initializableClasses.has(base.name) ? base.name : undefined;
}

/** Functions that esbuild puts into a bundle. */
export const bundlerHelpers: ReadonlySet<string> = new Set([
  ...['__commonJS', '__esm', '__export', '__toESM', '__toCommonJS', '__require', '__publicField', '__privateAdd'],
]);
