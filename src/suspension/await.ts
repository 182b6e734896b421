import { types } from 'node:util';
import { current } from './current.js';
import { Marked, type Operation, PENDING, type Resumable } from './operation.js';
import type { Job, Strand, StrandOwner } from './strand.js';
import { adoptable, thenables } from './thenables.js';

/** `await value`, as emitted code yields it: the strand gives the VU free until the promise settles. */
export class Await extends Marked implements Operation {
  readonly what = 'await';

  constructor(readonly awaited: unknown) {
    super();
  }

  exec(strand: Resumable<never>): unknown {
    continueAfter(strand as unknown as Strand, this.awaited);
    return PENDING;
  }
}

/** Emitted for `await value`. */
export const awaiting = (value: unknown): Operation => new Await(value);

/** Lets the strand go on, as a job of its VU, when the value has settled. */
export function continueAfter(strand: Strand, awaited: unknown): void {
  const { owner } = strand;
  const promise = promiseOf(awaited, owner);
  nativeThen.call(
    promise,
    (value: unknown) => owner.post(new Continuation(strand, value)),
    (error: unknown) => owner.post(new FailedContinuation(strand, error)),
  );
}

const nativeThen = Promise.prototype.then;
const { resolve, reject } = Promise;

/** The builtins themselves: a script may have put functions of its own in their places. */
const resolvedOf = (Class: PromiseConstructor, value: unknown): Promise<unknown> => resolve.call(Class, value);
export const rejectedOf = (Class: PromiseConstructor, error: unknown): Promise<unknown> => reject.call(Class, error);

/** Of the script's realm; the promise itself where it is one already, as `await` has it. */
function promiseOf(value: unknown, owner: StrandOwner): Promise<unknown> {
  const { Promise: RealmPromise } = current.realm;
  if (!thenables.suspend || !types.isPromise(value)) return resolvedOf(RealmPromise, adoptable(value, owner));
  // Of a promise it asks nothing but its constructor.
  if (value.constructor === RealmPromise) return value;
  return new RealmPromise((resolve) => resolve(adoptable(value, owner)));
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
