import type { KernelVu } from './operation.js';

/** How a run ended. */
export type Outcome =
  | { readonly kind: 'returned'; readonly value: unknown }
  // The others with what the function itself had returned by then, where it had.
  | { readonly kind: 'threw'; readonly error: unknown; readonly value?: unknown }
  | { readonly kind: 'interrupted'; readonly value?: unknown };

/** Whoever must hear of things that happen beside the outcome of a run. */
export interface LoopReport {
  /** A blocking call was reached where nothing can suspend. Told at once, also when the script swallows the error. */
  unsupported(vu: KernelVu, error: Error): void;
  /** The error for a blocking call in init code that cannot hold up the thread. */
  notInInit(what: string): Error;
  /** A timer did not get its turn because the run was cut short. */
  timerStopped(vu: KernelVu, kind: 'setTimeout' | 'setInterval', id: number): void;
}

/** What most iterations end with, made once. */
const NOTHING: Outcome = Object.freeze({ kind: 'returned', value: undefined });
const INTERRUPTED: Outcome = Object.freeze({ kind: 'interrupted' });
export const interrupted = (value: unknown): Outcome =>
  value === undefined ? INTERRUPTED : { kind: 'interrupted', value };
export const returned = (value: unknown): Outcome => (value === undefined ? NOTHING : { kind: 'returned', value });
