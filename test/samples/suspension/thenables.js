// Promises, thenables, subclasses of Promise, and in which order things happen.

import { sleep } from 'k6';
import http from 'k6/http';

const b = (x) => {
  sleep(0.001);
  return x;
};

export async function awaitedThenables() {
  const thenable = {
    then(resolve) {
      http.get('http://sut/then');
      resolve(1);
    },
  };
  const rejecting = {
    then(_, reject) {
      b(1);
      reject(new RangeError('no'));
    },
  };
  const throwing = {
    then() {
      b(1);
      throw new RangeError('threw');
    },
  };
  const lazy = {
    get then() {
      b(1);
      return (resolve) => resolve(b('lazy'));
    },
  };
  const caught = async (value) => {
    try {
      return await value;
    } catch (error) {
      return error.message;
    }
  };
  return [
    await thenable,
    await caught(rejecting),
    await caught(throwing),
    await lazy,
    await Promise.resolve(thenable),
    await Promise.all([thenable, lazy]),
    await (async () => thenable)(),
    await new Promise((resolve) => resolve(thenable)),
  ];
}

export async function subclass() {
  const log = [];
  class Logged extends Promise {
    constructor(executor) {
      super(executor);
      log.push(b('made'));
    }
    then(...all) {
      log.push(b('then'));
      return super.then(...all);
    }
    static get [Symbol.species]() {
      return Promise;
    }
  }
  const value = await new Logged((resolve) => resolve(b(1)));
  const chained = await Logged.resolve(2)
    .then((v) => b(v + 1))
    .finally(() => b('f'));
  return [value, chained, log];
}

export async function order() {
  const log = [];
  const later = async (name) => {
    log.push(`${name} 1`);
    b(1);
    await null;
    log.push(`${name} 2`);
    b(1);
    await b(null);
    log.push(`${name} 3`);
    return name;
  };
  const p = later('a');
  const q = later('c');
  Promise.resolve()
    .then(() => {
      log.push('then 1');
      b(1);
    })
    .then(() => log.push('then 2'));
  log.push('main');
  b(1);
  log.push('main goes on');
  await null;
  log.push('after await');
  log.push(await p, await q);
  return log;
}

export async function handlers() {
  const log = [];
  await Promise.resolve(b(1))
    .then((v) => b(v + 1))
    .then((v) => {
      log.push(v);
      throw new RangeError(b('x'));
    })
    .catch((error) => {
      log.push(b(error.message));
      return b('caught');
    })
    .finally(() => {
      log.push(b('finally'));
      return b('ignored');
    })
    .then((v) => log.push(v));
  await Promise.reject(b(2)).then(
    () => log.push('never'),
    (v) => log.push(b(v)),
  );
  await Promise.reject(b(3))
    .finally(() => {
      b(1);
      throw new RangeError('replaced');
    })
    .catch((error) => log.push(error.message));
  return log;
}

export async function combinators() {
  const ok = async (x) => b(x);
  const no = async (x) => {
    b(1);
    throw x;
  };
  const all = function* () {
    yield ok(1);
    yield b(2);
    yield ok(3);
  };
  return [
    await Promise.all(all()),
    await Promise.allSettled([ok(1), no('r')]),
    await Promise.race([ok('first'), ok('second')]),
    await Promise.any([no(1), ok('any')]),
    await Promise.any([no(1), no(2)]).catch((error) => error.errors),
    await Promise.all([no('rejected'), ok(1)]).catch((v) => b(v)),
    await Promise.all(
      (function* () {
        b(1);
        throw new RangeError('iter');
        yield 1;
      })(),
    ).catch((error) => error.message),
  ];
}

export async function executors() {
  const log = [];
  const one = new Promise((resolve, reject) => {
    log.push(b('executor'));
    resolve(b(1));
    reject(b(2));
    log.push('after');
  });
  const two = new Promise(() => {
    b(1);
    throw new RangeError('thrown');
  });
  let resolveLater;
  const three = new Promise((resolve) => {
    resolveLater = resolve;
  });
  resolveLater(b('later'));
  return [await one, await two.catch((error) => error.message), await three, log];
}

export async function natives() {
  const log = [];
  const request = async (n) => {
    const response = await http.asyncRequest('GET', `http://sut/${n}`);
    log.push(b(response.url));
    return n;
  };
  const all = [request(1), request(2), request(3)];
  log.push('sent');
  b(1);
  log.push('blocked');
  return [await Promise.all(all), log];
}

export async function awaitEverywhere() {
  const o = { m: async (x) => b(x), [await b('k')]: await b(1) };
  const f = async (x = b(1), ...rest) => [x, ...rest];
  const [a = await b(1)] = [];
  let n = 1;
  n += await b(2);
  o.n = (o.n ?? (await b(3))) + (await o.m(4));
  const t = `${await b('t')}${b(await b('u'))}`;
  if (await b(true)) for (let i = await b(0); i < (await b(2)); i += await b(1)) n += i;
  switch (await b(1)) {
    case await b(1):
      n += 10;
  }
  return [
    o.k,
    await f(),
    await f(await b(5), ...(await b([6]))),
    a,
    n,
    o.n,
    t,
    (await o.m)(7) instanceof Promise,
    (await b(o))?.k,
    await (await b(async () => b(8)))(),
    [await b(1), ...(await b([2]))],
    { ...(await b({ z: 1 })) },
  ];
}

export async function unusualReturns() {
  const log = [];
  const f = async (mode) => {
    try {
      if (mode === 1) return await b('one');
      if (mode === 2) throw b('two');
      return b('three');
    } catch (thrown) {
      return `caught ${thrown}`;
    } finally {
      log.push(b(mode));
      await null;
      if (mode === 4) return 'override';
    }
  };
  return [await f(1), await f(2), await f(3), await f(4), log];
}

export async function finallyOfSubclass() {
  const log = [];
  class Own extends Promise {
    then(...all) {
      log.push(b('own then'));
      return super.then(...all);
    }
  }
  const value = await new Own((resolve) => resolve(1)).finally(() => log.push(b('finally')));
  return [value, log.slice(0, 2)];
}

/** Objects of which only a Proxy tells that they have no `then`, as values of promises. */
export async function proxiesWithoutThen() {
  const client = {};
  for (const name of ['get', 'post']) {
    client[name] = async (path) => {
      b(1);
      await null;
      return new Proxy({ path }, {});
    };
  }
  const below = Object.create(new Proxy({}, { get: (target, key) => b(target[key]) }));
  const made = await new Promise((resolve) => resolve(below));
  return [(await client.get('/x')).path, made === below, (await (async () => below)()) === below];
}
