import { stampTwin } from './brand.js';
import { delegate } from './delegate.js';
import { runToEnd } from './facade.js';
import { Iteration } from './iteration.js';
import { type AnyFunction, isOperation, type Suspendable } from './operation.js';
import { reading } from './properties.js';
import { replays } from './replay.js';
import { Return } from './through.js';

type Method = 'next' | 'return' | 'throw';
type Step = IteratorResult<unknown, unknown>;

const prototype = Object.getPrototypeOf(function* () {}).prototype;
const native: Readonly<Record<Method, (this: unknown, input: unknown) => Step>> = {
  next: prototype.next,
  return: prototype.return,
  throw: prototype.throw,
};

/**
 * A script's generator that is compiled stays a generator: its own values and the operations that it reaches come out
 * of it in turns. So the three methods of all generators of the realm are replaced by ones that tell them apart.
 */
export function suspendGenerators(generatorPrototype: object, own: (fn: AnyFunction) => AnyFunction): void {
  for (const name of ['next', 'return', 'throw'] as const) {
    const method = methods[name];
    stampTwin(method, function (this: unknown, input: unknown) {
      return stepping(this, name, input);
    } as never);
    const made = own(method);
    Object.defineProperty(made, 'length', { value: 1, configurable: true });
    Object.defineProperty(generatorPrototype, name, { value: made, writable: true, configurable: true });
  }
}

const methods: Readonly<Record<Method, AnyFunction>> = {
  next: {
    next(this: unknown, value: unknown) {
      return stepToEnd(this, 'next', value);
    },
  }.next,
  return: {
    return(this: unknown, value: unknown) {
      return stepToEnd(this, 'return', value);
    },
  }.return,
  throw: {
    throw(this: unknown, exception: unknown) {
      return stepToEnd(this, 'throw', exception);
    },
  }.throw,
};

/** Iterators that a generator's `yield*` is in the middle of, while the generator waits for its consumer. */
const delegated = new WeakMap<object, Iteration>();
/** Set by `yieldAll` when it hands out a value of the inner iterator; taken by whoever gets that value. */
let handing: { readonly iteration: Iteration; readonly step: Step } | undefined;

/** Carries into `yield*` what went wrong when its inner iterator was closed. That one is not told of it. */
class CloseError {
  constructor(readonly error: unknown) {}
}

/** One step of a compiled generator: to its next own `yield`, with the operations on the way going to the driver. */
function* stepping(generator: unknown, method: Method, input: unknown): Suspendable {
  let step: Step;
  const inner = method === 'return' ? delegated.get(generator as object) : undefined;
  if (inner === undefined) step = native[method].call(generator, input);
  else {
    // `return` closes by itself what `yield*` is in the middle of. But were that to wait, the `next` that brings the
    // operation's result would make the body go on behind its `yield*`; so it is closed before.
    delegated.delete(generator as object);
    let value = input;
    let failed: { readonly error: unknown } | undefined;
    try {
      const closed = (yield* delegate(inner.finish(input))) as Step | undefined;
      if (closed !== undefined && !(yield* reading(closed, 'done'))) {
        delegated.set(generator as object, inner);
        return closed;
      }
      if (closed !== undefined) value = yield* reading(closed, 'value');
    } catch (error) {
      failed = { error };
    }
    step = failed ? native.throw.call(generator, new CloseError(failed.error)) : native.return.call(generator, value);
  }
  while (!step.done && isOperation(step.value)) {
    const { value } = step;
    step =
      value instanceof Return ? native.return.call(generator, value.value) : native.next.call(generator, yield value);
  }
  return withDelegate(generator as object) ?? step;
}

function stepToEnd(generator: unknown, method: Method, input: unknown): Step {
  const { active } = replays;
  if (active === undefined) return runToEnd(null, stepping(generator, method, input)) as Step;
  const original = active.original(generator);
  return active.answer(stepping(original, method, input), original, [method, input], generator) as Step;
}

/** What `yield*` hands out is the inner iterator's own result. */
function withDelegate(generator: object): Step | undefined {
  if (handing === undefined) {
    delegated.delete(generator);
    return undefined;
  }
  const { iteration, step } = handing;
  handing = undefined;
  delegated.set(generator, iteration);
  return step;
}

/** Emitted for `yield* iterable` inside a compiled generator function. */
export function* yieldAll(iterable: unknown): Suspendable {
  const iteration = (yield* delegate(Iteration.over(iterable))) as Iteration;
  let step = (yield* iteration.step(undefined)) as Step;
  while (!(yield* reading(step, 'done'))) {
    let sent: unknown;
    try {
      handing = { iteration, step };
      // The inner iterator's own result is handed out, and nothing of it is read.
      sent = yield undefined as never;
    } catch (error) {
      if (error instanceof CloseError) throw error.error;
      step = (yield* iteration.throwIn(error)) as Step;
      continue;
    }
    step = (yield* iteration.step(sent)) as Step;
  }
  return yield* reading(step, 'value');
}
