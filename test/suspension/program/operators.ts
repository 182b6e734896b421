// Operators, assignments, conditions, optional chains.
import { type Gen, of, type Production } from './gen.js';
import { key, propertyName } from './keys.js';

const BINARY = ['+', '-', '*', '%', '<', '>=', '==', '===', '!=', '&', '|', '^', '<<', '**'];

const assignable = (g: Gen): string =>
  g.variable(({ assignable: may, type }) => may && type === 'any')?.name ?? 'spare';

export const operators: readonly Production[] = [
  of(2, (g) => `(${g.flat()} + ${g.pick(["'x'", '1', "b('y')"])})`),
  of(1, (g) => `(${g.expr('number')} ${g.pick(BINARY)} ${g.flat()})`),
  of(1, (g) => `(${g.expr()} ${g.pick(['??', '||', '&&', ','])} ${g.expr()})`),
  of(1, (g) => `(${g.expr()} ? ${g.expr()} : ${g.expr()})`),
  of(0.6, (g) => `(${g.pick(['typeof', 'void', '!'])} ${g.expr()})`),
  of(0.4, (g) => `(${g.pick(['+', '-', '~'])}${g.flat()})`),
  of(0.8, (g) => `\`<\${${g.flat()}}|\${b(1)}>\``),
  of(0.8, (g) => `tag\`a\${${g.expr()}}b\${${g.expr()}}c\``),
  of(0.4, (g) => `${g.expr('object')}.m\`x\${${g.expr()}}\``),
  of(0.6, (g) => `(${g.expr('number')} in ${g.expr('array')})`),
  of(0.4, (g) => `(${propertyName(g)} in ${g.expr('object')})`),
  of(0.5, (g) => `(${g.expr()} instanceof ${g.expr('class')})`),

  of(1, (g) => `(${assignable(g)} = ${g.expr()})`),
  of(0.7, (g) => `(${assignable(g)} ${g.pick(['??=', '||=', '&&='])} ${g.expr()})`),
  of(0.6, (g) => `(spare = flat(spare), spare += ${g.flat()})`),
  of(0.4, (g) => `(${g.pick(['count++', '--count', 'count += b(2)', 'count **= b(1)'])})`),
  of(1, (g) => `(${g.expr('object')}.${key(g)} ${g.pick(['=', '??=', '||=', '&&='])} ${g.expr()})`),
  of(0.8, (g) => `(${g.expr('object')}[${propertyName(g)}] = ${g.expr()})`),
  // What is a function stays out of it: its text is that of the compiled one, as the README says.
  of(
    0.4,
    (g) =>
      `((o, k) => (flat(o[k]) === 'big' ? k : (o[k] += ${g.pick(["'z'", 'b(1)'])})))(${g.expr('object')}, ${propertyName(g)})`,
  ),
  of(0.3, (g) => `(${g.expr('object')}.${key(g)}++)`),
  of(0.5, (g) => `(delete ${g.expr('object')}.${key(g)})`),
  of(0.3, (g) => `(delete b(${g.expr('object')})?.[${propertyName(g)}])`),

  of(1, (g) => `${g.expr('object')}.${key(g)}`),
  of(0.8, (g) => `${g.expr('object')}[${propertyName(g)}]`),
  of(1, (g) => `${chainBase(g)}?.${key(g)}`),
  of(0.7, (g) => `${chainBase(g)}?.[${propertyName(g)}]?.(${g.expr()})`),
  of(0.7, (g) => `${chainBase(g)}?.${key(g)}?.(${g.expr()}, ${g.expr()})?.${key(g)}`),
  of(0.4, (g) => `(${g.expr('object')}?.m)?.(${g.expr()})`),
  of(0.4, (g) => `(${g.expr('object')}?.m)(${g.expr()})`),
  of(0.4, (g) => `${g.expr('array')}[${g.expr('number')}]`),
  of(
    0.6,
    (g) => `(yield ${g.expr()})`,
    (context) => context.yield,
  ),
  of(
    0.4,
    (g) => `(yield* ${g.expr('iterable')})`,
    (context) => context.yield,
  ),
  of(
    1.5,
    (g) => `(await ${g.expr()})`,
    (context) => context.await,
  ),
  of(
    0.8,
    (g) => `(await ${g.expr('promise')})`,
    (context) => context.await,
  ),
  of(
    0.5,
    (g) => `super.${g.pick(['m', 'get', 'map'])}${g.pick(['', '?.'])}(${g.expr()})`,
    (context) => context.superProperty,
  ),
  of(
    0.3,
    (g) => `super[${propertyName(g)}]`,
    (context) => context.superProperty,
  ),
  of(
    0.2,
    (g) => `(super.${key(g)} = ${g.expr()})`,
    (context) => context.superProperty,
  ),
  of(
    0.2,
    (g) => `super.m\`q\${${g.expr()}}\``,
    (context) => context.superProperty,
  ),
];

const chainBase = (g: Gen): string => (g.chance(0.25) ? 'b(null)' : g.chance(0.2) ? 'b(undefined)' : g.expr('object'));
