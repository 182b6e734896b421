import { Beginning } from './beginning.js';
import { calling } from './calls.js';
import type { AnyFunction, Suspendable } from './operation.js';
import { Strand, type StrandEnd, type StrandOwner, turn } from './strand.js';

const nativeThen = Promise.prototype.then;
const { resolve: nativeResolve } = Promise;

interface Failing extends StrandOwner {
  fail(error: unknown): void;
}

/** The script's `queueMicrotask(fn)`: a job of its VU, among its promise callbacks, in which it may wait. */
export function queueJob(fn: AnyFunction): void {
  const owner = turn.owner as Failing;
  queue(owner, running(fn, undefined, []), { returned: () => {}, threw: (error) => owner.fail(error) });
}

/** Calls a function of the script in a job of this VU, soon. The promise of what it gives is ours and not the script's. */
export const jobFor = (owner: StrandOwner, fn: AnyFunction, self: unknown, args: unknown[]): Promise<unknown> =>
  new Promise((resolve, reject) => queue(owner, running(fn, self, args), { returned: resolve, threw: reject }));

function queue(owner: StrandOwner, steps: Suspendable, end: StrandEnd): void {
  const job = new Beginning(new Strand(owner, steps, end));
  Reflect.apply(nativeThen, Reflect.apply(nativeResolve, owner.realm.Promise, []), [() => owner.post(job)]);
}

/** Begins when its turn has come, and not before. */
function* running(fn: AnyFunction, self: unknown, args: unknown[]): Suspendable {
  return yield* calling(fn, self, args);
}
