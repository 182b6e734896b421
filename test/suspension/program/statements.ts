// Statements.

import { classText } from './classes.js';
import { arrow, generatorFunction, plainFunction } from './functions.js';
import { FUNCTION, type Gen, of, type Production, type Type } from './gen.js';
import { assignmentPattern, pattern } from './patterns.js';

const TYPED: readonly Type[] = ['any', 'any', 'number', 'text', 'array', 'fn', 'object', 'iterable', 'class'];

/** Declared only after its initialiser was made, which must not use it. */
function declaration(g: Gen): string {
  const type = g.pick(TYPED);
  const kind = g.pick(['const', 'let', 'let', 'var']);
  const value = g.expr(type);
  return `${kind} ${g.declare(g.fresh('v'), type, kind !== 'const' && type === 'any')} = ${value};`;
}

const notes = (g: Gen): string => `note(${g.some(1, 2, () => g.expr())});`;

export const smallStatements: readonly Production[] = [
  of(3, notes),
  of(1, declaration),
  of(0.5, (g) => `count = ${g.expr('number')};`),
  of(0.5, (g) => `spare = ${g.expr()};`),
  of(
    0.3,
    (g) => `return ${g.expr()};`,
    ({ returns }) => returns,
  ),
  of(
    0.15,
    (g) => `throw new RangeError(flat(${g.expr('text')}));`,
    ({ returns }) => returns,
  ),
  of(
    0.3,
    (g) => `if (${g.expr()}) ${g.pick(['break', 'continue'])};`,
    ({ continues }) => continues,
  ),
  of(
    0.3,
    (g) => `if (${g.expr()}) ${g.pick(['break', 'continue'])} ${g.pick(g.context.labels)};`,
    ({ labels }) => labels.length > 0,
  ),
];

export const statements: readonly Production[] = [
  ...smallStatements,
  of(2, declaration),
  of(1.2, (g) => {
    const value = g.expr();
    return `const ${pattern(g, 'declaration')} = ${value} ?? ${g.pick(['[]', '{}', "'xyz'"])};`;
  }),
  of(0.8, (g) => `${assignmentPattern(g)};`.replace(/^/, ';')),
  of(1, (g) => `if (${g.expr()}) ${g.block()}${g.chance(0.6) ? ` else ${g.block()}` : ''}`),
  of(1.5, tries),
  of(0.8, switches),
  of(0.5, (g) => `${g.block()}`),
  of(0.5, (g) => {
    const label = g.fresh('L');
    return `${label}: { ${g.statements()} if (${g.expr()}) break ${label}; ${g.statements()} }`;
  }),
  of(1.2, (g) => {
    const name = g.declare(g.fresh('f'), 'fn', false);
    return plainFunction(g, name);
  }),
  of(0.5, (g) => {
    const name = g.fresh('gen');
    const text = generatorFunction(g, name);
    return `${text}\nnote([...${name}(b(1))].length);`;
  }),
  of(1.2, (g) => {
    const name = g.fresh('C');
    const text = classText(g, name);
    g.declare(name, 'class', false);
    return text;
  }),
  of(0.6, (g) => {
    const name = g.fresh('t');
    return `try { note(${g.pick([`${name}`, `b(${name})`, `typeof ${name}`, `(() => ${name})()`])}); } catch (e) { note(e); }\nlet ${g.declare(name)} = ${g.expr()};`;
  }),
  of(0.6, (g) => {
    const name = g.fresh('made');
    const text = arrow(g);
    g.declare(name, 'fn', false);
    return `const ${name} = ${text};\nnote(${name}.name, ${name}.length);`;
  }),
  of(
    0.3,
    (g) => `const frozen${g.fresh('')} = b(1); try { ${g.pick(['count', 'spare'])} = b(2); } finally { note('f'); }`,
  ),
  of(
    0.6,
    (g) =>
      `note((${g.scoped(() => g.inside(FUNCTION, () => `function () { try { return ${g.expr()}; } finally { ${g.statement()} ${g.chance(0.4) ? `return ${g.expr()};` : ''} } }`))})());`,
  ),
];

function tries(g: Gen): string {
  const caught = g.chance(0.15)
    ? g.scoped(() => {
        const text = pattern(g, 'declaration');
        return `catch (${text.startsWith('{') ? text : '{ message }'}) ${g.block()}`;
      })
    : g.scoped(() => {
        g.declare('e');
        return `catch (e) { note('caught', e); ${g.statements(0, 1)} }`;
      });
  const last = g.chance(0.5) ? ` finally { note('finally'); ${g.statements(0, 1)} }` : '';
  return `try ${g.block()} ${g.chance(0.85) || last === '' ? caught : ''}${last}`;
}

function switches(g: Gen): string {
  return g.inside({ breaks: true, continues: g.context.continues, labels: g.context.labels }, () => {
    const cases = g.some(
      1,
      3,
      () => `case ${g.expr()}: ${g.scoped(() => `{ ${g.statements(0, 2)} }`)} ${g.chance(0.5) ? 'break;' : ''}`,
      '\n',
    );
    return `switch (${g.expr()}) { ${cases}${g.chance(0.6) ? ` default: note('default'); ${g.scoped(() => `{ ${g.statements(0, 1)} }`)}` : ''} }`;
  });
}
