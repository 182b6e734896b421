// Corners of the language in which random programs and the language suite once found a difference.

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

/** The inner iterator of `yield*` is closed once, and what goes wrong then is not handed into it. */
export function closingDelegates() {
  const log = [];
  const inner = (result) => ({
    [Symbol.iterator]: () => ({
      next: () => ({ value: b(1), done: false }),
      return() {
        log.push('return');
        return b(result);
      },
      throw: () => log.push('throw'),
    }),
  });
  function* outer(result) {
    yield* inner(result);
  }
  const failing = {
    get done() {
      throw b(new Error('done'));
    },
  };
  const first = (result) => {
    const [one] = outer(result);
    return one;
  };
  return [caught(() => first(1)), caught(() => first(failing)), caught(() => first({ done: true })), log];
}

/** `finally` waits for what its callback gives by way of the promise's own class. */
export async function finallyOfSubclass() {
  const log = [];
  class Own extends Promise {
    then(...all) {
      log.push('then');
      b(1);
      return super.then(...all);
    }
  }
  log.push(await new Own((resolve) => resolve(b(2))).finally(() => b(3)));
  return log;
}

/** While the VU waits, promises stand still; also those that only hand on. */
export async function handedOnWhileWaiting() {
  const log = [];
  const chain = (async () => 2)()
    .then(0)
    .catch()
    .then((v) => log.push(['later', v]));
  for await (const v of (async function* () {
    yield b(1);
  })())
    log.push(v);
  await chain;
  return log;
}

/** `await` asks a promise of the language's own class for nothing, also when it has a `then` of its own. */
export async function awaitedWithOwnThen() {
  const promise = Promise.resolve(b(42));
  let asked = 0;
  promise.then = (...all) => {
    asked++;
    b(1);
    return Promise.prototype.then.apply(promise, all);
  };
  return [await promise, asked];
}

/** A property's key comes before the target, which comes before the value. */
export function orderInPatterns() {
  const log = [];
  const say = (x) => {
    log.push(x);
    return b(x);
  };
  const source = {
    get a() {
      return say('value');
    },
  };
  const target = {};
  ({ [say('a')]: (say('target'), target)[say('key')] = say('default') } = source);
  return [log, target, caught(() => ({ [say('k')]: null.x } = source)), log.length];
}

/** A target may begin with a brace, and be left while its generator waits. */
export function targetsWithBraces() {
  const log = [];
  const iterable = {
    [Symbol.iterator]: () => ({
      next: () => ({ value: b(1), done: false }),
      return() {
        log.push('closed');
        return {};
      },
    }),
  };
  function* rest() {
    [...{}[yield]] = iterable;
  }
  function* inLoop() {
    for ([{}[yield b(1)]] of [iterable]) log.push('body');
  }
  for (const make of [rest, inLoop]) {
    const walk = make();
    walk.next();
    log.push(walk.return(b(7)));
  }
  return log;
}

/** A private name that is a getter only, or a method, can't be assigned to. */
export function privateTargets() {
  class Outer {
    set #m(v) {
      this.set = b(v);
    }
    write(v) {
      this.#m = v;
    }
    Inner = class {
      get #m() {
        return b('read');
      }
      #method() {
        return b(1);
      }
      write(o, v) {
        o.#m = v;
      }
      read(o) {
        return [o.#m, o.#method()];
      }
    };
  }
  const outer = new Outer();
  const inner = new outer.Inner();
  outer.write(b('set'));
  return [caught(() => inner.write(inner, 1)), caught(() => inner.write(outer, 1)), inner.read(inner), outer.set];
}

/** A key that is an object is converted where it is used. */
export function convertedKeys() {
  const log = [];
  const key = {
    toString() {
      log.push('key');
      return b('k');
    },
  };
  const failing = {
    toString() {
      throw b(new Error('no key'));
    },
  };
  const o = { k: 1 };
  o[key] += b(1);
  o[key]++;
  o[key] ??= 1;
  const object = {
    read() {
      return super[key];
    },
    fail() {
      return super[failing];
    },
    write() {
      super[key] = b(5);
      return this.k;
    },
  };
  ({ a: o[key] } = { a: b(9) });
  return [
    o,
    object.read(),
    object.write(),
    caught(() => object.fail()),
    caught(() => {
      o[failing] = b(1);
    }),
    log.length,
  ];
}

/** Only the function that `new` was used on has a `new.target`. */
export function newTargets() {
  function Asks() {
    b(1);
    return { asked: new.target === undefined ? 'no' : new.target.name };
  }
  function Outer() {
    this.inner = (function () {
      b(1);
      return typeof new.target;
    })();
    this.called = Asks();
    this.applied = Asks.call(this);
    this.made = new Asks();
  }
  const Expression = function () {
    return [b(new.target)?.name, Asks()];
  };
  return [new Outer(), Asks(), new Asks(), new Expression(), Expression()];
}

/** Of members with one name the last one counts. */
export function duplicates() {
  class C {
    m() {
      return b(1);
    }
    m(x) {
      return [b(2), C.prototype.m.length];
    }
    ['m'](x, y) {
      return [b(3), C.prototype.m.length];
    }
    *['g']() {
      yield b(1);
    }
    *g() {
      yield b(2);
    }
    ['n']() {
      return b(1);
    }
    get n() {
      return b('got');
    }
  }
  const o = {
    a() {
      return super.x ?? b(1);
    },
    [b('a')]() {
      return b('second');
    },
    ['c']() {
      return super.x ?? b(1);
    },
    c(x) {
      return [super.x ?? b(2), o.c.length];
    },
  };
  return [new C().m(), [...new C().g()], new C().n, o.a(), o.c()];
}

/** Classes in parameters; one with a static `name` keeps that. */
export function classesInParameters() {
  class C {
    *generator([one = class {}, two = class X {}, three = class { static name() {} }] = []) {
      yield [one.name, two.name, typeof three.name, b(1)];
    }
    async method({ one = class { m() { return b(one.name); } } } = {}) {
      return new one().m();
    }
    *plain({ one = class { m() { return b('m'); } } } = {}) {
      yield new one().m();
    }
  }
  const arrow = (Made = class { m = b('field'); }) => new Made().m;
  return [new C().generator().next().value, new C().plain().next().value, arrow()];
}

/** Accessors that are defined under the language's own names. */
export function definedAccessors() {
  const Matches = {};
  Object.defineProperty(Matches, Symbol.hasInstance, b({ get: () => b(() => true) }));
  const items = Object.create({}, { [Symbol.iterator]: { get: () => b([1, 2].values.bind([1, 2])) } });
  return [0 instanceof Matches, [...items]];
}

/** An inner iterator that can't be thrown into is closed. */
export function throwingIntoDelegates() {
  const log = [];
  const inner = {
    [Symbol.iterator]: () => ({
      next: () => ({ value: b(1), done: false }),
      return() {
        log.push('return');
        return b({});
      },
    }),
  };
  const walk = (function* () {
    yield* inner;
  })();
  walk.next();
  try {
    walk.throw(b('in'));
  } catch (error) {
    log.push(error.constructor.name, error.message);
  }
  return log;
}

/** What a derived constructor returns is looked at when its `finally` is over. */
export function returnInFinally() {
  const log = [];
  class Base {}
  class Derived extends Base {
    constructor(result) {
      try {
        return b(result);
      } catch {
        log.push('caught');
      } finally {
        log.push('finally');
      }
    }
  }
  // Where nothing is returned before `super()`, V8's versions differ.
  return [caught(() => new Derived(0)), new Derived({ a: 1 }), log];
}

/** Methods of arrays on primitives: the objects are those of the script. */
export function arrayMethodsOnPrimitives() {
  return [
    Array.prototype.map.call('ab', (v, i, all) => b(v + (all instanceof String))),
    caught(() => Array.prototype.forEach.call(null, (v) => b(v))),
    caught(() => Array.prototype.some.call(undefined, (v) => b(v))),
  ];
}

const endless = (log, name, value) => ({
  [Symbol.iterator]: () => ({
    next: () => ({ value, done: false }),
    return() {
      log.push(b(name));
      return { done: true, value };
    },
  }),
});

/** Told to return within a pattern whose iterator waits when it is closed, a generator does not go on behind it. */
export function returningInPatterns() {
  const log = [];
  function* assigned() {
    [{}[yield 1]] = endless(log, 'assigned');
    log.push('behind');
  }
  function* declared([one = b(2)] = []) {
    const [two = yield one] = endless(log, 'declared');
    log.push('behind', two);
  }
  function* nested() {
    try {
      [[{}[yield 3]]] = endless(log, 'outer', endless(log, 'inner'));
      log.push('behind');
    } catch {
      log.push('caught');
    } finally {
      log.push('finally', yield b(4));
    }
    log.push('after');
  }
  function* delegating() {
    [{}[yield* endless(log, 'delegate', 5)]] = endless(log, 'delegating');
    log.push('behind');
  }
  for (const make of [assigned, declared, nested, delegating]) {
    const walk = make();
    log.push(walk.next(), walk.return(b(7)), walk.next('sent'), walk.next());
  }
  const failing = nested();
  failing.next();
  failing.return(8);
  return [log, caught(() => failing.throw(b(new Error('in')))), failing.next()];
}

export async function returningInAsyncPatterns() {
  const log = [];
  async function* assigned() {
    [{}[yield 1]] = endless(log, 'assigned');
    log.push('behind');
  }
  async function* delegating() {
    const [one = yield* assigned()] = endless(log, 'delegating');
    log.push('behind', one);
  }
  for (const make of [assigned, delegating]) {
    const walk = make();
    log.push(await walk.next(), await walk.return(b(7)), await walk.next('sent'), await walk.next());
  }
  return log;
}

/** A generator function has a prototype, and is no constructor. */
export function newOnGenerators() {
  const plain = function* (x = b(1)) {};
  const async = async function* (x = b(1)) {};
  function* declared([x] = b([1])) {}
  const methods = { *plain(x = b(1)) {}, async *async(x = b(1)) {} };
  const fresh = (Class, ...args) => caught(() => typeof new Class(...args));
  return [plain, async, declared, methods.plain, methods.async, declared.bind(null)].map((Class) => [
    fresh(Class),
    caught(() => Reflect.construct(Class, [b(1)])),
    caught(() => Reflect.construct(Object, [b(1)], Class)),
    caught(() => new (class extends Class {})()),
  ]);
}

const twoOf = (value) => ({
  *[Symbol.iterator]() {
    yield b(value);
    yield value;
  },
});

/** What stands in a pattern sees the `arguments` of the function that the pattern stands in, and its `super`. */
export function argumentsInPatterns() {
  class Base {
    m(x) {
      return ['base', x];
    }
  }
  class Derived extends Base {
    constructor() {
      let one;
      [one = (super(), b(arguments.length))] = twoOf();
      this.one = one;
    }
    m() {
      const log = [];
      [log[arguments.length] = super.m(arguments[0]), log[b(1)] = (() => [super.m(arguments.length), this.one])()] =
        twoOf();
      const [one = () => super.m(b(arguments[1])), [two = arguments[0], three = (() => arguments[1])()] = twoOf()] =
        twoOf();
      return [log, one(), two, three];
    }
  }
  function plain() {
    const [one = arguments.length, two = (...all) => b(arguments.length + all.length)] = twoOf();
    let three;
    [three = (() => b(arguments[1]))()] = twoOf();
    for (const [four = arguments[0]] of [twoOf()]) three = [three, four];
    const inArrow = () => {
      const [five = arguments.length] = twoOf();
      return five;
    };
    return [one, two(1, 2, 3), three, inArrow()];
  }
  function* generator(x = b(1)) {
    const [one = yield arguments.length] = twoOf();
    return [one, arguments[1]];
  }
  function parameters([one = arguments.length] = twoOf(), { two = arguments[2] } = {}) {
    return [one, two];
  }
  const walk = generator('a', 'b');
  return [plain('a', 'b'), walk.next(), walk.next(1), parameters(undefined, {}, 5), new Derived(1, 2).m('a', 'b')];
}

/** What is taken of an object has been read when an accessor behind it changes it, and is not read again. */
export function readBeforeAccessors() {
  const log = [];
  const make = () => ({
    before: 1,
    get changes() {
      this.before = b(2);
      delete this.later;
      this.added = b(3);
      return 'changed';
    },
    later: 4,
    1: b(5),
  });
  const traps = (name, object) =>
    new Proxy(object, {
      ownKeys(t) {
        log.push([name, 'keys']);
        return b(Reflect.ownKeys(t));
      },
      getOwnPropertyDescriptor(t, key) {
        log.push([name, 'own', String(key)]);
        return b(Reflect.getOwnPropertyDescriptor(t, key));
      },
      get(t, key, self) {
        log.push([name, 'get', String(key)]);
        return b(Reflect.get(t, key, self));
      },
      set(t, key, value, self) {
        log.push([name, 'set', String(key)]);
        return b(Reflect.set(t, key, value, self));
      },
    });
  const setter = {
    set before(x) {
      log.push(b(x));
      Object.defineProperty(this, 'own', { value: b(6), enumerable: true, configurable: true });
    },
  };
  const { before, [b(1)]: one, ...rest } = make();
  const symbols = { [Symbol.iterator]: b(7), get a() { return b(8); } };
  Object.assign(traps('target', { a: 1 }), traps('source', symbols));
  return [
    [Object.assign({}, make()), { ...make() }, Object.values(make()), Object.entries(make()), rest],
    Object.entries(Object.assign(setter, make(), null, 'xy', make())),
    [{ ...traps('spread', symbols) }, Object.entries(traps('entries', symbols)), Object.values(traps('values', symbols))],
    [caught(() => Object.assign(null, make())), caught(() => Object.entries(undefined))],
    [caught(() => Object.assign(Object.freeze({ before: 0 }), make())), Object.assign(1, make()) instanceof Number],
    [[make()].map(Object.values), Object.values([1, , b(2)]), { ...'ab', ...null, ...[b(3)] }],
    log,
  ];
}
