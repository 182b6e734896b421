// Promises of classes that are the script's own, and functions that the language hands out for promises.

import { sleep } from 'k6';

const b = (x) => {
  sleep(0.001);
  return x;
};

const caught = (run) => {
  try {
    return run();
  } catch (error) {
    return [error.constructor.name, error instanceof TypeError ? '' : error.message];
  }
};

/** Any constructor will do for the static methods; its functions may wait. */
export function capabilities() {
  const log = [];
  function Own(executor) {
    log.push([executor.length, executor.name, caught(() => new executor())]);
    executor(
      (value) => log.push(['resolved', b(value)]),
      (reason) => log.push(['rejected', b(String(reason))]),
    );
    log.push(caught(() => executor(b(1), b(2))));
  }
  Own.resolve = (value) => ({
    then(onFulfilled, onRejected) {
      b(1);
      log.push([onFulfilled.length, onFulfilled.name, onRejected.length, typeof onRejected]);
      if (value === 'no') onRejected(value);
      else onFulfilled(value);
      onFulfilled('again');
    },
  });
  Promise.resolve.call(Own, b(1));
  Promise.reject.call(Own, b('r'));
  for (const how of ['all', 'allSettled', 'race']) Promise[how].call(Own, [1, 'no', 2]);
  Promise.any.call(Own, ['no', 'no']);
  function Twice(executor) {
    executor();
    executor(
      () => {
        throw b(new RangeError('resolve'));
      },
      (reason) => log.push(['twice', reason.message]),
    );
  }
  Twice.resolve = Own.resolve;
  Promise.all.call(Twice, []);
  log.push(caught(() => Promise.all.call(function () { b(1); }, [])));
  log.push(caught(() => Promise.resolve.call(() => b(1), 1)), caught(() => Promise.reject.call(undefined, 1)));
  return log.map((line) => JSON.stringify(line));
}

/** `then` asks the promise for its class, once, and the class may give anything. */
export async function derived() {
  const log = [];
  let bad = false;
  const other = { b: 1 };
  class Own extends Promise {
    constructor(executor) {
      log.push(b('made'));
      if (bad) {
        executor(
          (value) => log.push(['resolve', b(value)]),
          (reason) => log.push(['reject', b(reason)]),
        );
        return other;
      }
      super(executor);
    }
  }
  const own = Own.resolve(b(1));
  bad = true;
  const q = own.then();
  const r = own.then((v) => {
    throw b(v + 1);
  });
  bad = false;
  log.push(q === other, r === other);
  const asked = Promise.resolve(b(2));
  Object.defineProperty(asked, 'constructor', {
    configurable: true,
    get() {
      log.push(b('constructor'));
      return Own;
    },
  });
  log.push(asked.then((v) => b(v)) instanceof Own, Object.getOwnPropertyNames(asked));
  asked.finally(() => log.push(b('finally')));
  log.push(await Own.resolve(b(3)), await new Own((resolve) => resolve(b(4))).catch(() => 0));
  const chained = Own.resolve(5).then((v) => b(v));
  log.push(chained instanceof Own, await chained);
  await null;
  await null;
  return log;
}

/** Without `then` of its own a subclass may still wait where it is made. */
export async function awaitedSubclass() {
  const log = [];
  class Slow extends Promise {
    constructor(executor) {
      super(executor);
      log.push(b('slow'));
    }
  }
  log.push(await new Slow((resolve) => resolve(b(1))), await Slow.all([Slow.resolve(2), b(3)]));
  log.push(await (async () => Slow.resolve(b(4)))());
  return log;
}

/** What a promise is resolved with is asked for its `then` at once, once, and also if it is a function. */
export async function thenables() {
  const log = [];
  const changed = Promise.resolve(b(1));
  changed.then = (resolve) => resolve(b('first'));
  const one = new Promise((resolve) => log.push([resolve.length, resolve.name, resolve(changed)]));
  changed.then = () => log.push('second');
  log.push(await one);
  const fn = () => {};
  fn.then = (resolve) => resolve(b('function'));
  log.push(await fn, await (async () => fn)(), await new Promise((resolve) => resolve(fn)));
  const reads = (then) => ({
    get then() {
      log.push(b('get'));
      return then;
    },
  });
  log.push(await new Promise((resolve) => resolve(reads((settle) => settle(b('accessor'))))));
  const plain = reads(b(7));
  let settle;
  const two = new Promise((resolve) => {
    settle = resolve;
  });
  settle(plain);
  settle(b('ignored'));
  log.push(Object.keys(plain), log.length);
  two.then((v) => log.push(v === plain));
  const selfish = new Promise((resolve) => {
    settle = resolve;
  });
  selfish.then = () => log.push(b('never'));
  settle(selfish);
  log.push(await Promise.prototype.then.call(selfish, 0, (error) => error.constructor.name));
  try {
    Array.prototype.then = (resolve) => resolve(b('list'));
    const all = Promise.all([]);
    delete Array.prototype.then;
    log.push(await all);
  } finally {
    delete Array.prototype.then;
  }
  return log;
}

/** A promise of the class is taken as it is, with the `then` that it has; so what it throws closes the iterator. */
export async function closing() {
  const log = [];
  const endless = (promise) => ({
    [Symbol.iterator]: () => ({
      next: () => ({ value: promise, done: false }),
      return() {
        log.push(b('closed'));
        return {};
      },
    }),
  });
  const failing = Promise.resolve(1);
  failing.then = () => {
    throw b(new RangeError('then'));
  };
  const poisoned = new Promise(() => {});
  Object.defineProperty(poisoned, 'then', {
    get() {
      throw b(new RangeError('get'));
    },
  });
  for (const how of ['all', 'allSettled', 'any', 'race'])
    for (const promise of [failing, poisoned])
      log.push(await Promise[how](endless(promise)).then(String, (error) => error.message));
  log.push(Promise.resolve(failing) === failing);
  return log;
}

/** By another name than `Promise` they are the same. */
export async function aliases() {
  const log = [];
  const Later = b(Promise);
  const { all } = Later;
  const turns = async (promise) => {
    let over = false;
    let count = 0;
    promise.then(() => {
      over = true;
    });
    b(1);
    while (!over) {
      await null;
      count++;
    }
    return count;
  };
  const one = async () => {
    await null;
    return b(1);
  };
  for (const how of ['all', 'allSettled', 'any', 'race']) log.push(await turns(Later[how]([one(), 2])));
  log.push(await turns(Later.all([one()])), await turns(Later.any([one()])), await turns(all.call(Later, [one()])));
  const { resolve } = Promise;
  try {
    Promise.resolve = function (value) {
      log.push(b(typeof value));
      return resolve.call(this, value);
    };
    log.push(await Later.race([b(1), 'x']));
  } finally {
    Promise.resolve = resolve;
  }
  return log;
}

/** What other objects give for `then` is called as it is. */
export function borrowed() {
  const log = [];
  const own = {
    get then() {
      log.push(b('get then'));
      return (...all) => {
        log.push(b(all.length), typeof all[0], all[0]?.length);
        return 'made';
      };
    },
    get constructor() {
      log.push(b('get constructor'));
      return undefined;
    },
  };
  log.push(Promise.prototype.catch.call(own, () => 1), Promise.prototype.finally.call(own, () => 1));
  log.push(Promise.prototype.finally.call(own, b(5)));
  log.push(caught(() => Promise.prototype.catch.call(undefined)), caught(() => Promise.prototype.finally.call(1)));
  log.push(caught(() => Promise.prototype.then.call(own)));
  const bad = Promise.resolve(1);
  bad.constructor = b(3);
  log.push(caught(() => bad.then(() => 1)), caught(() => bad.finally(() => 1)));
  const target = function () {}.bind();
  Object.defineProperty(target, 'prototype', {
    get() {
      log.push(b('prototype'));
      throw new RangeError('prototype');
    },
  });
  log.push(caught(() => Reflect.construct(Promise, [() => log.push('never')], target)));
  return log;
}
