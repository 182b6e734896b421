// Statements and expressions in which a blocking call can stand.
import http from 'k6/http';
import { fail, sleep } from 'k6';

const url = (path) => `http://sut/${path}`;
const load = (path) => http.get(url(path)).url;
const status = (path) => http.get(url(path)).status;

export function tries() {
  const log = [];
  function guarded(path) {
    try {
      log.push(status(path));
      fail('stop');
    } catch ({ message }) {
      log.push(message, load('caught'));
      throw new Error('again');
    } finally {
      log.push(load('finally'));
    }
  }
  try {
    guarded('a');
  } catch (error) {
    log.push(error.message);
  }
  try {
    http.get('');
  } catch (error) {
    log.push(error.message);
  }
  try {
    load('broken');
  } catch (error) {
    log.push(error.message);
  }
  return log;
}
export function finallyWins() {
  try {
    return load('try');
  } finally {
    load('finally');
  }
}
export function loops() {
  const out = [];
  outer: for (let i = 0; i < 3; i++) {
    for (const j of [1, 2]) {
      if (status(i) === 200 && i === 1) break outer;
      out.push(`${i}${j}`);
      if (j === 1) continue outer;
    }
  }
  let n = 0;
  while (status(n) === 200 && n < 2) n++;
  do out.push(load(n--));
  while (n > 0);
  for (const key in { a: 1, b: 2 }) out.push(load(key));
  for (const { id, more = load('default') } of [{ id: 1 }, { id: 2, more: 'm' }]) out.push(id, more);
  for (let i = status('init') - 200; i < status('test') - 198; i += status('step') - 199) out.push(i);
  return out;
}
export function switches() {
  const out = [];
  for (const n of [1, 2, 3]) {
    switch (status(n) + n) {
      case status('case') + 1:
        out.push(load('one'));
      case 202: {
        const inner = load('two');
        out.push(inner);
        break;
      }
      default:
        out.push(load('default'));
    }
  }
  return out;
}
export function operators() {
  let value = null;
  value ??= load('nullish');
  value &&= load('and');
  let other = 0;
  other ||= status('or');
  other += status('plus');
  const object = { n: 1 };
  object.n += status('member');
  object[load('key')] = load('value');
  return [value, other, object, status('a') + status('b') * 2, !status('not'), typeof load('typeof'), -status('minus'), void load('void'),
    status('c') === 200 ? load('yes') : load('no'), status('d') === 1 && load('never'), (load('comma'), load('last')), `${load('t1')}-${load('t2')}`,
    delete object[load('key')], object, load('x') in object, status('e') in [1], load('i') instanceof Object];
}
export function parameters() {
  const withDefaults = (a, b = status(`b${a}`), { c = load('c'), ...rest } = {}, [d = load('d')] = [], ...more) => [a, b, c, rest, d, more];
  function lengths(a, b = status('len'), c) {
    return arguments.length + (b ?? 0) + (c ?? 0);
  }
  return [withDefaults(1), withDefaults(1, 2, { c: 3, x: 4 }, [5], 6, 7), lengths(1), lengths(1, 2, 3), lengths.length];
}
export function destructuring() {
  const { a = load('a'), b: { c = load('c') } = {}, [load('key').length]: d = 1 } = {};
  const [x = load('x'), , y = load('y'), ...z] = [undefined, 1];
  let m, n;
  ({ m, n = load('n') } = { m: load('m') });
  [m, n] = [n, m];
  return [a, c, d, x, y, z, m, n];
}
export function chains() {
  const api = { get: (path) => http.get(url(path)), nested: { load }, none: null };
  const key = 'get';
  return [api?.get('a')?.url, api.none?.get('b'), api.missing?.(load('not called')), api.nested?.load?.('c'), api?.[key]?.('d').status,
    api.nested.load?.('e'), api.none?.get(load('skipped')).url.length, (api?.nested).load('f'), http?.get(url('g')).status, http.get?.(url('h'))?.url?.length,
    delete api?.nested?.nothing];
}
export function tags() {
  const tag = (strings, ...values) => strings.raw.join('|') + values.map((v) => load(v)).join();
  const owner = { name: 'o', tag(strings, value) { return this.name + load(value) + strings.length; } };
  return [tag`a${1}b${2}c\n`, owner.tag`x${3}y`];
}
export function spreads() {
  const list = () => [load('s1'), load('s2')];
  return [[...list(), 'end'], Math.max(...[status('m'), 1]), { ...{ a: load('o') }, b: 1 }, ((...all) => all.length)(...list())];
}
export function order() {
  const log = [];
  const note = (x) => (log.push(x), x);
  const target = { m: (...args) => log.push(args.join()) };
  target.m(note(1), load('between'), note(2));
  const f = (a, b) => log.push(a + b);
  f(note('x'), load('y').length);
  let replaced = { run: () => 'first' };
  const got = replaced.run((replaced.run = () => load('second')));
  const chosen = { run: (x) => ['kept', x] };
  const kept = chosen.run(load((chosen.run = () => 'changed')().length));
  return [log, got, kept];
}
export function functionsInside() {
  const name = 'lexical';
  const self = { name: 'self', run() { return ['x'].map((x) => this.name + load(x)); }, args() { return (() => [...arguments].map((a) => load(a)))(); } };
  return [self.run(), self.args('p', 'q'), name];
}
export function evaluationOfThis() {
  return [1].map(function () {
    sleep(1);
    return this === undefined;
  });
}
export function commaCalls() {
  return (0, http.get)(url('comma')).status + (sleep(1), 1);
}
