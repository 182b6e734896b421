// Own methods that are called as those of builtins are.

import { sleep } from 'k6';
import http from 'k6/http';

const b = (x) => {
  sleep(0.001);
  return x;
};
const hit = (x) => http.get(`http://sut/${x}`).url;

const _ = {
  bind:
    (f, self) =>
    (...args) =>
      f.apply(self, args),
  call: (f, ...args) => f(...args),
  apply: (f, args) => f(...args),
  map: (list, f) => {
    const out = [];
    for (const item of list) out.push(f(item));
    return out;
  },
  get: (o, path, otherwise) => path.split('.').reduce((value, key) => value?.[key], o) ?? otherwise,
  forEach: (o, f) => {
    for (const key of Object.keys(o)) f(o[key], key);
  },
  then: (value, f) => f(value),
  sort: (list, f) =>
    list
      .map((item) => [f(item), item])
      .sort(([x], [y]) => x - y)
      .map(([, item]) => item),
  replace: (text, f) => f(text),
};

export const bind = () =>
  _.bind(
    function (x) {
      return [this.k, hit(x)];
    },
    { k: 1 },
  )('b');
export const call = () => _.call(hit, 'c');
export const apply = () => _.apply((x, y) => [b(x), hit(y)], [1, 2]);
export const map = () => _.map(['a', 'b'], hit);
export const get = () => [_.get({ a: { c: b(1) } }, 'a.c'), _.get({}, 'a.c', b('none'))];
export const forEach = () => {
  const out = [];
  _.forEach({ p: 1, q: 2 }, (value, key) => out.push([key, b(value)]));
  return out;
};
export const thenMethod = () => _.then(b(1), (x) => hit(x));
export const sort = () => _.sort([3, 1, 2], (x) => b(x));
export const replace = () => _.replace('text', (x) => b(x.toUpperCase()));

class Collection {
  #items;
  constructor(items) {
    this.#items = items;
  }
  map(f) {
    return new Collection(this.#items.map((item) => f(item, this)));
  }
  filter(f) {
    return new Collection(this.#items.filter(f));
  }
  get(i) {
    return b(this.#items[i]);
  }
  has(x) {
    return this.#items.some((item) => b(item) === x);
  }
  set(i, f) {
    this.#items[i] = f(this.#items[i]);
    return this;
  }
  forEach(f) {
    for (const item of this.#items) f(item);
  }
  call(f) {
    return f.call(this, ...this.#items);
  }
  bind(f) {
    return (...args) => f(this, ...args);
  }
  toString() {
    return this.#items.join();
  }
}

export function collection() {
  const all = new Collection([1, 2, 3]);
  const seen = [];
  all.forEach((x) => seen.push(b(x)));
  return [
    String(all.map((x) => b(x * 2)).filter((x) => b(x) > 2)),
    all.get(1),
    all.has(3),
    String(all.set(0, (x) => b(x + 10))),
    seen,
    all.call((...items) => b(items.length)),
    all.bind((self, x) => [String(self), b(x)])(7),
  ];
}

export function builtinNamesOnPlainObjects() {
  const table = {};
  for (const name of [
    'get',
    'set',
    'has',
    'map',
    'call',
    'bind',
    'then',
    'at',
    'concat',
    'toString',
    'valueOf',
    'next',
  ]) {
    table[name] = (x) => [name, b(x)];
  }
  return ['get', 'set', 'has', 'map', 'call', 'bind', 'at', 'concat', 'next']
    .map((name) => table[name](1))
    .concat([table.get(2), table.map(3), table.call(4), table.bind(5)]);
}

export function aMapAndAnApi() {
  const api = { get: (x) => hit(x) };
  const store = new Map([['k', 'v']]);
  const read = (source, key) => source.get(key);
  return [read(store, 'k'), read(api, 'k'), [store, api].map((source) => source.get('k'))];
}
