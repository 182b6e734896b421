import type { Operation, Suspendable } from './operation.js';

/** `next` of every generator, taken once: a property load on generators misses V8's caches when there are many. */
export const NEXT = Object.getPrototypeOf(function* () {}).prototype.next as (
  this: unknown,
  value: unknown,
) => IteratorResult<Operation, unknown>;

/**
 * What `yield*` is given instead of a generator. Every closure's generators have a map of their own, so `yield* gen`
 * misses V8's inline caches once many VUs share the code; objects of this one shape keep them monomorphic.
 */
export class Delegate implements Iterator<Operation, unknown, unknown> {
  constructor(readonly generator: Suspendable) {}

  [Symbol.iterator](): this {
    return this;
  }

  next(value: unknown): IteratorResult<Operation, unknown> {
    return NEXT.call(this.generator, value);
  }
}

/** An iterator of a fixed shape of its own, which needs no delegate. */
let shaped: unknown;

/** Says that the next operand of `yield*` is fit for it as it is. */
export function asItIs<T>(iterator: T): T {
  shaped = iterator;
  return iterator;
}

/** Emitted as the operand of every `yield*`. */
export function delegate(generator: Suspendable): Iterable<Operation, unknown, unknown> {
  if (generator !== shaped) return new Delegate(generator);
  shaped = undefined;
  return generator;
}
