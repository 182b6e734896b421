// The smallest expressions of each type.
import { type Gen, of, type Production, type Tables, type Type } from './gen.js';

const literal = (g: Gen): string =>
  g.pick(['1', '0', '2', "'s'", "''", 'null', 'undefined', 'true', 'false', '-1', "'k'", 'NaN', '3n']);

/** A variable, or what there is when no variable fits. */
const variableOr =
  (type: Type, otherwise: (g: Gen) => string) =>
  (g: Gen): string =>
    g.variable((one) => type === 'any' || one.type === type)?.name ?? otherwise(g);

const own = (type: Type, make: (g: Gen) => string): readonly Production[] => [
  of(2, variableOr(type, make)),
  of(1, make),
];

export const leaves: Tables['leaves'] = {
  any: [
    of(3, variableOr('any', literal)),
    of(1, literal),
    of(3, (g) => `b(${literal(g)})`),
    of(
      0.2,
      () => 'arguments.length',
      ({ arguments: has }) => has,
    ),
    of(
      0.2,
      () => 'new.target',
      ({ newTarget }) => newTarget,
    ),
    of(0.3, () => 'this?.a'),
    of(
      0.3,
      () => 'super.a',
      ({ superProperty }) => superProperty,
    ),
    of(0.08, (g) => `boom(${literal(g)})`),
  ],
  number: own('number', (g) => g.pick(['1', '2', '0', 'b(3)', '-b(1)', 'out.length'])),
  text: own('text', (g) => g.pick(["'t'", "b('u')", "'abc'", `\`w\${b(1)}\``])),
  array: own('array', (g) => g.pick(['[1, 2]', '[b(1), b(2), 3]', '[]', "[...'ab']", 'b([3, 4])'])),
  fn: own('fn', (g) =>
    g.pick(['b', 'load', '((x) => b(x))', 'table.get', '((x) => x)', 'fns[0]', '((x, y) => [x, b(y)])']),
  ),
  object: own('object', (g) => g.pick(['{ a: 1, c: b(2) }', 'new Base(1)', 'new Old(b(2))', 'table'])).map(
    ({ weight, make }) => of(weight, (g) => `(${make(g)})`),
  ),
  iterable: own('iterable', (g) => g.pick(['[1, b(2)]', "'xy'", 'new Set([b(1), 2])', 'new Map([[1, b(2)]])'])),
  class: own('class', (g) => g.pick(['Base', 'Old', 'class { a = b(1) }', 'class extends Base {}'])).map(
    ({ weight, make }) => of(weight, (g) => `(${make(g)})`),
  ),
  promise: own('promise', (g) =>
    g.pick([
      'Promise.resolve(b(1))',
      "http.asyncRequest('GET', b('p'))",
      'quiet(Promise.reject(b(1)))',
      '(async () => b(2))()',
    ]),
  ),
};
