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

type Owned = Promise<unknown>;

/** A constructor that gives back what it gets, so that the fields of a class below it are put into that. */
function Itself(promise: object): object {
  return promise;
}
const Base = Itself as unknown as new (promise: object) => object;

/** Puts the owner into a private field of the promise: scripts see the promise, and must not find us through it. */
class Stamp extends Base {
  readonly #owner: PromiseOwner;

  constructor(promise: Owned, owner: PromiseOwner) {
    super(promise);
    this.#owner = owner;
  }

  static ownerOf(promise: object): PromiseOwner | undefined {
    return #owner in promise ? promise.#owner : undefined;
  }
}
const { ownerOf } = Stamp;

/**
 * Ties every promise that script code makes to its VU, for as long as the thread lives. Thus native promise jobs run
 * as code of their VU, a loop knows whether microtasks may be left, and an unhandled rejection ends the iteration it
 * belongs to and never the thread. Rejections that belong to no script are bugs of ours and are thrown.
 *
 * Costs some 10 ns per promise; code that makes none pays nothing. (A WeakMap would cost 200 ns.)
 */
export function watchPromises(): () => void {
  const stop = promiseHooks.createHook({
    init(promise: Owned) {
      if (turn.owner === null) return;
      const owner = turn.owner as PromiseOwner;
      new Stamp(promise, owner);
      owner.sawPromise();
    },
    before(promise: Owned) {
      const owner = ownerOf(promise);
      if (owner === undefined) return;
      turn.owner = owner;
      current.vu = owner.vu;
      current.realm = owner.realm;
    },
    after(promise: Owned) {
      const owner = ownerOf(promise);
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
  const owner = ownerOf(promise);
  if (owner !== undefined) {
    owner.rejected(promise, reason);
    return;
  }
  setImmediate(() => {
    throw reason;
  });
}

function onHandled(promise: Owned): void {
  ownerOf(promise)?.rejectionHandled(promise);
}
