// Ramda: everything is curried, and dispatches to methods of its own names.
import * as R from 'ramda';
import { sleep } from 'k6';

const b = (x) => {
  sleep(0.001);
  return x;
};
const double = (x) => b(x * 2);
const isOdd = (x) => b(x % 2 === 1);

export const lists = () => [
  R.map(double, [1, 2]), R.map(double)({ p: 1 }), R.filter(isOdd, [1, 2, 3]), R.reject(isOdd)([1, 2]), R.reduce((x, y) => b(x + y), 0, [1, 2, 3]), R.reduceRight((x, y) => b(`${x}${y}`), '', ['a', 'c']),
  R.find(isOdd, [2, 3]), R.findIndex(isOdd, [2, 3]), R.findLast(isOdd, [1, 2]), R.any(isOdd, [2]), R.all(isOdd, [1]), R.none(isOdd, [2]), R.chain((x) => [x, b(x)], [1, 2]), R.groupBy((x) => b(String(x % 2)), [1, 2, 3]),
  R.sortBy((x) => b(-x), [1, 3, 2]), R.sort((x, y) => b(x) - y, [2, 1]), R.partition(isOdd, [1, 2]), R.takeWhile(isOdd, [1, 2, 3]), R.dropWhile(isOdd, [1, 2]), R.uniqBy((x) => b(Math.abs(x)), [1, -1, 2]),
  R.scan((x, y) => b(x + y), 0, [1, 2]), R.unfold((n) => (b(n) > 3 ? false : [n, n + 1]), 1), R.times(b, 3), R.zipWith((x, y) => b(x + y), [1], [2]), R.indexBy((x) => b(x.k), [{ k: 'a' }]), R.countBy((x) => b(x % 2), [1, 2, 3]),
  R.mapAccum((x, y) => [b(x + y), y], 0, [1, 2]), R.reduceBy((n, x) => b(n + x), 0, (x) => b(x % 2 ? 'odd' : 'even'), [1, 2, 3]), R.reduceWhile((x, y) => b(x + y < 4), (x, y) => b(x + y), 0, [1, 2, 3]), R.xprod([1], R.map(b, [2])),
];
export const functions = () => [
  R.pipe(double, String, (x) => b(`${x}!`))(1), R.compose(String, double)(1), R.curry((x, y, w) => b([x, y, w]))(1)(R.__, 3)(2), R.converge((x, y) => b(x / y), [R.sum, (all) => b(all.length)])([2, 4]), R.juxt([double, R.identity])(3),
  R.memoizeWith((x) => b(String(x)), double)(4), R.tap((x) => b(x), 5), R.tryCatch(() => { b(1); throw new RangeError('x'); }, (error) => b(error.message))(), R.applyTo(3, double), R.flip((x, y) => b([x, y]))(1, 2), R.useWith((x, y) => b(x + y), [double, double])(1, 2),
  R.when(isOdd, double)(3), R.unless(isOdd, double)(2), R.ifElse(isOdd, double, R.identity)(1), R.cond([[isOdd, R.always('odd')], [R.T, () => b('even')]])(2), R.until((x) => b(x > 10), double)(1), R.both(isOdd, (x) => b(x > 2))(3), R.either(isOdd, R.F)(2),
  R.allPass([isOdd, (x) => b(x < 5)])(3), R.anyPass([isOdd])(2), R.complement(isOdd)(2), R.partial((x, y) => b([x, y]), [1])(2), R.once(() => b('once'))(), R.addIndex(R.map)((x, i) => b([x, i]), ['a']), R.o(double, double)(1), R.thunkify(double)(2)(),
];
export const objects = () => [
  R.mapObjIndexed((v, k) => b(k + v), { a: 1 }), R.evolve({ a: double }, { a: 1, c: 2 }), R.over(R.lensProp('a'), double, { a: 1 }), R.view(R.lens((o) => b(o.x), R.assoc('x')), { x: 4 }), R.modify('a', double, { a: 5 }), R.pickBy((v) => b(v > 1), { a: 1, c: 2 }),
  R.mergeWith((x, y) => b(x + y), { a: 1 }, { a: 2 }), R.where({ a: isOdd }, { a: 1 }), R.applySpec({ d: double, n: { m: R.add(1) } })(3), R.forEachObjIndexed((v) => b(v), { a: 1 }), R.invoker(1, 'go')(2, { go: (x) => b(x) }), R.project(['a'], R.map((a) => ({ a: b(a) }), [1])),
];
export const transducers = () => [R.into([], R.compose(R.map(double), R.filter((x) => b(x > 2)), R.take(2)), [1, 2, 3, 4]), R.transduce(R.map(double), (x, y) => b(x + y), 0, [1, 2]), R.sequence(R.of(Array), [[b(1)], [2]]), R.lift((x, y) => b(x + y))([1, 2], [10])];
export const dispatched = () => { const box = { value: 1, map(f) { return { ...this, value: f(this.value) }; }, 'fantasy-land/map'(f) { return this.map(f); } }; return [R.map(double, box).value, R.ap([double, b], [1, 2])]; };
export const promises = async () => [await R.andThen(double, Promise.resolve(2)), await R.otherwise((x) => b(x), Promise.reject(3)), await R.pipeWith((f, v) => Promise.resolve(v).then(f))([double, double])(1)];
