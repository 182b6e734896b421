// Methods of arrays that meet functions of the script: each step is done once, over what is there when its turn comes.

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

const shown = (value) => {
  if (Array.isArray(value)) return `[${Object.keys(value).map((key) => `${key}:${shown(value[key])}`)}|${value.length}]`;
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
};

/** A list in which some items are asked for, and are others when they have been. */
const odd = (log, change = () => {}) => {
  const list = [1, 2, 3, 4, 5];
  Object.defineProperty(list, 1, {
    configurable: true,
    get() {
      log.push('get');
      change(list);
      return b(20);
    },
    set(value) {
      log.push(`set ${value}`);
      b(1);
    },
  });
  return list;
};

const reading = {
  at: (list) => list.at(1),
  concat: (list) => list.concat([6], list),
  entries: (list) => [...list.entries()].map(String),
  every: (list) => list.every((x) => b(x) < 4),
  filter: (list) => list.filter((x) => b(x) > 2),
  find: (list) => list.find((x) => b(x) > 2),
  findIndex: (list) => list.findIndex((x) => x === 20),
  findLast: (list) => list.findLast((x) => b(x) < 3),
  findLastIndex: (list) => list.findLastIndex((x) => x === 20),
  flat: (list) => list.flat(),
  flatMap: (list) => list.flatMap((x) => [x, b(x)]),
  forEach: (list) => list.forEach((x) => b(x)),
  forOf: (list) => {
    const all = [];
    for (const x of list) all.push(b(x));
    return all;
  },
  includes: (list) => list.includes(20),
  indexOf: (list) => list.indexOf(5),
  join: (list) => list.join('-'),
  keys: (list) => [...list.keys()],
  lastIndexOf: (list) => list.lastIndexOf(1),
  map: (list) => list.map((x) => b(x) + 1),
  reduce: (list) => list.reduce((sum, x) => b(sum) + x),
  reduceRight: (list) => list.reduceRight((sum, x) => `${b(sum)}${x}`),
  slice: (list) => list.slice(0, 4),
  some: (list) => list.some((x) => b(x) > 4),
  spread: (list) => [...list],
  toString: (list) => String(list),
};

const writing = {
  copyWithin: (list) => list.copyWithin(0, 1, 3),
  fill: (list) => list.fill(7, 0, 3),
  pop: (list) => [list.pop(), list.pop(), list.pop(), list.pop()],
  push: (list) => list.push(b(1), 2),
  reverse: (list) => list.reverse(),
  shift: (list) => [list.shift(), list.shift()],
  splice: (list) => list.splice(0, 2, b('x')),
  unshift: (list) => list.unshift(b(0), 0),
};

const changes = {
  nothing: () => {},
  shrinks: (list) => (list.length = 1),
  ends: (list) => (list.length = 3),
  grows: (list) => list.push('more'),
  replaces: (list) => Object.defineProperty(list, 1, { value: 'own', writable: true }),
  goes: (list) => delete list[1],
  next: (list) => (list[2] = 'next'),
};

export function readingAccessors() {
  return Object.entries(reading).map(([name, run]) => {
    const lines = Object.values(changes).map((change) => {
      const log = [];
      const list = odd(log, change);
      return [shown(caught(() => run(list))), log.join(), list.length];
    });
    return [name, lines];
  });
}

export function writingAccessors() {
  return Object.entries(writing).map(([name, run]) => {
    const lines = Object.values(changes).map((change) => {
      const log = [];
      const list = odd(log, change);
      const made = shown(caught(() => run(list)));
      return [made, log.join(), list.length, Object.keys(list).join()];
    });
    return [name, lines];
  });
}

/** What is no array may be asked for its length, too. */
export function arrayLikes() {
  return Object.entries({ ...reading, ...writing }).map(([name, run]) => {
    if (name === 'forOf' || name === 'spread') return [];
    const log = [];
    const like = Object.create(Array.prototype, {
      length: {
        get: () => (log.push('length'), { valueOf: () => b(3) }),
        set: (value) => log.push(`length = ${b(value)}`),
      },
    });
    like[0] = 1;
    like[2] = { toString: () => b('third') };
    const proxy = new Proxy(like, {
      has: (target, key) => (log.push(`has ${String(key)}`), b(key in target)),
      deleteProperty: (target, key) => (log.push(`delete ${key}`), b(delete target[key])),
    });
    return [name, shown(caught(() => run(proxy))), log.join()];
  });
}

/** Arguments that are converted change the list. */
export function conversions() {
  const log = [];
  const by = (list, length, value) => ({
    valueOf() {
      log.push(b(list.length));
      list.length = length;
      return value;
    },
  });
  for (const run of [
    (list) => list.slice(by(list, 2, 1), by(list, 1, 5)),
    (list) => list.splice(by(list, 3, 1), by(list, 2, 2), 'x'),
    (list) => list.includes(undefined, by(list, 1, 0)),
    (list) => list.indexOf(3, by(list, 1, 0)),
    (list) => list.lastIndexOf(1, by(list, 1, 4)),
    (list) => list.copyWithin(by(list, 4, 0), 2),
    (list) => list.at(by(list, 2, 3)),
    (list) => list.flat(by(list, 2, 1)),
    (list) => list.join({ toString: () => ((list.length = 2), b('+')) }),
  ]) {
    const list = [1, 2, 3, 4, 5];
    log.push(shown(caught(() => run(list))), shown(list));
  }
  return log;
}

/** A class of the script makes the new list, and may wait. */
export function derived() {
  const log = [];
  class List extends Array {
    constructor(...all) {
      super(...all);
      log.push(b(all.join()));
    }
  }
  const list = List.from([1, 2, 3]);
  const made = [
    list.map((x) => x + 1),
    list.filter((x) => x > 1),
    list.slice(1),
    list.concat([4]),
    list.splice(0, 1),
    list.flat(),
    list.flatMap((x) => [x, x]),
  ];
  return [made.map((one) => [one instanceof List, shown(one)]), log, shown(list)];
}

/** Text of lists, within themselves and of what is in them. */
export function texts() {
  const log = [];
  const list = [1, { toString: () => b('two') }, null, [{ toLocaleString: () => b('local'), toString: () => 'plain' }]];
  list.push(list);
  log.push(list.join(b('/')), list.toString(), `${list}`, list.toLocaleString());
  const own = [1, 2];
  Object.defineProperty(own, 'join', { get: () => b(() => b('own join')) });
  log.push(String(own));
  own.valueOf = () => b(5);
  log.push(own + 1);
  return log;
}

/** An accessor that puts something else in its own place has been read once all the same. */
export function replacingThemselves() {
  const log = [];
  const object = {
    get gone() {
      delete this.gone;
      return b('value');
    },
    get other() {
      Object.defineProperty(this, 'other', { value: 'later' });
      return b('first');
    },
    set once(value) {
      Object.defineProperty(this, 'once', { value: 'fixed', writable: false, configurable: true });
      log.push(b(value));
    },
  };
  log.push(object.gone, object.gone, object.other, object.other, (object.once = 3), object.once);
  const { gone, other } = Object.create(object);
  log.push(gone, other);
  return log;
}

/** An iterator of the language that is stepped by hand, and by others. */
export function steppedByHand() {
  const log = [];
  const list = odd(log);
  const values = list.values();
  log.push(shown(values.next()), shown(values.next()), Array.from(values).join());
  list.push(6);
  log.push(shown(values.next()));
  const entries = list.entries();
  entries.next();
  log.push(String(entries.next().value), new Set(entries).size);
  const keys = Array.prototype.keys.call({ get length() { return b(2); } });
  log.push([...keys].join(), Object.prototype.toString.call(keys));
  const [, second, ...rest] = list;
  log.push(second, rest.join());
  return log;
}

/** Sorting reads all, compares, and then writes. */
export function sorting() {
  const log = [];
  for (const change of Object.values(changes)) {
    const list = odd(log, change);
    log.push(shown(caught(() => list.sort((x, y) => b(y) - x))), shown(caught(() => odd(log, change).toSorted())));
    log.push(Object.keys(list).join(), list.length);
  }
  const named = (name) => ({ toString: () => (log.push(name), b(name)) });
  log.push([named('c'), named('a'), undefined, named('b')].sort().join());
  log.push(caught(() => [1, 2].sort(5)), caught(() => [1, 2].toSorted('x')));
  const failing = odd(log);
  log.push(caught(() => failing.sort(() => { throw b(new RangeError('compare')); })), shown(failing));
  return log;
}
