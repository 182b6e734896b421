import { flag } from './call-flag.js';
import { call, calling } from './calls.js';
import { current } from './current.js';
import { append } from './define.js';
import { Delegate } from './delegate.js';
import { isPlainList } from './lists.js';
import type { Suspendable } from './operation.js';
import { reading } from './properties.js';
import { replays } from './replay.js';

type Step = { readonly done?: boolean; readonly value: unknown };
export type Protocol = Record<string | symbol, unknown>;

/** A walk over something whose iterator may wait: `for…of`, spread, array patterns, `yield*`, Array.from. */
export class Iteration {
  readonly #iterator: Protocol;
  readonly #next: unknown;
  /** The iterator has ended or failed by itself, so it must not be closed. */
  done = false;
  /** What the last step gave. */
  value: unknown;

  private constructor(iterator: Protocol, next: unknown) {
    this.#iterator = iterator;
    this.#next = next;
  }

  static *over(iterable: unknown): Suspendable {
    return yield* Iteration.by(yield* reading(iterable, Symbol.iterator), iterable);
  }

  /** The same with the method that was found. */
  static *by(method: unknown, iterable: unknown): Suspendable {
    if (typeof method !== 'function') throw new current.realm.TypeError(`${kindOf(iterable)} is not iterable`);
    const iterator = yield* calling(method, iterable, []);
    if (Object(iterator) !== iterator) {
      throw new current.realm.TypeError('Result of the Symbol.iterator method is not an object');
    }
    return new Iteration(iterator as Protocol, yield* reading(iterator, 'next'));
  }

  /** A call helper: the iterator's own result, or a generator that gives it. */
  next(value: unknown): unknown {
    return call(this.#iterator, this.#next, value);
  }

  *step(value: unknown): Suspendable {
    const next = this.next(value);
    const step = flag.f ? yield* new Delegate(next as Suspendable) : next;
    if (Object(step) !== step) throw new current.realm.TypeError(`Iterator result ${String(step)} is not an object`);
    return step;
  }

  /** To the next item, which is then in `value`. False at the end. */
  *advance(): Suspendable {
    // While the iterator is asked it is its own affair; what goes wrong there does not close it.
    this.done = true;
    const step = (yield* this.step(undefined)) as Step;
    if (yield* reading(step, 'done')) {
      this.value = undefined;
      return false;
    }
    this.value = yield* reading(step, 'value');
    this.done = false;
    return true;
  }

  /** The next item for an array pattern: undefined behind the end. */
  *take(): Suspendable {
    if (this.done) return undefined;
    yield* this.advance();
    return this.value;
  }

  /** All further items, for a rest element. */
  *rest(): Suspendable {
    const items: unknown[] = current.realm.Array();
    while (!this.done && (yield* this.advance())) append(items, this.value);
    return items;
  }

  /** The loop was left early, by `break` or `return`. */
  *close(): Suspendable {
    if (this.done) return undefined;
    this.done = true;
    const finish = yield* reading(this.#iterator, 'return');
    if (finish === undefined || finish === null) return undefined;
    const result = yield* calling(finish, this.#iterator, []);
    if (Object(result) !== result) throw new current.realm.TypeError(`${String(result)} is not an object`);
    return undefined;
  }

  /** The loop was left by an error, which is what comes out, whatever closing throws. */
  *abandon(): Suspendable {
    try {
      yield* this.close();
    } catch {
      // The body's own error counts.
    }
    return undefined;
  }

  /** `return(value)` of the generator that delegates to it: what the inner iterator makes of it. */
  *finish(value: unknown): Suspendable {
    const finish = yield* reading(this.#iterator, 'return');
    if (finish === undefined || finish === null) return undefined;
    const result = yield* calling(finish, this.#iterator, [value]);
    if (Object(result) !== result) throw new current.realm.TypeError(`${String(result)} is not an object`);
    return result;
  }

  /** Hands an error into the iterator, as `yield*` does. */
  *throwIn(error: unknown): Suspendable {
    const raise = yield* reading(this.#iterator, 'throw');
    if (raise !== undefined && raise !== null) {
      const step = yield* calling(raise, this.#iterator, [error]);
      if (Object(step) !== step) throw new current.realm.TypeError(`${String(step)} is not an object`);
      return step;
    }
    yield* this.close();
    throw new current.realm.TypeError("The iterator does not provide a 'throw' method.");
  }
}

export const kindOf = (value: unknown): string =>
  typeof value === 'object' && value !== null ? 'object' : typeof value === 'function' ? 'function' : String(value);

/** Emitted for the head of a loop over something that may wait. */
export const iterate = (iterable: unknown): Suspendable => Iteration.over(iterable);

const arrayIterator = Array.prototype[Symbol.iterator];

/** `...iterable`, as an array. */
export function* spread(iterable: unknown): Suspendable {
  if (Array.isArray(iterable) && isPlainArray(iterable)) return iterable;
  const iteration = (yield* Iteration.over(iterable)) as Iteration;
  return yield* iteration.rest();
}

const isPlainArray = (list: unknown[]): boolean =>
  !(replays.possible && !isPlainList(list)) &&
  (list[Symbol.iterator] === arrayIterator || list[Symbol.iterator] === current.realm.Array.prototype.values);
