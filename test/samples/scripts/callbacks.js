// Builtins that call back.
import http from 'k6/http';
import { check } from 'k6';

const url = (path) => `http://sut/${path}`;
const load = (path) => http.get(url(path)).url;
const users = ['a', 'b', 'c'];

export function arrays() {
  const seen = [];
  users.forEach((user, i, all) => seen.push(load(user + i + all.length)));
  return [
    seen,
    users.map((user) => load(user)), users.map(load), users.filter((user) => load(user) && user !== 'b'),
    users.reduce((sum, user) => sum + load(user).length, 0), users.reduceRight((text, user) => text + load(user), ''),
    users.some((user) => load(user).endsWith('b')), users.every((user) => load(user).endsWith('b')),
    users.find((user) => load(user).endsWith('b')), users.findIndex((user) => load(user).endsWith('c')),
    users.findLast((user) => load(user)), users.findLastIndex((user) => load(user).endsWith('a')),
    users.flatMap((user) => [load(user), user]), Array.from({ length: 2 }, (_, i) => load(i)), Array.from(users, load),
  ];
}
export function withThis() {
  const out = [];
  users.forEach(function (user) {
    out.push(this.prefix + load(user));
  }, { prefix: '>' });
  return out;
}
export function collections() {
  const out = [];
  new Map([['k', 1], ['l', 2]]).forEach((value, key) => out.push(load(key + value)));
  new Set([1, 2]).forEach((value) => out.push(load(value)));
  return out;
}
export function texts() {
  return ['x-y'.replace(/[xy]/g, (c) => load(c)), 'a.a'.replaceAll('a', (c, at) => load(c + at)),
    JSON.parse('{"a":{"b":1},"c":[2]}', (key, value) => (typeof value === 'number' ? load(value) : value)), JSON.parse('{"a":1}')];
}
export function nested() {
  return users.map((user) => users.filter((other) => other !== user).map((other) => check(http.get(url(user + other)), { ok: (r) => r.status === 200 })));
}
export function longChains() {
  return users.map((user) => load(user)).filter((text) => text.length > 1).map((text) => load(text.length)).join();
}
export function earlyExits() {
  const out = [];
  try {
    users.forEach((user) => {
      out.push(load(user));
      if (user === 'b') throw new Error('enough');
    });
  } catch (error) {
    out.push(error.message);
  }
  return out;
}
export function holesAndGrowth() {
  const out = [];
  [1, , 3].forEach((n) => out.push(load(n)));
  const growing = [1, 2];
  growing.forEach((n) => growing.length < 5 && growing.push(load(n)));
  return [out, growing, [1, , 3].map((n) => load(n)).length];
}
export function ownMethods() {
  const own = { map: (fn) => fn('own'), forEach: (fn) => [fn(1), fn(2)], filter: 3 };
  return [own.map((x) => load(x)), own.forEach((x) => load(x))];
}
export function typedAndOthers() {
  return [Array.from(new Map([['m', 1]]), ([key]) => load(key)), Object.entries({ a: 1 }).map(([key, v]) => load(key + v)), [...'ab'].map((c) => load(c))];
}
