// Iterators: arrays, generators, own ones; consumed by spread, patterns, builtins, and by hand.

import { generatorMethod } from './functions.js';
import { FUNCTION, type Gen, of, type Production } from './gen.js';

/** Notes how it is used. `return` and `throw` wait as well. */
const ownIterator = (g: Gen): string =>
  `({ [Symbol.iterator]() { note('iterator'); let n = 0; return { ` +
  `next(v) { tick(); note('next', v); return { value: ${g.pick(['b(n)', '[n, b(n)]', 'n'])}, done: ${g.pick(['b(n++ >= 2)', 'n++ >= b(1)', 'n++ >= 3'])} }; }` +
  `${g.chance(0.7) ? `, return(v) { note('return', b(v)); return ${g.pick(['{}', '{ value: b(1), done: true }', '{}', '{}', '1'])}; }` : ''}` +
  `${g.chance(0.3) ? `, throw(e) { note('throw', b(1)); return { value: 't', done: true }; }` : ''} }; } })`;

const generatorBody = (g: Gen): string =>
  g.scoped(() =>
    g.inside({ ...FUNCTION, yield: true }, () => {
      const text = g.some(
        1,
        3,
        () =>
          g.pick([
            () => `note(yield ${g.expr()});`,
            () => `yield ${g.expr()};`,
            () => g.statement(),
            () => `yield* ${g.expr('iterable')};`,
          ])(),
        '\n',
      );
      const safe = g.chance(0.4)
        ? `try { ${text} } ${g.chance(0.5) ? `catch (e) { note('caught', e); yield b('c'); } finally { note('closed', b(1)); }` : `finally { note('closed', b(1)); }`}`
        : text;
      return `{ tick(); ${safe}${g.chance(0.5) ? ` return ${g.expr()};` : ''} }`;
    }),
  );

export const iterables: readonly Production[] = [
  of(2, (g) => g.expr('array')),
  of(2.5, (g) => `(function* () ${generatorBody(g)})()`),
  of(1.5, ownIterator),
  of(0.5, (g) => `({ ${generatorMethod(g, '[Symbol.iterator]')} })`),
  of(0.5, (g) => `new Set(${g.expr('array')})`),
  of(0.4, (g) => `new Map([[1, ${g.expr()}], [b(2), ${g.expr()}]])`),
  of(0.4, (g) => `${g.expr('array')}.${g.pick(['entries', 'values', 'keys'])}()`),
  of(0.3, () => `'a1b2'.matchAll(/[a-z]/g)`),
  of(
    0.3,
    (g) =>
      `new (class { *[Symbol.iterator]() { yield* ${g.inside({ ...FUNCTION, yield: true, superProperty: true }, () => g.expr('iterable'))}; } })()`,
  ),
];

export const arrays: readonly Production[] = [
  of(3, (g) => `[${g.some(0, 3, () => g.expr())}]`),
  of(2, (g) => `[...${g.expr('iterable')}, ${g.expr()}]`),
  of(1, (g) => `Array.from(${g.expr('iterable')})`),
  of(0.7, (g) => `Array.from(${g.expr('iterable')}, ${g.expr('fn')})`),
  of(0.4, (g) => `Array.from({ length: b(2), 0: ${g.expr()} }, (v, i) => [v, b(i)])`),
  of(
    0.4,
    () => `[...arguments]`,
    (context) => context.arguments,
  ),
  of(0.5, (g) => `Object.keys(${g.expr('object')})`),
  of(0.5, (g) => `b(${g.expr('array')})`),
  of(0.4, (g) => `((...all) => all)(...${g.expr('iterable')})`),
  of(0.4, (g) => `[${g.expr()}, , ${g.expr()}]`),
  of(0.4, (g) => `new (class extends Array { m(x) { return b(x); } })(b(2), ${g.expr()})`),
];

/** What is done with an iterator by hand. */
export const iteratorUses: readonly Production[] = [
  of(
    0.8,
    (g) =>
      `((it) => [it.next(b(1)), it.next(${g.inside({ await: false, yield: false }, () => g.expr())})])((${g.expr('iterable')})[Symbol.iterator]())`,
  ),
  of(
    0.8,
    (g) =>
      `((it) => { const first = it.next(); return [first, it.${g.pick(['return', 'throw'])}?.(b('end')), it.next()]; })((function* () ${generatorBody(g)})())`,
  ),
  of(0.5, (g) => `new Map(${g.expr('array')}.map((v, i) => [i, v]))`),
  of(0.5, (g) => `new Set(${g.expr('iterable')})`),
  of(0.4, (g) => `Math.max(...${g.expr('array')}.map((v) => Number(flat(v)) || b(0)))`),
  of(0.4, (g) => `Object.fromEntries([...${g.expr('iterable')}].map((v, i) => ['k' + i, v]))`),
  of(0.3, (g) => `(function* () ${generatorBody(g)}).call(${g.expr()})`),
];
