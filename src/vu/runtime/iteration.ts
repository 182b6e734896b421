import type { Operation } from '../../k6/context.js';
import { type AnyFunction, type Blocking, type Suspendable, TWIN } from '../../k6/suspension.js';
import { Array, TypeError } from '../realm/script-builtins.js';
import { flag } from './call-flag.js';
import { Delegate } from './delegate.js';
import { Yielded } from './generators.js';

type Step = { done?: boolean; value: unknown };

/** A loop over something whose `next` may block: `for…of`, spread, `yield*`, Array.from. */
export class Iteration {
  readonly #iterator: { return?: AnyFunction; throw?: AnyFunction };
  readonly #next: Blocking;
  #closed = false;

  constructor(iterable: unknown) {
    const iterator = (iterable as Iterable<unknown>)[Symbol.iterator]();
    if (Object(iterator) !== iterator) throw new TypeError('Result of the Symbol.iterator method is not an object');
    this.#iterator = iterator as never;
    this.#next = (iterator as { next: Blocking }).next;
  }

  /** A call helper: the step itself, or a generator that gives it. */
  next(value?: unknown): unknown {
    const twin = this.#next[TWIN];
    flag.f = twin !== undefined;
    if (twin !== undefined) return Reflect.apply(twin, this.#iterator, [value]);
    return Reflect.apply(this.#next, this.#iterator, [value]);
  }

  *step(value?: unknown): Suspendable {
    const next = this.next(value);
    return flag.f ? yield* new Delegate(next as Suspendable) : next;
  }

  /** The loop was left early. */
  *close(): Suspendable {
    if (this.#closed) return undefined;
    this.#closed = true;
    const finish = this.#iterator.return;
    if (finish !== undefined && finish !== null) yield* call(finish, this.#iterator, []);
    return undefined;
  }

  /** Hands an error into the iterator, as `yield*` does. */
  *throwIn(error: unknown): Suspendable {
    const raise = this.#iterator.throw;
    if (raise !== undefined && raise !== null) return yield* call(raise, this.#iterator, [error]);
    yield* this.close();
    throw new TypeError("The iterator does not provide a 'throw' method");
  }
}

function* call(fn: Blocking, self: unknown, args: readonly unknown[]): Suspendable {
  const twin = fn[TWIN];
  if (twin === undefined) return Reflect.apply(fn, self, args);
  return yield* new Delegate(Reflect.apply(twin, self, args) as Suspendable);
}

/** Emitted for the head of a loop over something that may block. */
export const iterate = (iterable: unknown): Iteration => new Iteration(iterable);

const arrayIterator = Array.prototype[Symbol.iterator];

/** `...iterable`, as an array. With a limit, as destructuring does it: no item is asked for beyond, and it is closed. */
export function* spread(iterable: unknown, limit = Number.POSITIVE_INFINITY): Suspendable {
  if (Array.isArray(iterable) && iterable[Symbol.iterator] === arrayIterator) return iterable;
  const iteration = new Iteration(iterable);
  const items: unknown[] = new Array();
  while (items.length < limit) {
    const step = (yield* iteration.step()) as Step;
    if (step.done) return items;
    items.push(step.value);
  }
  yield* iteration.close();
  return items;
}

/** `yield* iterable` inside a compiled generator function. A `return()` of that generator closes the iteration first. */
export function* yieldAll(iterable: unknown): Suspendable {
  const iteration = new Iteration(iterable);
  let step = (yield* iteration.step()) as Step;
  while (!step.done) {
    let sent: unknown;
    try {
      sent = yield new Yielded(step.value, iteration) as never as Operation;
    } catch (error) {
      step = (yield* iteration.throwIn(error)) as Step;
      continue;
    }
    step = (yield* iteration.step(sent)) as Step;
  }
  return step.value;
}
