import { stampTwin } from '../brand.js';
import { calling, notCallable } from '../calls.js';
import { constructing } from '../construct.js';
import { current } from '../current.js';
import { define } from '../define.js';
import { Delegate } from '../delegate.js';
import type { Intrinsics } from '../intrinsics.js';
import { Iteration } from '../iteration.js';
import type { AnyFunction, Suspendable } from '../operation.js';
import { reading } from '../properties.js';

/** A promise that is made, and what settles it. */
interface Capability {
  promise: unknown;
  resolve: AnyFunction;
  reject: AnyFunction;
}

/** What one element does when it settles, and what comes when all have. */
interface Combination {
  readonly fulfilled: (all: All, index: number) => AnyFunction;
  readonly rejected: (all: All, index: number) => AnyFunction;
  readonly finished: (all: All) => void;
}

class All {
  readonly values: unknown[] = current.realm.Array();
  pending = 1;

  constructor(
    readonly kind: Combination,
    readonly settle: Capability,
  ) {}

  /** Fills a place, once. */
  place(index: number, make: (value: unknown) => unknown): AnyFunction {
    let called = false;
    return (value) => {
      if (called) return;
      called = true;
      define(this.values, index, make(value));
      this.done();
    };
  }

  done(): void {
    if (--this.pending === 0) this.kind.finished(this);
  }
}

const record = (status: string, key: string) => (value: unknown) =>
  current.realm.Object.assign(current.realm.Object(), { status, [key]: value });
const same = (value: unknown): unknown => value;
const resolveValues = ({ settle, values }: All): unknown => settle.resolve(values);

const COMBINATIONS: Readonly<Record<string, Combination>> = {
  all: {
    fulfilled: (all, index) => all.place(index, same),
    rejected: ({ settle }) => settle.reject,
    finished: resolveValues,
  },
  allSettled: {
    fulfilled: (all, index) => all.place(index, record('fulfilled', 'value')),
    rejected: (all, index) => all.place(index, record('rejected', 'reason')),
    finished: resolveValues,
  },
  any: {
    fulfilled: ({ settle }) => settle.resolve,
    rejected: (all, index) => all.place(index, same),
    finished: ({ settle, values }) => settle.reject(aggregate(values)),
  },
  race: {
    fulfilled: ({ settle }) => settle.resolve,
    rejected: ({ settle }) => settle.reject,
    finished: () => {},
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
  const settle = (yield* capability(Class as AnyFunction)) as Capability;
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
      if (kind.finished !== COMBINATIONS.race!.finished) define(all.values, index, undefined);
      const promise = yield* calling(resolve, Class, [iteration.value]);
      const then = yield* reading(promise, 'then');
      all.pending++;
      const reactions = [kind.fulfilled(all, index), kind.rejected(all, index)];
      yield* calling(then, promise, reactions.map(seen));
    }
    all.done();
  } catch (error) {
    yield* iteration.abandon();
    throw error;
  }
  return undefined;
}

/** A script may get it: by a `then` of its own. */
const seen = (fn: AnyFunction): AnyFunction => current.vu!.realm.own(fn);

function* capability(Class: AnyFunction): Suspendable {
  const made: Partial<Capability> = {};
  const executor = seen((resolve: AnyFunction, reject: AnyFunction) => Object.assign(made, { resolve, reject }));
  const generator = constructing(Class, [executor], Class);
  made.promise = generator ? yield* new Delegate(generator) : Reflect.construct(Class, [executor]);
  if (typeof made.resolve !== 'function') throw notCallable(made.resolve);
  return made;
}
