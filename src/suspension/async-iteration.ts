import { awaiting } from './await.js';
import { calling } from './calls.js';
import { current } from './current.js';
import { resumed } from './failure.js';
import { kindOf, type Protocol } from './iteration.js';
import type { Operation, Suspendable } from './operation.js';
import { reading } from './properties.js';

type Steps<T> = Generator<Operation, T, unknown>;

export interface AsyncStep {
  readonly done: boolean;
  readonly value: unknown;
}

/** An async iterator, or an ordinary one that is walked over as if it were one. */
export class AsyncIterator {
  private constructor(
    readonly iterator: Protocol,
    readonly next: unknown,
    readonly isAsync: boolean,
  ) {}

  static *of(iterable: unknown): Steps<AsyncIterator> {
    const method = yield* reading(iterable, Symbol.asyncIterator);
    const isAsync = method !== undefined && method !== null;
    const make = isAsync ? method : yield* reading(iterable, Symbol.iterator);
    if (typeof make !== 'function') throw new current.realm.TypeError(`${kindOf(iterable)} is not async iterable`);
    const iterator = yield* calling(make, iterable, []);
    if (Object(iterator) !== iterator) {
      throw new current.realm.TypeError(
        `Result of the Symbol.${isAsync ? 'asyncI' : 'i'}terator method is not an object`,
      );
    }
    return new AsyncIterator(iterator as Protocol, yield* reading(iterator, 'next'), isAsync);
  }

  method(name: 'return' | 'throw'): Suspendable {
    return reading(this.iterator, name);
  }

  /** Calls one of its methods and waits for the result. */
  *step(method: unknown, args: unknown[]): Steps<AsyncStep> {
    if (!this.isAsync) return yield* this.#syncStep(method, args);
    const step = resumed(yield awaiting(yield* calling(method, this.iterator, args)));
    if (Object(step) !== step) throw new current.realm.TypeError(`Iterator result ${String(step)} is not an object`);
    const done = Boolean(yield* reading(step, 'done'));
    return { done, value: yield* reading(step, 'value') };
  }

  /** The language puts a promise around what the iterator gives, and waits for that; so it takes two turns. */
  *#syncStep(method: unknown, args: unknown[]): Steps<AsyncStep> {
    let done: boolean;
    let value: unknown;
    try {
      const step = yield* calling(method, this.iterator, args);
      if (Object(step) !== step) throw new current.realm.TypeError(`Iterator result ${String(step)} is not an object`);
      done = Boolean(yield* reading(step, 'done'));
      value = yield* reading(step, 'value');
      // A failure here is one of the outer promise only when the inner one has its turn.
    } catch (error) {
      yield awaiting(undefined);
      throw error;
    }
    try {
      value = resumed(yield awaiting(value));
    } finally {
      yield awaiting(undefined);
    }
    return { done, value };
  }

  /** It is left before its end. */
  *close(): Suspendable {
    const finish = yield* this.method('return');
    if (finish !== undefined && finish !== null) {
      if (!this.isAsync) return yield* this.step(finish, []);
      const result = resumed(yield awaiting(yield* calling(finish, this.iterator, [])));
      if (Object(result) !== result) throw new current.realm.TypeError(`${String(result)} is not an object`);
    } else if (!this.isAsync) yield awaiting(undefined);
    return undefined;
  }
}

/** A walk with `for await`. */
class AsyncIteration {
  done = false;
  value: unknown;

  constructor(readonly iterator: AsyncIterator) {}

  *advance(): Suspendable {
    this.done = true;
    const { iterator } = this;
    const { done, value } = yield* iterator.step(iterator.next, []);
    if (done) return false;
    this.value = value;
    this.done = false;
    return true;
  }

  *close(): Suspendable {
    if (this.done) return undefined;
    this.done = true;
    return yield* this.iterator.close();
  }

  *abandon(): Suspendable {
    try {
      yield* this.close();
    } catch {
      // The body's own error counts.
    }
    return undefined;
  }
}

/** Emitted for the head of a `for await`. */
export function* iterateAsync(iterable: unknown): Suspendable {
  return new AsyncIteration(yield* AsyncIterator.of(iterable));
}
