// A whole program from a seed. The same seed always gives the same text.
import { randomFrom } from '../turns.js';
import { builtins } from './builtins.js';
import { calls } from './calls.js';
import { classes, privateUses } from './classes.js';
import { conversions } from './conversions.js';
import { hasOneOf, pickMissing } from './features.js';
import { functions, plainFunction } from './functions.js';
import { Gen, of, type Production, type Tables } from './gen.js';
import { arrays, iterables, iteratorUses } from './iterables.js';
import { leaves } from './leaves.js';
import { loops } from './loops.js';
import { objects } from './objects.js';
import { observations } from './observations.js';
import { operators } from './operators.js';
import { helpersFor, prelude, WAYS_TO_WAIT } from './prelude.js';
import { asyncStatements, awaited, promises } from './promises.js';
import { smallStatements, statements } from './statements.js';
import { stored } from './stored.js';

const any: readonly Production[] = [
  ...operators,
  ...calls,
  ...privateUses,
  ...iteratorUses,
  ...builtins,
  ...conversions,
  ...awaited,
  ...observations,
  ...stored,
  of(1, (g) => g.expr('object')),
  of(1, (g) => g.expr('array')),
  of(0.6, (g) => g.expr('fn')),
  of(0.5, (g) => g.expr('iterable')),
  of(0.4, (g) => g.expr('class')),
  of(0.6, (g) => g.expr('promise')),
  of(0.5, (g) => g.expr('text')),
];

const text: readonly Production[] = [
  of(1, (g) => `String(flat(${g.expr()}))`),
  of(1, (g) => `\`\${flat(${g.expr()})}-\${b(1)}\``),
  of(1, (g) => `b(${g.expr('text')})`),
  of(0.5, (g) => `typeof ${g.expr()}`),
  of(0.5, (g) => `JSON.stringify(flat(${g.expr()}))`),
];

const number: readonly Production[] = [
  of(1, (g) => `(${g.expr('number')} ${g.pick(['+', '-', '*'])} ${g.expr('number')})`),
  of(1, (g) => `b(${g.expr('number')})`),
  of(0.7, (g) => `${g.expr('array')}.length`),
  of(0.5, (g) => `(${g.expr()} ? ${g.expr('number')} : b(2))`),
  of(0.5, (g) => `Number(flat(${g.expr()}))`),
];

const TABLES: Tables = {
  leaves,
  expressions: {
    any,
    number,
    text,
    array: arrays,
    fn: functions,
    object: objects,
    iterable: iterables,
    class: classes,
    promise: promises,
  },
  statements: [...statements, ...loops, ...asyncStatements],
  smallStatements,
};

/** How large programs are, in expressions and statements. */
const SIZES = [60, 140, 280];

export function programOf(seed: number): string {
  const random = randomFrom(seed);
  const size = SIZES[Math.floor(random() * SIZES.length)]!;
  const missing = pickMissing({ chance: (share) => random() < share });
  const g = new Gen(random, TABLES, size, missing);
  const isAsync = g.chance(0.3) && !missing.has('async');
  const accessors = !missing.has('accessors');
  const way = g.pick(WAYS_TO_WAIT.filter((text) => !hasOneOf(text, missing)));
  const outer = outerFunctions(g);
  // Inside of the function the compiler sees closures, outside it sees the module's own names.
  const isInside = g.chance(0.4);
  const main = g.inside({ await: isAsync }, () => Array.from({ length: 5 + g.int(8) }, () => tried(g)));
  const around = [way, helpersFor([...outer, ...main].join('\n'), accessors), ...outer];
  return [
    `import { sleep, group, check } from 'k6';`,
    `import http from 'k6/http';`,
    prelude(accessors),
    ...(isInside ? [] : around),
    `export default ${isAsync ? 'async ' : ''}function () {`,
    ...(isInside ? around : []),
    RANDOM_PART,
    ...main,
    'return out;',
    '}',
    '',
  ].join('\n');
}

/** Between what every program has and what is this one's own. */
export const RANDOM_PART = '// ----';

function outerFunctions(g: Gen): string[] {
  return Array.from({ length: g.int(3) }, () => plainFunction(g, g.declare(g.fresh('outer'), 'fn', false)));
}

/** What one statement throws must not end the program. Its declarations are seen by later ones in half of the cases. */
function tried(g: Gen): string {
  return `try { ${g.scoped(() => g.some(1, 2, () => g.statement(), '\n'))} } catch (e) { note('threw', e); }`;
}
