import { types } from 'node:util';
import { blockedHere } from './blocked.js';
import { brandOf, isStampedAsync, stampOperation, stampTwin } from './brand.js';
import { calling } from './calls.js';
import { current } from './current.js';
import { resumed } from './failure.js';
import type { AnyFunction, Operation, Suspendable } from './operation.js';
import { replays } from './replay.js';

/**
 * How a native waits. `operation`: the call is one wait. `callsBack`: it runs functions of the script before it returns,
 * and waits while they do. `connects`: it always waits, and calls back meanwhile. `dispatches`, of methods: it runs functions
 * that the script has handed in before, and waits while they do. What is not declared never waits.
 */
export type NativeKind = 'operation' | 'callsBack' | 'connects' | 'dispatches';

/** What the compiler has to know of a module: the natives that wait, and methods of objects that it gives out. */
export interface ModuleNatives {
  readonly exports?: Readonly<Record<string, NativeKind>>;
  readonly methods?: Readonly<Record<string, NativeKind>>;
  /** Classes among the exports whose constructors run functions of the script. */
  readonly constructs?: Readonly<Record<string, 'callsBack'>>;
}

/** Every module that scripts can import, by specifier. */
export type NativeTable = Readonly<Record<string, ModuleNatives>>;

/**
 * A native that waits: `make` checks and packs the arguments, the operation does the work. `atOnce` is what happens
 * where nothing can suspend; without it that is an error, outside of init code.
 */
export function operation(
  what: string,
  make: (...args: never[]) => Operation,
  atOnce: AnyFunction = function (this: unknown, ...args: unknown[]) {
    const made = Reflect.apply(make, this, args as never[]);
    const { vu } = current;
    // Init code may call sleep() anywhere.
    if (vu?.canBlockThread) return vu.blockThread(made);
    throw blockedHere(what);
  },
): AnyFunction {
  // For callers that do not know what they call: `http[method](url)`, `urls.map(http.get)`.
  const twin = function* (this: unknown, ...args: unknown[]): Suspendable {
    return resumed(yield Reflect.apply(make, this, args as never[]));
  };
  const native = function (this: unknown, ...args: unknown[]): unknown {
    if (replays.active !== undefined) return replays.active.answer(Reflect.apply(twin, this, args), this, args);
    return Reflect.apply(atOnce, this, args);
  };
  stampOperation(native, make);
  return stampTwin(native, twin as never);
}

/**
 * A native that calls functions of the script. `waits` says of a call's arguments whether one of them may wait; then the
 * twin runs, else the native itself.
 */
export function callsBack(
  native: AnyFunction,
  waits: (args: unknown[], self: unknown) => boolean,
  twin: (...args: never[]) => Suspendable,
): AnyFunction {
  return stampTwin(native, {
    run: (self, args) => (waits(args, self) ? Reflect.apply(twin, self, args as never[]) : undefined),
  });
}

/** May calling it wait? */
export const mayWait = (fn: unknown): boolean => typeof fn === 'function' && brandOf(fn) !== undefined;

/** Calls a function of the script from a native's own twin; it may wait inside. */
export const suspendably = (fn: AnyFunction, self: unknown, args: readonly unknown[]): Suspendable =>
  calling(fn, self, [...args]);

/** Whether scripts see an async function in it. */
export const isAsync = (fn: unknown): boolean =>
  types.isAsyncFunction(fn) || (typeof fn === 'function' && isStampedAsync(fn));
