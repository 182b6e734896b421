// Calls: of what is known, of what only the run decides, through containers, bound, with other receivers.

import { parameters } from './functions.js';
import { ARROW, FUNCTION, type Gen, of, type Production } from './gen.js';
import { key, propertyName } from './keys.js';

const args = (g: Gen): string => g.some(0, 2, () => (g.chance(0.12) ? `...${g.expr('iterable')}` : g.expr()));

export const calls: readonly Production[] = [
  of(
    7,
    (g) =>
      `${g.pick(['b', 'b', 'b', 'load', 'table.b', 'table["load"]', 'fns[0]', 'fns[2]', '(0, table.get)', 'http.get'])}(${g.expr()})`,
  ),
  of(0.2, (g) => `boom(${g.expr()})`),
  of(3, (g) => `${g.expr('fn')}(${args(g)})`),
  of(0.5, (g) => `${g.expr('fn')}?.(${args(g)})`),
  of(2, (g) => `${g.expr('object')}.${key(g)}(${args(g)})`),
  of(1.2, (g) => `${g.expr('object')}.${key(g)}?.(${args(g)})`),
  of(1, (g) => `${g.expr('object')}[${propertyName(g)}](${args(g)})`),
  of(0.8, (g) => `${g.expr('fn')}.call(${g.expr()}, ${g.expr()})`),
  of(0.8, (g) => `${g.expr('fn')}.apply(${g.expr()}, ${g.expr('array')})`),
  of(0.5, (g) => `${g.expr('fn')}.bind(${g.expr()})(${g.expr()})`),
  of(0.5, (g) => `Reflect.apply(${g.expr('fn')}, ${g.expr()}, ${g.expr('array')})`),
  of(0.4, (g) => `Function.prototype.call.call(${g.expr('fn')}, ${g.expr()}, ${g.expr()})`),
  of(0.8, (g) => `[${g.expr('fn')}, ${g.expr('fn')}][b(${g.int(2)})](${g.expr()})`),
  of(0.5, (g) => `new Map([['k', ${g.expr('fn')}]]).get('k')(${g.expr()})`),
  of(
    0.5,
    (g) => `Object.values(${g.expr('object')}).map((f) => typeof f === 'function' && !f.prototype ? f(b(1)) : f)`,
  ),
  of(0.5, (g) => `Object.entries({ p: ${g.expr('fn')}, q: b }).map(([k, f]) => [k, f(k)])`),
  of(0.7, (g) => `group('g', ${g.expr('fn')})`),
  of(
    0.7,
    (g) =>
      `group('h', () => { tick(); ${g.inside({ ...ARROW, returns: true }, () => g.statements())} return ${g.inside({ await: false, yield: false }, () => g.expr())}; })`,
  ),
  of(0.5, (g) => `check(${g.expr()}, { one: ${g.expr('fn')}, two: (v) => b(v), three: ${g.expr()} })`),
  of(0.4, (g) => `http.batch([${g.expr()}, b(2)])`),
  of(1, iife),
  of(0.6, (g) => `(${g.expr('class')})(${g.expr()})`),
  of(1.2, (g) => `new ${g.expr('class')}(${args(g)})`),
  of(0.5, (g) => `new ${g.expr('fn')}(${g.expr()})`),
  of(
    0.4,
    (g) =>
      `((f) => f(f, 3))((f, n) => n > 0 ? [b(n), f(f, n - 1)] : ${g.inside({ await: false, yield: false }, () => g.expr())})`,
  ),
  of(
    0.5,
    (g) => `arguments[${g.pick(['0', 'b(0)'])}]`,
    (context) => context.arguments,
  ),
  of(
    0.4,
    () => '[...arguments].length',
    (context) => context.arguments,
  ),
  of(
    0.3,
    (g) => `(${g.pick(['new.target?.name', 'new.target === undefined'])})`,
    (context) => context.newTarget,
  ),
];

function iife(g: Gen): string {
  const kind = g.chance(0.5) ? ARROW : FUNCTION;
  return g.scoped(() =>
    g.inside(kind, () => {
      const params = parameters(g);
      const body = g.body();
      const values = g.inside({}, () => g.some(0, 2, () => `b(${g.int(4)})`));
      return kind === ARROW ? `((${params}) => ${body})(${values})` : `(function (${params}) ${body})(${values})`;
    }),
  );
}
