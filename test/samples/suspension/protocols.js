// Where the language itself calls: conversions, JSON, hasInstance, and what builtins ask of objects.
import { sleep } from 'k6';

const b = (x) => {
  sleep(0.001);
  return x;
};

export const toText = () => [
  String({
    toString() {
      return b('a');
    },
  }),
  `${{ toString: () => b('c') }}`,
  '' + { toString: () => b('d') },
  [{ toString: () => b('e') }].join(),
  'x'.concat({ toString: () => b('f') }),
];
export const toNumber = () => [
  +{
    valueOf() {
      return b(1);
    },
  },
  { valueOf: () => b(2) } * 3,
  { valueOf: () => b(4) } - { valueOf: () => b(1) },
  Math.max({ valueOf: () => b(5) }, 1),
  new Date({ valueOf: () => b(6) }).getTime(),
  Number({ valueOf: () => b(7) }),
];
export const compared = () => [
  { valueOf: () => b(1) } < 2,
  { valueOf: () => b(1) } == 1,
  1 >= { valueOf: () => b(2) },
  'b' > { toString: () => b('a') },
];
export const toPrimitive = () => {
  const hints = [];
  const o = {
    [Symbol.toPrimitive](hint) {
      hints.push(hint);
      return b(hint === 'number' ? 1 : 'p');
    },
  };
  return [`${o}`, +o, o + '', o * 2, { [o]: 1 }, o == 'p', hints];
};
export const classToPrimitive = () => {
  class Money {
    constructor(n) {
      this.n = n;
    }
    valueOf() {
      return b(this.n);
    }
    toString() {
      return b(`${this.n} EUR`);
    }
  }
  const m = new Money(3);
  return [
    m + m,
    `${m}`,
    m > 2,
    [m] + '',
    [3, 1]
      .map((n) => new Money(n))
      .sort((x, y) => x - y)
      .map(String),
  ];
};
export const asKey = () => {
  const o = { [{ toString: () => b('k') }]: 1 };
  return [o, o[{ toString: () => b('k') }], { toString: () => b('k') } in o, delete o[{ toString: () => b('k') }], o];
};
export const increments = () => {
  let o = { valueOf: () => b(1) };
  const before = o++;
  let p = { valueOf: () => b(5) };
  p += 1;
  const q = { valueOf: () => b(2) };
  return [before, o, p, -q, ~q, q ** 2, q << 1];
};
export const toJson = () => [
  JSON.stringify({
    a: {
      toJSON(k) {
        return [b(k), 1];
      },
    },
  }),
  JSON.stringify(
    new (class {
      toJSON() {
        return b({ x: 1 });
      }
    })(),
  ),
  JSON.stringify([{ toJSON: () => b(undefined) }]),
];
export const replacer = () => [
  JSON.stringify({ a: 1, c: [2] }, (k, v) => b(typeof v === 'number' ? v * 2 : v)),
  JSON.stringify({ a: 1 }, function (k, v) {
    return b(k === '' ? { was: this[''] } : v);
  }),
  JSON.stringify(
    {
      get g() {
        return b(1);
      },
    },
    null,
    b(1),
  ),
  JSON.stringify({ a: 1, c: 2 }, ['a']),
];
export const reviver = () =>
  JSON.parse('{"a":[1,2],"d":"2020-01-01"}', (k, v) =>
    b(k === 'd' ? new Date(v).getFullYear() : Array.isArray(v) ? v.length : v),
  );
export const hasInstance = () => {
  class A {
    static [Symbol.hasInstance](x) {
      return b(x > 1);
    }
  }
  return [1 instanceof A, 2 instanceof A, {} instanceof Object];
};
export const species = () => {
  class A extends Array {
    static get [Symbol.species]() {
      return b(Array);
    }
  }
  const a = A.from([1, 2]);
  return [a instanceof A, a.map((v) => b(v)) instanceof A, a.filter((v) => b(v > 1)).length];
};
export const spreadable = () =>
  [].concat({
    length: 2,
    0: 'x',
    get [Symbol.isConcatSpreadable]() {
      return b(true);
    },
  }).length;
export const tagged = () =>
  Object.prototype.toString.call({
    get [Symbol.toStringTag]() {
      return b('Mine');
    },
  });
export const textMethods = () => [
  'a-b'.split({ [Symbol.split]: (text) => b([text, 'split']) }),
  'a'.replace({ [Symbol.replace]: (text, by) => b([text, by]) }, 'r'),
  'abc'.replace(/b/, () => b('B')),
  'a1b2'.replace(/[a-z](\d)/g, (all, n) => b(n)),
  'aXbX'.replaceAll('X', (m, at) => b(at)),
  'k=v'.replace(/(?<key>\w)=(?<value>\w)/, (...all) => b(all.at(-1).value)),
  'abc'.match({ [Symbol.match]: () => b(['m']) }),
  'abc'.search({ [Symbol.search]: () => b(2) }),
];
export const arrayLike = () => {
  const o = {
    get length() {
      return b(2);
    },
    get 0() {
      return b('x');
    },
    1: 'y',
  };
  return [
    Array.from(o),
    Array.prototype.map.call(o, (v) => b(v)),
    Array.prototype.join.call(o, '-'),
    Array.prototype.includes.call(o, 'y'),
    Array.prototype.slice.call(o, b(1)),
  ];
};
export const valueOfInBuiltins = () => {
  const n = (x) => ({ valueOf: () => b(x) });
  return [
    'abc'.at(n(1)),
    'abc'.slice(n(1)),
    [1, 2, 3].at(n(-1)),
    [1, 2, 3].splice(n(1), n(1)),
    'ab'.repeat(n(2)),
    'a'.padStart(n(3), 'x'),
    (3.14159).toFixed(n(2)),
    Array(n(1)).length,
    new Array(3).fill(n(1)).length,
    parseInt({ toString: () => b('12') }, n(10)),
    String.fromCharCode(n(65)),
  ];
};
export const dates = () => {
  class Clock extends Date {
    getTime() {
      return b(5);
    }
    toISOString() {
      return b('iso');
    }
  }
  const c = new Clock(0);
  return [c.getTime(), JSON.stringify({ c }), +c];
};
export const errors = () => {
  const e = new Error({ toString: () => b('message') }, { cause: b('cause') });
  class E extends Error {
    get message() {
      return b('own');
    }
  }
  return [
    e.message,
    e.cause,
    String(new E()),
    new AggregateError(
      (function* () {
        yield b(1);
      })(),
    ).errors,
  ];
};
export const regExp = () => {
  class R extends RegExp {
    exec(text) {
      const found = super.exec(text);
      return b(found);
    }
  }
  const r = new R('(\\d)', 'g');
  return [
    'a1b2'.replace(r, 'n'),
    new R('x').test('x'),
    [...'a1b2'.matchAll(new R('(\\d)', 'g'))].map((m) => m[1]),
    'a1b'.split(new R('\\d')),
  ];
};
export const symbolDescription = () => [
  Symbol({ toString: () => b('s') }).description,
  Symbol.for({ toString: () => b('t') }).description,
];
export const template = () =>
  String.raw(
    {
      raw: {
        get length() {
          return b(2);
        },
        0: 'a',
        1: 'c',
      },
    },
    { toString: () => b('v') },
  );
export const withThrow = () =>
  [
    () =>
      `${{
        toString() {
          b(1);
          throw new RangeError('ts');
        },
      }}`,
    () =>
      +{
        valueOf() {
          b(1);
          throw new RangeError('vo');
        },
      },
    () => `${{ toString: () => b({}), valueOf: () => b({}) }}`,
    () =>
      JSON.stringify({
        toJSON() {
          b(1);
          throw new RangeError('tj');
        },
      }),
    () => +{ [Symbol.toPrimitive]: 1 },
  ].map((run) => {
    try {
      return run();
    } catch (error) {
      return error.name;
    }
  });
