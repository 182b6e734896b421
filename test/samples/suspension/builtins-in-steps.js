// Builtins other than those of arrays and promises that meet functions of the script.

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

/** Lists of arguments are asked for their length and their items. */
export function argumentLists() {
  const log = [];
  const list = {
    get length() {
      log.push('length');
      return { valueOf: () => b(2) };
    },
    get 0() {
      return b('first');
    },
    get 1() {
      log.push('1');
      return b('second');
    },
  };
  const say = function (...all) {
    return [this?.name, ...all.map(b)];
  };
  class Made {
    constructor(...all) {
      this.all = b(all);
    }
  }
  const failing = {
    get length() {
      throw b(new RangeError('length'));
    },
  };
  log.push(say.apply({ name: 'n' }, list), Reflect.apply(say, undefined, list), Reflect.construct(Made, list).all);
  log.push(Math.max.apply(null, { length: b(2), 0: { valueOf: () => b(7) }, 1: 3 }), say.apply(undefined, null));
  for (const none of [undefined, null, 1, failing]) {
    log.push(caught(() => Reflect.apply(say, undefined, none)), caught(() => Reflect.construct(Made, none)));
  }
  log.push(caught(() => say.apply(undefined, failing)), caught(() => say.apply(undefined, 5)));
  return log;
}

/** A reviver may put anything in the place of what comes later. */
export function revivers() {
  const log = [];
  const put = (what) => {
    let isPut = false;
    return JSON.parse('[0, {"a": 1}, [2, 3]]', function (key, value) {
      if (!isPut) this[1] = what;
      isPut = true;
      return b(value);
    });
  };
  const traced = (target) =>
    new Proxy(target, {
      ownKeys: (object) => (log.push('ownKeys'), b(Reflect.ownKeys(object))),
      get: (object, key) => (log.push(`get ${String(key)}`), b(object[key])),
      defineProperty: (object, key, property) => (log.push(`define ${key}`), b(Reflect.defineProperty(object, key, property))),
      deleteProperty: (object, key) => (log.push(`delete ${key}`), b(delete object[key])),
    });
  const lost = JSON.parse('{"a": [1, 2], "b": 3}', (key, value) => (b(key) === '0' || key === 'b' ? undefined : value));
  log.push(JSON.stringify(put(traced({ x: 1, y: 2 }))), JSON.stringify(put(traced([4, 5]))), JSON.stringify(lost));
  log.push(JSON.stringify(JSON.parse({ toString: () => b('[1]') }, (_, value) => b(value))));
  log.push(caught(() => put(new Proxy({}, { ownKeys() { throw b(new RangeError('ownKeys')); } }))));
  log.push(caught(() => put(new Proxy([1], { deleteProperty() { throw b(new RangeError('delete')); } }))));
  return log;
}

/** What puts the items into a new collection may be the script's own. */
export function ownMethods() {
  const log = [];
  const key = {};
  class Weak extends WeakMap {
    set(k, value) {
      log.push(b(value));
      return super.set(k, value);
    }
  }
  class Next extends Set {
    add(value) {
      return super.add(b(value + 1));
    }
  }
  log.push(new Weak([[key, 42]]).get(key), [...new Next([1, 2])].join());
  return log;
}

/** Patterns are split and gone over by another one of their class. */
export function patternsOfSpecies() {
  const log = [];
  class Own extends RegExp {
    constructor(pattern, flags) {
      super(pattern, flags);
      log.push(b(String(flags)));
    }
    static get [Symbol.species]() {
      log.push(b('species'));
      return this;
    }
    get flags() {
      log.push('flags');
      return b(super.flags);
    }
  }
  log.push('a1b2c'.split(new Own('\\d', 'g')).join(), [...'a1b2c'.matchAll(new Own('\\d', 'g'))].map(String).join());
  const odd = /-/g;
  odd.constructor = b(5);
  log.push(caught(() => 'a-b'.split(odd)), caught(() => 'a-b'.matchAll(odd)));
  odd.constructor = { [Symbol.species]: function (...all) { return b(new RegExp(...all)); } };
  log.push('a-b'.split(odd).join());
  return log;
}

export function lengths() {
  const walk = (function* () {
    yield b(1);
  })();
  return [walk.next.length, walk.return.length, walk.throw.length, [...walk]];
}
