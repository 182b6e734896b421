import { AsyncIterator } from './async-iteration.js';
import { awaiting } from './await.js';
import { current } from './current.js';
import { resumed } from './failure.js';
import { Marked, type Operation, type Suspendable } from './operation.js';
import { Return } from './through.js';

export type Method = 'next' | 'return' | 'throw';

/** `yield value`: the async generator gives a value to who asked for the next one. Nothing that a strand ever sees. */
export class Yield extends Marked implements Operation {
  readonly what = 'yield';

  constructor(
    readonly value: unknown,
    /** Within `yield*`, which wants to know how the generator is asked to go on. */
    readonly delegated: boolean,
  ) {
    super();
  }

  exec(): never {
    throw new Error('a generator yields to the one who asked');
  }
}

/** Emitted for `yield value`, when the value has been awaited. */
export const yielding = (value: unknown): Operation => new Yield(value, false);

/** How `yield*` is told to go on. */
export class Resumption {
  constructor(
    readonly method: Method,
    readonly value: unknown,
  ) {}
}

/** Emitted for `yield* iterable` in an async generator. */
export function* yieldAllAsync(iterable: unknown): Suspendable {
  const iterator = yield* AsyncIterator.of(iterable);
  let { method, value } = new Resumption('next', undefined);
  for (;;) {
    let call: unknown = iterator.next;
    if (method !== 'next') {
      call = yield* iterator.method(method);
      if (call === undefined || call === null) {
        if (method === 'return') {
          const awaited = resumed(yield awaiting(iterator.isAsync ? value : undefined));
          yield new Return(iterator.isAsync ? awaited : value);
        }
        yield* iterator.close();
        throw new current.realm.TypeError("The iterator does not provide a 'throw' method.");
      }
    }
    const step = yield* iterator.step(call, [value]);
    if (step.done) {
      if (method === 'return') yield new Return(step.value);
      return step.value;
    }
    ({ method, value } = (yield new Yield(step.value, true)) as Resumption);
  }
}
