// Methods of what builtins return.

import { sleep } from 'k6';
import http from 'k6/http';

const b = (x) => {
  sleep(0.001);
  return x;
};
const api = () => ({
  get: (x) => http.get(`http://sut/${x}`).url,
  m(x) {
    return b([x, Object.keys(this).length]);
  },
});

export const freeze = () => Object.freeze(api()).get(1);
export const assign = () => Object.assign({}, api(), { extra: 1 }).m(2);
export const create = () => Object.create(api()).get(3);
export const seal = () => Object.seal(api()).m(4);
export const fromEntries = () => Object.fromEntries(Object.entries(api())).get(5);
export const values = () => Object.values(api())[0](6);
export const entries = () => Object.entries(api())[0][1](7);
export const arrayFrom = () => Array.from(new Set([api()]))[0].get(8);
export const arrayOf = () => Array.of(api(), api())[1].m(9);
export const reflect = () => Reflect.get({ api: api() }, 'api').get(10);
export const spread = () => [...[api()]][0].get(11);
export const concat = () => [].concat([api()], api()).map((one) => one.get(12));
export const flat = () => [[[api()]]].flat(2)[0].get(13);
export const pop = () => [1, api()].pop().get(14);
export const splice = () => [1, api()].splice(1)[0].get(15);
export const find = () => [{}, api()].find((one) => b(one).get).get(16);
export const at = () => [api()].at(-1).get(17);
export const weak = () => {
  const key = {};
  return new WeakMap([[key, api()]]).get(key).get(18);
};
export const iterated = () => {
  for (const one of new Map([[1, api()]]).values()) return one.get(19);
};
export const descriptors = () => Object.defineProperties({}, Object.getOwnPropertyDescriptors(api())).get(20);
export const prototype = () => Object.getPrototypeOf(Object.create(api())).get(21);
export const setPrototype = () => Object.setPrototypeOf({ own: 1 }, api()).m(22);
export const logical = () => (null ?? api()).get(23);
export const reduced = () => [api()].reduce((all, one) => ({ ...all, ...one }), {}).get(24);
export const grouped = () => {
  const all = {};
  for (const one of [api()]) (all[b('k')] ??= []).push(one);
  return all.k[0].get(25);
};
export const fromFunction = () => ((...all) => all)(api())[0].get(26);
export const fromGenerator = () =>
  (function* () {
    yield api();
  })()
    .next()
    .value.get(27);
export const fromError = () => {
  try {
    throw api();
  } catch (thrown) {
    return thrown.get(28);
  }
};
export const fromSymbol = () => ({ [Symbol.for('api')]: api() })[Symbol.for('api')].get(29);
export const fromArguments = () =>
  (function () {
    return arguments[0].get(30);
  })(api());
export const fromTemplate = () => ((strings, one) => one.get(31))`x${api()}`;
export const madeInALoop = () => {
  const o = {};
  for (const name of ['get', 'map', 'bind', 'then']) o[name] = (x) => [name, b(x)];
  return [o.get(1), o.map(2), o.bind(3), typeof o.then];
};
export const registry = () => {
  const handlers = new Map();
  const on = (name, f) => {
    handlers.set(name, [...(handlers.get(name) ?? []), f]);
  };
  const emit = (name, ...all) => (handlers.get(name) ?? []).map((f) => f(...all));
  on('x', (v) => b(v));
  on('x', (v) => http.get(`http://sut/${v}`).url);
  return emit('x', 32);
};
