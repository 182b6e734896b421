import { Beginning } from './beginning.js';
import { calling } from './calls.js';
import { current } from './current.js';
import type { AnyFunction, Suspendable } from './operation.js';
import { Strand, turn } from './strand.js';

const nativeThen = Promise.prototype.then;

interface Failing {
  fail(error: unknown): void;
}

/** The script's `queueMicrotask(fn)`: a job of its VU, among its promise callbacks, in which it may wait. */
export function queueJob(fn: AnyFunction): void {
  const owner = turn.owner!;
  const end = { returned: (): void => {}, threw: (error: unknown) => (owner as unknown as Failing).fail(error) };
  const job = new Beginning(new Strand(owner, running(fn), end));
  Reflect.apply(nativeThen, current.realm.Promise.resolve(), [() => owner.post(job)]);
}

function* running(fn: AnyFunction): Suspendable {
  return yield* calling(fn, undefined, []);
}
