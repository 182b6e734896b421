/**
 * The shape of emitted code, on which the loader (`vu/runtime/load.ts`) relies; `suspension/kit-names.ts` has the
 * helpers. Emitted code is one expression:
 *
 *     (function ($$kit, …perVuNames) { 'use strict';
 *       const { call: $$call, … } = $$kit, $$v = null;                 // libraries belong to no VU
 *       { esbuild's helpers; LIBRARIES
 *         return function [*] $$vu($$v, $$imp, …perVuNames) { let __ITER;
 *           { [isolated LIBRARIES;] SCRIPT
 *             return { exports: { get default() {…}, … }, setIteration: (i) => { __ITER = i; } }; } }; } })
 *
 * Once per realm the outer function is called with the kit and the values for libraries; once per VU the inner one with
 * the VU's loop, `importModule(specifier)`, which returns the module's namespace, and the VU's own values. It gives a
 * `ScriptInstance`, or with `suspendsInInit` a generator that returns one and is run like any other strand.
 */
export interface ScriptInstance {
  /**
   * Getters, one for each export of the entry module; of a CommonJS entry its `module.exports`, whatever that is.
   */
  readonly exports: Readonly<Record<string, unknown>>;
  /** Sets `__ITER`, before each iteration. */
  readonly setIteration: (iteration: number) => void;
}

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
