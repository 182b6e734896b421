// Direct calls: names, closures, recursion, aliases, imports in every form.
import http, { get, post as send } from 'k6/http';
import * as everything from 'k6/http';
import { sleep, check, fail } from 'k6';
import k6 from 'k6';

const BASE = 'http://sut';
const url = (path) => `${BASE}/${path}`;
function fetchBody(path) {
  return http.get(url(path)).body;
}
const token = (path) => JSON.parse(fetchBody(path)).token;

export function helpers() {
  return [token('a'), token('b'), fetchBody('c').length];
}
export function everyMethod() {
  const answers = [
    http.get(url('g')), http.head(url('h')), http.post(url('p'), 'x'), http.put(url('u')), http.patch(url('t')),
    http.del(url('d')), http.options(url('o')), http.request('TRACE', url('r')),
  ];
  return answers.map((answer) => answer.status);
}
export function importForms() {
  return [get(url(1)).status, send(url(2)).status, everything.get(url(3)).status, everything.default.get(url(4)).status];
}
export function defaultOfK6() {
  k6.sleep(1);
  return k6.check(1, { one: (v) => v === 1 });
}
export function aliases() {
  const { get: g, post } = http;
  const again = g;
  let changing = http.get;
  const first = changing(url('1')).url;
  changing = http.post;
  const chosen = first ? http.put : http.patch;
  return [g(url('2')).url, post(url('3')).url, again(url('4')).url, changing(url('5')).url, chosen(url('6')).url];
}
function countdown(n) {
  return n === 0 ? [] : [http.get(url(n)).url, ...countdown(n - 1)];
}
function even(n) {
  sleep(n);
  return n === 0 || odd(n - 1);
}
function odd(n) {
  return n !== 0 && even(n - 1);
}
export function recursion() {
  return [countdown(3), even(4), odd(4)];
}
export function closures() {
  let calls = 0;
  const counted = (path) => {
    calls++;
    return http.get(url(path)).status + calls;
  };
  const makeGetter = (prefix) => (path) => http.get(url(prefix + path)).url;
  const inA = makeGetter('a/');
  const inB = makeGetter('b/');
  return [counted('x'), counted('y'), calls, inA('1'), inB('2'), inA('3')];
}
export function hoisting() {
  return before() + after;
  function before() {
    return http.get(url('hoisted')).status;
  }
  var after = 1;
}
export function changingCaptures() {
  const made = [];
  for (var i = 0; i < 3; i++) {
    var seen = `v${i}`;
    made.push(() => http.get(url(seen)).url);
  }
  for (let j = 0; j < 2; j++) {
    const kept = `k${j}`;
    made.push(() => http.get(url(kept + j)).url);
  }
  return made.map((one) => one());
}
export function captureBeforeValue() {
  const later = [];
  collect();
  const value = 'set';
  var loose = 'loose';
  function collect() {
    later.push(() => http.get(url(value)).url);
    later.push(() => http.get(url(String(loose))).url);
  }
  return later.map((one) => one());
}
export function inPlace() {
  const value = (() => http.get(url('iife')).status)();
  const named = (function again(n) {
    return n === 0 ? 0 : http.get(url(n)).status + again(n - 1);
  })(2);
  return [value, named, ((a, b = http.get(url('default')).status) => a + b)(1)];
}
export function failing() {
  if (!check(http.get(url('f')), { never: ({ status }) => status === 500 })) fail('stopped here');
  return 'not reached';
}
export const arrow = () => http.get(url('arrow')).status;
export default function () {
  return helpers().length + arrow();
}
