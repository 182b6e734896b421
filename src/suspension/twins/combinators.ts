import { stampTwin } from '../brand.js';
import { calling, notCallable } from '../calls.js';
import { current } from '../current.js';
import { define } from '../define.js';
import type { Intrinsics } from '../intrinsics.js';
import { Iteration } from '../iteration.js';
import type { AnyFunction, Suspendable } from '../operation.js';
import { waitingSettler } from '../promise-gate.js';
import { reading } from '../properties.js';
import { type Capability, capability } from '../species.js';

/** What one element does when it settles, and what comes when all have. */
interface Combination {
  reactions(all: All, index: number): [fulfilled: AnyFunction, rejected: AnyFunction];
  /** Undefined: nothing is collected. */
  readonly finished: ((all: All) => Suspendable) | undefined;
}

class All {
  readonly values: unknown[] = current.realm.Array();
  pending = 1;

  constructor(
    readonly kind: Combination,
    readonly settle: Capability,
  ) {}

  *done(): Suspendable {
    if (--this.pending === 0 && this.kind.finished !== undefined) yield* this.kind.finished(this);
    return undefined;
  }

  /** Functions that fill a place, only one of them and only once. */
  place(index: number, ...makers: ((value: unknown) => unknown)[]): AnyFunction[] {
    const { values } = this;
    define(values, index, undefined);
    let called = false;
    const fill = function* (this: All, make: (value: unknown) => unknown, value: unknown): Suspendable {
      if (called) return undefined;
      called = true;
      define(values, index, make(value));
      return yield* this.done();
    };
    return makers.map((make) => waitingSettler((value) => fill.call(this, make, value)));
  }
}

const record = (status: string, key: string) => (value: unknown) =>
  current.realm.Object.assign(current.realm.Object(), { status, [key]: value });
const same = (value: unknown): unknown => value;
const resolveValues = ({ settle, values }: All): Suspendable => calling(settle.resolve, undefined, [values]);

const COMBINATIONS: Readonly<Record<string, Combination>> = {
  all: {
    reactions: (all, index) => [all.place(index, same)[0]!, all.settle.reject],
    finished: resolveValues,
  },
  allSettled: {
    reactions: (all, index) =>
      all.place(index, record('fulfilled', 'value'), record('rejected', 'reason')) as [AnyFunction, AnyFunction],
    finished: resolveValues,
  },
  any: {
    reactions: (all, index) => [all.settle.resolve, all.place(index, same)[0]!],
    finished: ({ settle, values }) => calling(settle.reject, undefined, [aggregate(values)]),
  },
  race: {
    reactions: ({ settle }) => [settle.resolve, settle.reject],
    finished: undefined,
  },
};

const aggregate = (errors: unknown[]): Error =>
  new current.realm.AggregateError(errors as Iterable<unknown>, 'All promises were rejected');

/**
 * Promise.all and its relatives. Left to the language, what they wait for would settle while the VU is blocked, earlier
 * than in plain JavaScript; and their iterable may wait.
 */
export function brandCombinators({ Promise: Later }: Intrinsics): void {
  for (const [name, kind] of Object.entries(COMBINATIONS)) {
    const builtin = (Later as unknown as Record<string, AnyFunction>)[name]!;
    stampTwin(builtin, {
      run: (self, [items]) => (typeof self === 'function' ? combined(kind, self, items) : undefined),
    });
  }
}

function* combined(kind: Combination, Class: unknown, items: unknown): Suspendable {
  const settle = (yield* capability(Class)) as Capability;
  try {
    const resolve = yield* reading(Class, 'resolve');
    if (typeof resolve !== 'function') throw notCallable(resolve);
    yield* waitForEach(new All(kind, settle), Class, resolve as AnyFunction, items);
  } catch (error) {
    yield* calling(settle.reject, undefined, [error]);
  }
  return settle.promise;
}

function* waitForEach(all: All, Class: unknown, resolve: AnyFunction, items: unknown): Suspendable {
  const { kind } = all;
  const iteration = (yield* Iteration.over(items)) as Iteration;
  try {
    for (let index = 0; yield* iteration.advance(); index++) {
      const promise = yield* calling(resolve, Class, [iteration.value]);
      const reactions = kind.reactions(all, index);
      all.pending++;
      yield* calling(yield* reading(promise, 'then'), promise, reactions);
    }
    yield* all.done();
  } catch (error) {
    yield* iteration.abandon();
    throw error;
  }
  return undefined;
}
