import type { Intrinsics } from './intrinsics.js';

/** What an operation returns when its result comes later, through the strand. */
export const PENDING: unique symbol = Symbol('pending');

// biome-ignore lint/suspicious/noExplicitAny: natives take whatever scripts pass.
export type AnyFunction = (...args: any[]) => unknown;

/** What compiled code runs in the place of a function that may wait: it yields operations and returns the result. */
export type Suspendable = Generator<Operation, unknown, unknown>;
/** A function that makes such a generator; called with the `this` and the arguments of what it stands for. */
export type Twin = (this: unknown, ...args: never[]) => Suspendable;

/** The realm that a script lives in. */
export interface KernelRealm {
  /** The builtins as they were before any script ran. */
  readonly intrinsics: Intrinsics;
  /** A value of ours as the script's own. */
  own<T>(value: T): T;
  /** Our error behind one of the realm's. */
  originOf(error: unknown): Error | undefined;
}

/** What the kernel asks of the VU that a strand belongs to; the modules' view of it is `k6/context.ts`. */
export interface KernelVu {
  /** Where its script lives. */
  readonly realm: KernelRealm;
  /** True where blocking the whole thread is right: init code, where nothing else runs. */
  readonly canBlockThread: boolean;
  blockThread(operation: Operation): unknown;
}

/** The side of a suspended strand that an operation sees. Exactly one of the two is called, once. */
export interface Resumable<Vu = KernelVu> {
  readonly vu: Vu;
  resume(value: unknown): void;
  /** The error is made inside the resumed frame, so it carries the script's own stack. */
  fail(makeError: () => unknown): void;
}

/**
 * The mark of operations. Generators of scripts hand their own values out in the same way as operations; what carries
 * the mark is for the driver. A private field, which no value of a script can have. Every class of operations extends
 * this; the driver refuses what does not.
 */
export class Marked {
  readonly #operation = true;

  static has(value: unknown): value is Operation {
    return typeof value === 'object' && value !== null && #operation in value && value.#operation;
  }
}

/** One blocking call, ready to be started. */
export interface Operation extends Marked {
  /** For messages: `http.get()`. */
  readonly what: string;
  /** Starts it. Returns its result, or PENDING when the strand will be resumed later. May throw. */
  exec(strand: Resumable<never>): unknown;
  /** The VU was interrupted: nobody waits any more. Must free what the operation holds; resume is not called. */
  cancel?(): void;
  /** Does all of it while holding up the thread. Only operations that init code may use have it: sleep(). */
  block?(): unknown;
}

/** Thrown to unwind a script that must not go on: `exec.test.abort()`. Nothing that it meets may count as an error. */
export class Interruption extends Error {
  override readonly name = 'Interruption';
}

export const isOperation = Marked.has;
