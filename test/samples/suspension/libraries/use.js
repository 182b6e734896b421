// Libraries around and inside of code that waits.
import http from 'k6/http';
import { group, sleep } from 'k6';
import _ from './tiny-lodash.cjs';
import { catchError, concatMap, defer, filter, finalize, firstValueFrom, from, map, Observable, of, scan, Subject, take, tap } from './tiny-observable.js';
import { SchemaError, z } from './tiny-schema.js';

const b = (x) => {
  sleep(0.001);
  return x;
};
const hit = (x) => http.get(`http://sut/${x}`).url;

export const collections = () => [
  _.map([1, 2], (x) => b(x * 2)), _.map({ a: 1 }, (v, k) => [k, b(v)]), _.filter([1, 2, 3], (x) => b(x) > 1), _.reduce([1, 2, 3], (x, y) => b(x) + y), _.reduce([1, 2], (x, y) => x + b(y), 10),
  _.find([1, 2], (x) => b(x) === 2), _.some([0, 1], b), _.every([1, 2], (x) => b(x) < 2), _.sortBy(['ccc', 'a', 'bb'], (x) => b(x.length)), _.groupBy([1, 2, 3], (x) => b(x % 2)), _.mapValues({ p: 1, q: 2 }, (v) => b(v + 1)), _.times(3, b),
  _.map([{ n: { m: 1 } }], 'n.m'), _.filter([{ k: 1 }, { k: 2 }], { k: b(2) }), _.invokeMap([{ go(x) { return b(x); } }], 'go', 7), _.each([1, 2, 3], (x) => b(x) !== 2),
];
export const functions = () => [
  _.bind(function (x) { return [this.k, hit(x)]; }, { k: 1 })('b'), _.partial((x, y) => [b(x), hit(y)], _, 'y')('x'), _.curry((x, y, w) => [b(x), y, w])(1)(2)(3), _.flow((x) => b(x), (x) => hit(x), (x) => x.length)('f'),
  _.wrap((x) => b(x), (f, x) => [f(x), hit(x)])('w'), _.attempt(() => { b(1); throw new RangeError('x'); }).name, _.cloneWith({ a: 1 }, (v) => b({ ...v, cloned: true })), _.negate((x) => b(x))(0), _.tap([1], (all) => all.push(b(2))),
];
export function memoised() {
  const load = _.memoize((x) => hit(x));
  const keyed = _.memoize((x, y) => b([x, y]), (x, y) => b(`${x}:${y}`));
  const first = _.once(() => hit('once'));
  return [load('a'), load('a'), load('c'), keyed(1, 2) === keyed(1, 2), first(), first(), [...load.cache.keys()]];
}
export const chains = () => [
  _.chain([1, 2, 3]).map((x) => b(x * 2)).filter((x) => b(x) > 2).value(), JSON.stringify(_([1]).map((x) => b(x))), _.chain([3, 1]).sortBy(b).tap((all) => all.push(b(9))).value(), _.chain(2).tap(b) + b(1),
];
export const mixedIn = () => { _.mixin({ visit: (all) => all.map(hit), shout: (x) => b(x.toUpperCase()) }); return [_.chain(['p']).visit().map(_.shout).value(), _.visit(['q'])]; };

export function observables() {
  const log = [];
  const note = (kind) => (value) => log.push([kind, b(value)]);
  from([1, 2, 3, 4]).pipe(map((x) => b(x * 2)), filter((x) => b(x) > 2), tap(note('tap')), scan((x, y) => b(x + y), 0), take(2), finalize(() => log.push(b('final')))).subscribe({ next: note('next'), complete: () => log.push(b('complete')) });
  of('a', 'b').pipe(concatMap((x) => from((function* () { yield hit(x); yield b(x); })()))).subscribe(note('inner'));
  of(1).pipe(map(() => { b(1); throw new RangeError('in map'); }), catchError((error) => of(b(error.message)))).subscribe(note('caught'));
  const subject = new Subject();
  const first = subject.subscribe((x) => { log.push(['first', b(x)]); if (x === 2) first.unsubscribe(); });
  subject.pipe(map(hit)).subscribe(note('second'));
  for (const x of [1, 2, 3]) subject.next(b(x));
  subject.complete();
  new Observable((subscriber) => { subscriber.next(b('own')); subscriber.complete(); subscriber.next('never'); return () => log.push(b('torn down')); }).subscribe(note('own'));
  return log;
}
export async function observablesAndPromises() {
  let made = 0;
  const source = defer(() => of(b(++made), 5)).pipe(map((x) => hit(x)));
  return [await firstValueFrom(source), await firstValueFrom(source), await firstValueFrom(of(1).pipe(map(() => { throw new RangeError('x'); }))).catch((error) => b(error.message))];
}

const User = z.object({
  name: z.string().refine((x) => b(x.length) > 1, 'too short').transform((x) => hit(x)),
  age: z.number().default(() => b(18)),
  tags: z.array(z.string().transform((x) => b(x.toUpperCase()))).optional(),
  parent: z.lazy(() => User).optional(),
});
export const schemas = () => [
  User.parse({ name: 'ann', tags: ['x', 'y'], parent: { name: 'bob', age: 50 } }), User.safeParse({ name: 'a' }), ['cc', 'dd'].map(z.string().transform((x) => b(x + x)).parse),
  z.union(z.number(), z.string().refine((x) => b(x === 'k'))).parse('k'), z.preprocess((x) => b(Number(x)), z.number()).parse('5'),
];
export const schemaErrors = () => { try { return User.parse({ name: 1, age: 'x' }); } catch (error) { return [error instanceof SchemaError, error.name, b(error.issues)]; } };

/** Page objects: elements are found by getters of proxies, steps are recorded by a decorator. */
export function pageObjects() {
  const steps = [];
  const step = (target, name) => { const f = target.prototype[name]; target.prototype[name] = function (...all) { return group(`${this.constructor.name}.${name}`, () => { steps.push(name); return f.apply(this, all); }); }; };
  const elements = (page) => new Proxy({}, { get: (_cache, name) => ({ name, click: () => hit(`${page.path}#${String(name)}`), get text() { return b(`text of ${String(name)}`); } }) });
  class Page { static at(path) { return class extends this { path = path; }; } constructor() { this.$ = elements(this); } get isOpen() { return b(this.opened === true); } open() { this.opened = Boolean(hit(this.path)); return this; } }
  class Login extends Page.at('login') { fill(user) { this.user = b(user); return this; } submit() { return [this.$.submit.click(), this.$.submit.text, new Home(this.user)]; } }
  class Home extends Page.at('home') { constructor(user) { super(); this.user = user; } *rows() { for (const i of [1, 2]) yield this.$[`row${i}`].text; } }
  for (const [K, names] of new Map([[Login, ['fill', 'submit']], [Home, ['rows']]])) names.forEach((name) => step(K, name));
  const [click, text, home] = new Login().open().fill('u').submit();
  return [click, text, home.open().isOpen, [...home.rows()], home.user, steps];
}
