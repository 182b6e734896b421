import { blockedHere } from './blocked.js';
import { NEXT } from './delegate.js';
import { failWith } from './failure.js';
import type { Operation, Suspendable, Twin } from './operation.js';
import { replays } from './replay.js';
import { type StrandOwner, turn } from './strand.js';

/**
 * Runs a generator to its end without suspending, for callers that can't. An operation it reaches throws at that very
 * place; in init code, where nothing else runs, it may hold up the thread instead; and where the language itself is what
 * calls, that can be begun anew.
 */
export function runToEnd(
  vu: StrandOwner | null,
  generator: Suspendable,
  self?: unknown,
  args: ArrayLike<unknown> = NO_ARGUMENTS,
): unknown {
  if (replays.active !== undefined) return replays.active.answer(generator, self, args);
  let value: unknown;
  for (;;) {
    const step = NEXT.call(generator, value);
    if (step.done) return step.value;
    value = withoutSuspending(vu ?? turn.owner, step.value);
  }
}

/** The same for natives, in whichever VU runs. */
export const runHere = (generator: Suspendable, self: unknown, args: ArrayLike<unknown>): unknown =>
  runToEnd(turn.owner, generator, self, args);

const NO_ARGUMENTS: readonly unknown[] = [];

/** Calls a function of the script for a caller that can't suspend. */
export function callToEnd(vu: StrandOwner | null, twin: Twin, self: unknown, args: ArrayLike<unknown>): unknown {
  return runToEnd(vu, Reflect.apply(twin, self, args as never), self, args);
}

export function withoutSuspending(owner: StrandOwner | null, operation: Operation): unknown {
  if (owner === null || !owner.vu.canBlockThread) return failWith(() => own(owner, blockedHere(operation.what)));
  try {
    return owner.vu.blockThread(operation);
  } catch (error) {
    return failWith(() => own(owner, error));
  }
}

/** Errors of ours, as the script sees them. */
const own = (owner: StrandOwner | null, error: unknown): unknown => (owner ? owner.vu.realm.own(error) : error);
