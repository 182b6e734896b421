/**
 * The names on which emitted code and the runtime (`vu/runtime/`) agree. Emitted code is one expression:
 *
 *     (function ($$k, …hiddenGlobals, …perVuNames) { 'use strict';
 *       const { r: $$r, … } = $$k, $$v = null;                         // helpers; libraries belong to no VU
 *       { esbuild's helpers; LIBRARIES
 *         return function [*] $$vu($$v, $$imp, …perVuNames) { let __ITER;
 *           { [isolated LIBRARIES;] SCRIPT
 *             return { exports: { get default() {…}, … }, setIteration: (i) => { __ITER = i; } }; } }; } })
 *
 * Once per thread: `const outer = new vm.Script(code, { filename: codeName }).runInThisContext()` and
 * `const makeVu = outer(helpers, ...hiddenGlobals.map(() => undefined), ...valuesForLibraries)`, the values in the order
 * of `perVuNames`. Once per VU: `makeVu(vu, importModule, ...valuesOfVu)`, which gives a `ScriptInstance`, or with
 * `suspendsInInit` a generator that returns one and is run like any other strand. `importModule(specifier)` returns the
 * module's namespace; its `default` is what a default import gives.
 *
 * `vu` below is what was given as `$$v`, or null in libraries, where the helper must find the VU that runs.
 * `generator` is a generator object of a compiled function, `body` a generator function that makes one.
 */
export interface ScriptInstance {
  /**
   * Getters, one for each export of the entry module; of a CommonJS entry its `module.exports`, whatever that is.
   * Functions that may block carry TWIN.
   */
  readonly exports: Readonly<Record<string, unknown>>;
  /** Sets `__ITER`, before each iteration. */
  readonly setIteration: (iteration: number) => void;
}

/** Members of the helper object `$$k`; in emitted code each is a constant `$$<name>`. */
export const helpers = {
  r: 'r(value): the result of a suspended expression; throws the pending failure when value is FAIL',
  d: 'd(generator): a delegate of one fixed shape, for `yield*`',
  s: 's(vu, generator): synchronous facade; runs it to its end and refuses to suspend',
  c: 'c(vu, body): facade function with TWIN and the length of body',
  cu: 'cu(vu, body): the same for a user async function',
  ua: 'ua(vu, generator): starts the body of an async function as a strand, returns its promise',
  lu: 'lu(vu, fn, body): gives the hoisted async function fn its TWIN',
  cg: 'cg(vu, body): a user generator function as a value',
  cgm: 'cgm(vu, generator): the generator object that a user generator function returns',
  cls: 'cls(vu, Class, {m, s, u, us, g, gs}): puts facades over bodies that stand as methods; names or symbols of plain methods, static ones, async, static async, generators, static generators',
  m: 'm(object, key, ...args): calls a method; sets k.f: true, the result is a generator to run with yield*; false, it is the value',
  a: 'a(fn, ...args), `this` is the receiver: calls a function value; sets k.f',
  mr: 'mr(vu, object, key, body, ...rest): calls a method whose first argument is a callback in raw form; sets k.f',
  fe: 'fe(list): whether list.forEach is that of arrays, so that emitted code can loop instead',
  n: 'n(Class, ...args): new; sets k.f. Classes with a `$$ctor` method are made with `new Class(k.D)`, then `$$ctor(...args)` runs, unless Class.$$sync',
  gt: 'gt(object, name): reads a property; if object.$$get_<name> exists it is the body of the getter; sets k.f',
  og: 'og(object, names): makes $$get_<name> of an object literal invisible (not enumerable), returns object',
  om: 'om(vu, object, {m, u, g}): the same as cls for the methods of an object literal, returns object',
  df: 'df(object, key, value): defines a field, as a class does',
  su: "su(object, Base, ...args): what Base's constructor would have made, put into the object; Base is of the language",
  bd: 'bd(vu, fn, self, ...args): fn.bind(self, ...args) that keeps the TWIN',
  th: 'th(vu, object, name, ...args): object.then/catch/finally(...) with callbacks gated by the VU',
  tw: 'tw(null, fn) or tw(object, key): a generator function that calls the tag of a template and may block',
  aw: 'aw(value): the operation of `await value`',
  y: 'y(value): what `yield value` of a user generator yields to its consumer',
  yd: "yd(iterable): generator for the user's own `yield* iterable`",
  sp: 'sp(iterable, limit): generator that returns the items as an array, for spread; with a limit, only so many, and the iterator is closed if it has more, for destructuring',
  it: 'it(iterable): {next(value): sets k.f; close(): generator} for for-of',
} as const;

/** Further members of `$$k`: symbols of `k6/suspension.ts`. Constants `$$O`, `$$G` and so on in emitted code. */
export const symbols = {
  O: 'OPERATION: http.get[$$O](url) makes the operation',
  G: 'TWIN: f[$$G] = f$g',
  H: 'RAW_TWIN: group[$$H](name, body)',
  E: 'ENTER: group[$$E](name) gives what LEAVE takes',
  L: 'LEAVE: group[$$L](entered)',
} as const;

/** Members that are read through `$$k` itself: `f` is written by the call helpers, `D` marks a deferred constructor. */
export const members = { f: 'the call flag', D: 'first argument of a constructor that must not run its body' } as const;

export type HelperName = keyof typeof helpers;
export type SymbolName = keyof typeof symbols;

/** Names with a value per VU: parameters of the VU function and, with the libraries' values, of the outer one. */
export const perVuNames = [
  '__VU',
  '__ENV',
  'console',
  'open',
  'require',
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'globalThis',
  'global',
  'crypto',
  'TextEncoder',
  'TextDecoder',
  'GoError',
] as const;

/** What Node has and k6 has not: packages look for these to find out where they run. They read as undefined. */
export const hiddenGlobals = [
  'process',
  'Buffer',
  'window',
  'self',
  'navigator',
  'performance',
  'fetch',
  'Headers',
  'FormData',
  'Request',
  'Response',
  'URL',
  'URLSearchParams',
  'Blob',
  'File',
  'WebSocket',
  'EventSource',
  'CloseEvent',
  'Event',
  'EventTarget',
  'CustomEvent',
  'MessageEvent',
  'MessageChannel',
  'MessagePort',
  'BroadcastChannel',
  'AbortController',
  'AbortSignal',
  'DOMException',
  'structuredClone',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'atob',
  'btoa',
  'Crypto',
  'CryptoKey',
  'SubtleCrypto',
  'ReadableStream',
  'WritableStream',
  'TransformStream',
  'CompressionStream',
  'DecompressionStream',
  'TextDecoderStream',
  'TextEncoderStream',
  'Storage',
  'localStorage',
  'sessionStorage',
  'WebAssembly',
  'SharedArrayBuffer',
  'Atomics',
] as const;
