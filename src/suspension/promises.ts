import { promiseHooks } from 'node:v8';
import { current } from './current.js';
import { type StrandOwner, turn } from './strand.js';

/** What a loop hears of the promises that its script made. */
export interface PromiseOwner extends StrandOwner {
  sawPromise(): void;
  rejected(promise: Promise<unknown>, reason: unknown): void;
  rejectionHandled(promise: Promise<unknown>): void;
  settle(): void;
}

const OWNER: unique symbol = Symbol('owner');
type Owned = Promise<unknown> & { [OWNER]?: PromiseOwner };

/**
 * Ties every promise that script code makes to its VU, for as long as the thread lives. Thus native promise jobs run
 * as code of their VU, a loop knows whether microtasks may be left, and an unhandled rejection ends the iteration it
 * belongs to and never the thread. Rejections that belong to no script are bugs of ours and are thrown.
 *
 * Costs some 10 ns per promise; code that makes none pays nothing. (A property, because a WeakMap costs 200 ns.)
 */
export function watchPromises(): () => void {
  const stop = promiseHooks.createHook({
    init(promise: Owned) {
      if (turn.owner === null) return;
      const owner = turn.owner as PromiseOwner;
      promise[OWNER] = owner;
      owner.sawPromise();
    },
    before(promise: Owned) {
      const owner = promise[OWNER];
      if (owner === undefined) return;
      turn.owner = owner;
      current.vu = owner.vu;
      current.realm = owner.realm;
    },
    after(promise: Owned) {
      const owner = promise[OWNER];
      if (owner === undefined) return;
      turn.owner = null;
      owner.settle();
    },
    settled() {},
  }) as () => void;
  process.on('unhandledRejection', onUnhandled);
  process.on('rejectionHandled', onHandled);
  return () => {
    stop();
    process.off('unhandledRejection', onUnhandled);
    process.off('rejectionHandled', onHandled);
  };
}

function onUnhandled(reason: unknown, promise: Owned): void {
  const owner = promise[OWNER];
  if (owner !== undefined) {
    owner.rejected(promise, reason);
    return;
  }
  setImmediate(() => {
    throw reason;
  });
}

function onHandled(promise: Owned): void {
  promise[OWNER]?.rejectionHandled(promise);
}
