// Callees that only running the code can tell.
import http from 'k6/http';
import { sleep } from 'k6';

const url = (path) => `http://sut/${path}`;
const steps = { open: () => http.get(url('open')).url, wait: (n) => sleep(n), plain: (x) => x };
const list = [() => http.get(url('first')).url, (x) => x * 2, http.get];
const table = new Map([['a', (p) => http.get(url(p)).url], ['b', (p) => p]]);

export function byKey() {
  return ['get', 'post', 'put'].map((name) => http[name](url(name)).status);
}
export function inObjects() {
  const out = [];
  for (const name of Object.keys(steps)) out.push(steps[name](name));
  for (const [name, step] of Object.entries(steps)) out.push(name, step(3));
  return out;
}
export function inArrays() {
  return [list[0](), list[1](4), list[2](url('third')).status, list.map((one, i) => one(url(i)).url ?? one(i))];
}
export function inMaps() {
  const out = [];
  for (const [name, fn] of table) out.push(fn(name));
  table.forEach((fn, name) => out.push(fn(name + name)));
  return [out, table.get('a')('z'), table.get('b')('y'), table.get('none')?.('x')];
}
export function callApplyBind() {
  function where(a, b) {
    return `${this?.name} ${http.get(url(a + b)).url}`;
  }
  const self = { name: 'me' };
  const bound = where.bind(self, 'x');
  return [
    where.call(self, 1, 2), where.apply(self, [3, 4]), bound('y'), where.bind(null)(5, 6),
    Array.prototype.map.call(['p', 'q'], (p) => http.get(url(p)).url), http.get.call(null, url('native')).status,
    Reflect.apply(where, self, ['r', 's']), Math.max.apply(null, [1, 2]),
  ];
}
const compose = (...fns) => (x) => fns.reduce((value, fn) => fn(value), x);
const curry = (fn) => (a) => (b) => fn(a, b);
export function composed() {
  const flow = compose((x) => x + 1, (x) => http.get(url(x)).url, (u) => u.length);
  const both = curry((a, b) => http.get(url(a + b)).url);
  return [flow(1), flow(20), both('a')('b')];
}
class Bus {
  handlers = {};
  on(event, handler) {
    (this.handlers[event] ??= []).push(handler);
    return this;
  }
  emit(event, ...args) {
    return (this.handlers[event] || []).map((handler) => handler(...args));
  }
}
export function events() {
  const bus = new Bus().on('a', (x) => http.get(url(x)).url).on('a', (x) => x).on('b', () => sleep(1));
  return [bus.emit('a', 1), bus.emit('b'), bus.emit('c')];
}
export function memoized() {
  const memo = (fn, known = {}) => (key) => (key in known ? known[key] : (known[key] = fn(key)));
  const load = memo((key) => http.get(url(key)).url);
  return [load('a'), load('a'), load('b')];
}
export function passedOn() {
  const retry = (times, fn) => {
    for (let i = 0; ; i++) {
      try {
        return fn(i);
      } catch (error) {
        if (i + 1 === times) return `gave up: ${error.message}`;
      }
    }
  };
  return [retry(2, () => http.get(url('broken')).url), retry(3, (i) => http.get(i < 1 ? url('broken') : url('ok')).url)];
}
export function sameNames() {
  const cache = new Map([['k', 1]]);
  const store = { get: (k) => k, post: 2 };
  return [cache.get('k'), store.get('x'), new Set([1]).has(1), [3].find((x) => x === 3), new Date(0).getTime()];
}
export function dictionaries() {
  const api = { users: { list: () => http.get(url('users')).url, one: (id) => http.get(url(`users/${id}`)).url } };
  const { users: { list: all, one } } = api;
  const verb = 'one';
  return [all(), one(1), api.users[verb](2), api['users'].list()];
}
export function evaluated() {
  const helper = (x) => x + 1;
  const waits = (x) => http.get(url(x)).url;
  waits('direct');
  return eval('helper(1)');
}
export function nativesAsValues() {
  const run = (fn, ...args) => fn(...args);
  return [run(http.get, url('v')).status, [url('m1'), url('m2')].map(http.get).length, run(sleep, 1) === undefined];
}
