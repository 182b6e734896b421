import { twinOf } from './brand.js';
import { current } from './current.js';
import { marked, type Operation, PENDING, type Resumable, type Suspendable } from './operation.js';
import { type Job, Strand, type StrandOwner } from './strand.js';

/** `await value`, as emitted code yields it: the strand gives the VU free until the promise settles. */
export class Await implements Operation {
  readonly what = 'await';

  constructor(readonly awaited: unknown) {}

  exec(strand: Resumable<never>): unknown {
    continueAfter(strand as unknown as Strand, this.awaited);
    return PENDING;
  }
}

/** Emitted for `await value`. */
export const awaiting = (value: unknown): Operation => marked(new Await(value));

/** Lets the strand go on, as a job of its VU, when the value has settled. */
export function continueAfter(strand: Strand, awaited: unknown): void {
  const { owner } = strand;
  const promise = promiseOf(owner, awaited);
  nativeThen.call(
    promise,
    (value: unknown) => owner.post(new Continuation(strand, value)),
    (error: unknown) => owner.post(new FailedContinuation(strand, error)),
  );
}

const nativeThen = Promise.prototype.then;

/** Of the script's realm; the promise itself where it is one already, as `await` has it. */
function promiseOf(owner: StrandOwner, value: unknown): Promise<unknown> {
  const { Promise: RealmPromise } = current.realm;
  const then = waitingThen(value);
  if (then === undefined) return RealmPromise.resolve(value);
  return new RealmPromise((resolve, reject) => {
    owner.post(
      new Beginning(new Strand(owner, Reflect.apply(then, value, [resolve, reject]), new Settle(resolve, reject))),
    );
  });
}

/** A thenable of the script whose `then` may wait: its twin. */
function waitingThen(value: unknown): ((...args: unknown[]) => Suspendable) | undefined {
  if (typeof value !== 'object' || value === null || value instanceof current.realm.Promise) return undefined;
  return twinOf((value as { then?: unknown }).then) as never;
}

/** A strand's end as a promise. */
export class Settle {
  constructor(
    readonly settle: (value: unknown) => void,
    readonly threw: (error: unknown) => void,
  ) {}

  returned(value: unknown): void {
    this.settle(value);
  }
}

class Continuation implements Job {
  constructor(
    readonly strand: Strand,
    readonly value: unknown,
  ) {}

  get life(): number {
    return this.strand.life;
  }

  go(): void {
    this.strand.resume(this.value);
  }
}

class FailedContinuation implements Job {
  constructor(
    readonly strand: Strand,
    readonly error: unknown,
  ) {}

  get life(): number {
    return this.strand.life;
  }

  go(): void {
    this.strand.fail(() => this.error);
  }
}

/** A strand that is about to begin. */
export class Beginning implements Job {
  constructor(readonly strand: Strand) {}

  get life(): number {
    return this.strand.life;
  }

  go(): void {
    this.strand.start();
  }
}
