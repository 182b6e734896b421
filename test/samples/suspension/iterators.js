// Iterators that wait: in loops, patterns, spread, builtins; how they are closed.
import { sleep } from 'k6';

const b = (x) => {
  sleep(0.001);
  return x;
};

/** Logs how it is used. */
const source = (log, count = 3) => ({
  [Symbol.iterator]() {
    log.push(b('open'));
    let n = 0;
    return {
      next(value) {
        log.push(`next ${value}`);
        return { done: b(n) >= count, value: b(n++) };
      },
      return(value) {
        log.push(b(`return ${value}`));
        return { value, done: true };
      },
      throw(error) {
        log.push(b(`throw ${error}`));
        return { value: 't', done: true };
      },
    };
  },
});

export function loops() {
  const log = [];
  for (const v of source(log)) log.push(v);
  for (const v of source(log)) {
    if (v === 1) break;
    log.push(v);
  }
  outer: for (const v of source(log))
    for (const w of source(log, 2)) {
      if (v === 1) break outer;
      if (w === 1) continue outer;
      log.push([v, w]);
    }
  const f = () => {
    for (const v of source(log)) {
      if (v === b(1)) return `returned ${v}`;
    }
  };
  log.push(f());
  try {
    for (const v of source(log)) throw new RangeError(`thrown ${b(v)}`);
  } catch (error) {
    log.push(error.message);
  }
  return log;
}

export function closeErrors() {
  const closing = (what) => ({
    [Symbol.iterator]: () => ({
      next: () => ({ value: b(1), done: false }),
      get return() {
        b(1);
        return what;
      },
    }),
  });
  const tryIt = (run) => {
    try {
      return run();
    } catch (error) {
      return error.message ?? error;
    }
  };
  const throws = () => {
    b(1);
    throw new Error('close');
  };
  return [
    tryIt(() => {
      for (const v of closing(throws)) break;
      return 'no error';
    }),
    tryIt(() => {
      for (const v of closing(throws)) throw new Error('body');
    }),
    tryIt(() => {
      for (const v of closing(() => b(5))) break;
    }).includes?.('not an object'),
    tryIt(() => {
      for (const v of closing(undefined)) break;
      return 'no return';
    }),
    tryIt(() => {
      const [x] = closing(throws);
      return x;
    }),
    tryIt(() => {
      const [
        x = (() => {
          throw new Error('default');
        })(),
      ] = { [Symbol.iterator]: () => ({ next: () => ({ value: b(undefined), done: false }), return: throws }) };
      return x;
    }),
    tryIt(() => {
      for (const v of closing(() => b({}))) return 'returned';
    }),
  ];
}

export function patterns() {
  const log = [];
  const [a, , c] = source(log);
  const [d, ...e] = source(log);
  const [] = source(log);
  let g, h;
  [g, h = b('default')] = source(log, 1);
  ((x, [y] = source(log)) => log.push([x, y]))(1);
  for (const [p] of [source(log, 1)]) log.push(p);
  return [a, c, d, e, g, h, log];
}

export function consumers() {
  const log = [];
  const all = () => source(log, 2);
  return [
    [...all()],
    Math.max(...all()),
    Array.from(all()),
    Array.from(all(), (v) => b(v + 1)),
    new Set(all()).size,
    new Map([[1, 2]].concat([...all()].map((v) => [v, b(v)]))).size,
    Object.fromEntries({
      *[Symbol.iterator]() {
        yield ['k', b(1)];
      },
    }),
    ((...rest) => rest)(...all(), b(9)),
    [...all()].length,
    [0, ...all(), ...b('xy')],
    log.length,
  ];
}

export function generators() {
  function* inner(x) {
    const got = yield b(x);
    return [got, b('inner')];
  }
  function* outer() {
    try {
      const r = yield* inner(1);
      yield r;
      yield* [b(2), 3];
      yield* source([], 1);
    } finally {
      yield b('last');
    }
  }
  const it = outer();
  return [it.next(), it.next('sent'), it.next(), it.next(), it.next(), it.return('early'), it.next(), it.next()];
}

export function generatorProtocol() {
  function* g() {
    let x = 0;
    for (;;) {
      try {
        x += yield b(x);
      } catch (error) {
        x = b(`caught ${error}`);
      } finally {
        if (x === 'stop') return b('stopped');
      }
    }
  }
  const it = g();
  const busy = (function* () {
    try {
      yield that.next();
    } catch (error) {
      yield error.constructor.name;
    }
  })();
  const that = busy;
  return [
    it.next(9),
    it.next(1),
    it.throw('e'),
    it.return('r'),
    it.next(),
    it[Symbol.iterator]() === it,
    Object.prototype.toString.call(it),
    g.prototype.isPrototypeOf(it),
    busy.next(),
    (() => {
      try {
        return new g();
      } catch (error) {
        return error.constructor.name;
      }
    })(),
    (function* () {
      b('never');
    })().return(b('before the start')),
  ];
}

export function tree() {
  class Tree {
    constructor(value, ...children) {
      this.value = value;
      this.children = children;
    }
    *[Symbol.iterator]() {
      yield b(this.value);
      for (const child of this.children) yield* child;
    }
    *pairs(f = (v) => v) {
      for (const v of this) yield [v, f(b(v))];
    }
    static *range(n) {
      while (n > 0) yield b(n--);
    }
  }
  const t = new Tree(1, new Tree(2, new Tree(3)), new Tree(4));
  return [[...t], [...t.pairs((v) => b(v * 2))], [...Tree.range(3)], Array.from(t).length];
}

export function parametersOfGenerators() {
  function* g(a = b(1), { c = b(2) } = {}, ...rest) {
    yield [a, c, rest, arguments.length];
  }
  const failing = function* (
    x = (() => {
      throw new RangeError('at the call');
    })(),
  ) {
    yield x;
  };
  return [
    g().next().value,
    g(5, { c: 6 }, 7).next().value,
    (() => {
      try {
        failing();
        return 'later';
      } catch (error) {
        return error.message;
      }
    })(),
  ];
}

export function builtinsThatCallBack() {
  const out = [];
  const a = [3, 1, 2];
  a.forEach((v, i, all) => out.push([b(v), i, all === a]));
  new Map([[1, 'x']]).forEach((v, k, m) => out.push([b(v), k, m.size]));
  new Set([5]).forEach((v, w) => out.push([b(v), w]));
  return [
    out,
    a.map((v) => b(v)),
    a.filter((v) => b(v) > 1),
    a.reduce((x, y) => b(x) + y),
    a.reduceRight((x, y) => [...x, b(y)], []),
    a.some((v) => b(v) === 1),
    a.every((v) => b(v) > 1),
    a.find((v) => b(v) < 3),
    a.findIndex((v) => b(v) < 3),
    a.findLast((v) => b(v) > 1),
    a.findLastIndex((v) => b(v) > 5),
    a.flatMap((v) => [v, b(v)]),
    [...a].sort((x, y) => b(x) - y),
    a.toSorted((x, y) => b(y) - x),
    Array.from({ length: 2 }, (_, i) => b(i)),
    Uint8Array.from([1, 2], (v) => b(v) * 2).join(),
    new Float64Array([1.5, 2]).map((v) => b(v) + 1).join(),
    new Int8Array([3, 1, 2]).sort((x, y) => b(x) - y).join(),
    [, 1].map((v) => b(v)).length,
  ];
}

export async function asynchronous() {
  const log = [];
  async function* ticks() {
    try {
      yield b(1);
      log.push(await b('between'));
      yield Promise.resolve(b(2));
    } finally {
      log.push(b('closed'));
      await null;
    }
  }
  for await (const v of ticks()) log.push(v);
  for await (const v of ticks()) {
    log.push(v);
    break;
  }
  for await (const v of [Promise.resolve(b(3)), 4]) log.push(b(v));
  for await (const v of source(log, 1)) log.push(v);
  const it = ticks();
  log.push(await Promise.all([it.next(), it.next(), it.next()]));
  return log;
}

// `yield*` hands out the inner iterator's own results, and reads nothing of them but `done`.
export function delegatedResults() {
  let reads = 0;
  const shared = {
    done: false,
    get value() {
      reads++;
      throw new RangeError(b('value'));
    },
  };
  const inner = { [Symbol.iterator]: () => ({ next: () => (b(1), shared), throw: () => (b(2), shared) }) };
  const outer = (function* () {
    yield b('first');
    yield* inner;
  })();
  return [outer.next().value, outer.next() === shared, outer.throw(new Error('in')) === shared, reads];
}
