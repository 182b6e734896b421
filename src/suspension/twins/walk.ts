import { define } from '../define.js';
import { asItIs, NEXT } from '../delegate.js';
import type { Operation, Suspendable } from '../operation.js';
import { arrayLike, lengthOf, listOf, type RawCallback } from './callback.js';

type List = ArrayLike<unknown> & object;

/**
 * Array.prototype.forEach with a callback that may block. Not a generator but the iterator that one would be: this is
 * the loop scripts use most, and a generator around each callback's own costs a third of its time.
 */
export function forEach(this: List, callback: RawCallback, self?: unknown): Suspendable {
  return asItIs(new ForEach(listOf(this) as List, callback, self, null) as never);
}

/** Array.prototype.map, the same. */
export function map(this: List, callback: RawCallback, self?: unknown): Suspendable {
  const list = listOf(this) as List;
  return asItIs(new Mapping(list, callback, self, arrayLike(list, lengthOf(list))) as never);
}

class Walk implements Iterator<Operation, unknown, unknown> {
  readonly #length: number;
  #index = -1;
  /** Of the callback that was called and has not returned. */
  #running: Suspendable | null = null;

  constructor(
    readonly list: List,
    readonly callback: RawCallback,
    readonly self: unknown,
    /** What the callbacks returned, if anybody wants that. */
    readonly results: unknown[] | null,
  ) {
    this.#length = lengthOf(list);
  }

  [Symbol.iterator](): this {
    return this;
  }

  next(input: unknown): IteratorResult<Operation, unknown> {
    let value = input;
    for (;;) {
      let running = this.#running;
      if (running === null) {
        if (!this.#advance()) return { done: true, value: this.results ?? undefined };
        running = this.callback.call(this.self, this.list[this.#index], this.#index, this.list);
        this.#running = running;
        value = undefined;
      }
      const step = NEXT.call(running, value);
      if (!step.done) return step;
      this.#running = null;
      if (this.results !== null) define(this.results, this.#index, step.value);
    }
  }

  /** To the next element that is there. */
  #advance(): boolean {
    while (++this.#index < this.#length) if (this.#index in this.list) return true;
    return false;
  }
}

/** Their names stand in stacks; `script/stack.ts` shows them as what they are for. */
class ForEach extends Walk {}
class Mapping extends Walk {}
