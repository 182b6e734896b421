import { Await, continueAfter, rejectedOf } from './await.js';
import { stampAsync, stampTwin } from './brand.js';
import { current } from './current.js';
import { NEXT } from './delegate.js';
import { withoutSuspending } from './facade.js';
import type { AnyFunction, Operation, Suspendable, Twin } from './operation.js';
import { replays } from './replay.js';
import { Strand, type StrandOwner, turn } from './strand.js';
import { resolved, settling } from './thenables.js';

/** Gives an async function of the script the generator function that its body became. */
export function stampAsyncTwin<F extends AnyFunction>(vu: StrandOwner | null, fn: F, body: Twin): F {
  stampAsync(fn);
  return stampTwin(fn, function (this: unknown, ...args: never[]) {
    return callAsync(vu, body, this, args);
  });
}

/**
 * The call of an async function from compiled code. As in k6, the part before its first `await` runs inside the
 * caller, and blocks it; the rest is a strand of its own.
 */
function* callAsync(vu: StrandOwner | null, body: Twin, self: unknown, args: never[]): Suspendable {
  let value: unknown;
  try {
    const generator = Reflect.apply(body, self, args);
    for (;;) {
      const step = NEXT.call(generator, value);
      // An async function never gives out what its body returned.
      if (step.done) return resolved(step.value, vu ?? turn.owner!);
      if (step.value instanceof Await) return detach(vu ?? turn.owner!, generator, step.value.awaited);
      value = yield step.value;
    }
  } catch (error) {
    return rejectedOf(current.realm.Promise, error);
  }
}

/**
 * The same from code that can't suspend: a blocking call before the first `await` has to be an error there, for the
 * caller would go on as if it had returned.
 */
export function startAsync(vu: StrandOwner | null, body: Twin, self: unknown, args: ArrayLike<never>): unknown {
  const { active } = replays;
  if (active !== undefined) return active.promised(callAsync(vu, body, self, Array.from(args)), body, args);
  const owner = vu ?? turn.owner!;
  let value: unknown;
  try {
    const generator = Reflect.apply(body, self, args);
    for (;;) {
      const step = NEXT.call(generator, value);
      if (step.done) return resolved(step.value, owner);
      if (step.value instanceof Await) return detach(owner, generator, step.value.awaited);
      value = withoutSuspending(owner, step.value as Operation);
    }
  } catch (error) {
    return rejectedOf(current.realm.Promise, error);
  }
}

function detach(owner: StrandOwner, generator: Suspendable, awaited: unknown): Promise<unknown> {
  const made: Promise<unknown> = new owner.realm.Promise((resolve, reject) => {
    const strand = new Strand(owner, generator, settling(owner, { resolve, reject, made: () => made }));
    strand.park();
    continueAfter(strand, awaited);
  });
  return made;
}

/** Runs a generator of the kernel inside the caller up to its first `await`; the rest is a strand of its own. */
export function* startInCaller(vu: StrandOwner | null, generator: Suspendable): Suspendable {
  let value: unknown;
  for (;;) {
    const step = NEXT.call(generator, value);
    if (step.done) return step.value;
    if (step.value instanceof Await) {
      const strand = new Strand(vu ?? turn.owner!, generator, NOBODY);
      strand.park();
      continueAfter(strand, step.value.awaited);
      return undefined;
    }
    value = yield step.value;
  }
}

/** What an async generator does is told to those who asked it. */
const NOBODY = { returned(): void {}, threw(): void {} };
