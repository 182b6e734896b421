/**
 * The protocol between compiled scripts, the driver that runs them and the modules they call.
 *
 * A blocking native is an ordinary function that carries an operation maker under OPERATION; compiled code calls the
 * maker and yields the operation; the driver executes it and resumes the strand with its result. A function that may
 * block inside carries a generator function under TWIN, which compiled code runs instead; natives carry one as well. The functions themselves are
 * the synchronous facades, for code that is not compiled.
 */
import { isAsyncFunction } from 'node:util/types';
import type { Operation, VuContext } from './context.js';
import { resumed } from './failure.js';

/** What an operation returns when its result comes later, through the strand. */
export const PENDING: unique symbol = Symbol('pending');

/** Symbols and not names, so that `Object.keys(fn)` of a script function shows nothing of ours. */
export const TWIN: unique symbol = Symbol('twin');
export const OPERATION: unique symbol = Symbol('operation');

/** On what stands for an async function of the script, which is a generator in compiled code. */
export const ASYNC: unique symbol = Symbol('async');

/** On natives like group(): the twin that takes a generator function where the native takes a callback. */
export const RAW_TWIN: unique symbol = Symbol('raw twin');
/** On group(): what its inlined form does before and after the block. `ENTER(name)` gives what `LEAVE` takes. */
export const ENTER: unique symbol = Symbol('enter');
export const LEAVE: unique symbol = Symbol('leave');

export type Suspendable = Generator<Operation, unknown, unknown>;
// biome-ignore lint/suspicious/noExplicitAny: natives take whatever scripts pass.
export type AnyFunction = (...args: any[]) => unknown;

export interface Blocking extends AnyFunction {
  [OPERATION]?: (...args: never[]) => Operation;
  [TWIN]?: (...args: never[]) => Suspendable;
  [ASYNC]?: true;
  [RAW_TWIN]?: (...args: never[]) => Suspendable;
  [ENTER]?: (name: unknown) => unknown;
  [LEAVE]?: (entered: unknown) => void;
}

/** Thrown to unwind a script that must not go on: `exec.test.abort()`. Nothing that it meets may count as an error. */
export class Interruption extends Error {
  override readonly name = 'Interruption';
}

/** The VU whose code runs on this thread right now. Set by the driver before it enters script code. */
export const current: { vu: VuContext | null } = { vu: null };

/** How the runtime tells that a blocking call was reached where nothing can suspend. Set once per thread. */
export const hooks: { blockedHere: (what: string) => Error } = {
  blockedHere: (what) => new Error(`${what} cannot suspend here`),
};

/** A native that blocks: `make` checks and packs the arguments, the operation does the work. */
export function blocking(what: string, make: (...args: never[]) => Operation): AnyFunction {
  const operationOf = (self: unknown, args: unknown[]): Operation => Reflect.apply(make, self, args as never[]);
  const facade: Blocking = function (this: unknown, ...args: unknown[]) {
    const operation = operationOf(this, args);
    const vu = current.vu;
    // Init code may call sleep() anywhere; and a result that is there at once needs no suspension.
    if (vu?.canBlockThread) return vu.blockThread(operation);
    throw hooks.blockedHere(what);
  };
  facade[OPERATION] = make;
  // For callers that do not know what they call: `http[method](url)`, `urls.map(http.get)`.
  facade[TWIN] = function* (this: unknown, ...args: unknown[]): Suspendable {
    return resumed(yield operationOf(this, args));
  };
  return facade;
}

/** Whether scripts see an async function in it. */
export const isAsync = (fn: unknown): boolean =>
  isAsyncFunction(fn) || (typeof fn === 'function' && (fn as Blocking)[ASYNC] === true);

/** Calls a function of the script from a native's own twin; it may block inside. */
export function* suspendably(fn: AnyFunction, self: unknown, args: readonly unknown[]): Suspendable {
  const twin = (fn as Blocking)[TWIN];
  if (twin === undefined) return Reflect.apply(fn, self, args);
  return yield* Reflect.apply(twin, self, args) as Suspendable;
}

/** A task for the VU's event loop that calls a function of the script, which may block inside. */
export function calling(fn: AnyFunction, self: unknown, args: readonly unknown[]): () => unknown {
  const twin = (fn as Blocking)[TWIN];
  const task: Blocking = () => Reflect.apply(fn, self, args);
  if (twin !== undefined) task[TWIN] = () => Reflect.apply(twin, self, args) as Suspendable;
  return task;
}
