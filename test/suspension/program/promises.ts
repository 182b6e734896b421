// Promises, thenables, async functions, async iteration.
import { asyncGeneratorMethod } from './functions.js';
import { ARROW, type Gen, of, type Production } from './gen.js';

const callback = (g: Gen): string =>
  g.chance(0.5)
    ? g.expr('fn')
    : g.pick(['(v) => b(v)', '(v) => { note("then", v); return b(v); }', 'b', '(v) => boom(v)']);

const asyncBody = (g: Gen): string => g.scoped(() => g.inside({ ...ARROW, await: true }, () => g.body()));

export const promises: readonly Production[] = [
  of(2, (g) => `quiet((async () => ${asyncBody(g)})())`),
  of(1, (g) => `quiet(Promise.resolve(${g.expr()}).then(${callback(g)}))`),
  of(0.7, (g) => `quiet(${g.expr('promise')}.then(${callback(g)}, ${callback(g)}))`),
  of(0.6, (g) => `quiet(${g.expr('promise')}.catch(${callback(g)}))`),
  of(0.6, (g) => `quiet(${g.expr('promise')}.finally(() => { note('finally', b(1)); }))`),
  of(0.6, (g) => `quiet(Promise.${g.pick(['all', 'allSettled', 'race', 'any'])}([${g.expr('promise')}, ${g.expr()}]))`),
  of(
    0.7,
    (g) =>
      `quiet(new Promise((resolve, reject) => { ${g.pick(['resolve', 'resolve', 'reject'])}(b(${g.int(5)})); note('executor'); }))`,
  ),
  of(0.4, () => `quiet(new Promise((resolve) => { tick(); boom('executor'); }))`),
  of(0.5, (g) => `http.asyncRequest('GET', ${g.expr()})`),
  of(0.4, (g) => `quiet(Promise.resolve(${thenable(g)}))`),
  of(
    0.4,
    (g) =>
      `quiet((async () => { const all = []; for await (const v of ${g.inside({ ...ARROW, await: true }, () => asyncIterable(g))}) all.push(b(v)); return all; })())`,
  ),
  of(
    0.5,
    (g) =>
      `((it) => quiet(Promise.all([it.next(b(1)), it.next(2), it.${g.pick(['return', 'throw', 'next'])}(b(3)), it.next()].map((p) => quiet(p)))))((async function* () { try { note(yield b(1)); note(yield ${g.inside({ ...ARROW, await: true, yield: true }, () => g.expr())}); } catch (e) { note('caught', e); yield b('c'); } finally { note('closed', await b(1)); } return b(4); })())`,
  ),
  of(
    0.3,
    () =>
      `quiet(new (class extends Promise { then(...all) { note('own then', b(1)); return super.then(...all); } })((resolve) => resolve(b(2))))`,
  ),
];

const thenable = (g: Gen): string =>
  `({ then(resolve, reject) { note('then', typeof reject); ${g.pick(['resolve(b(1))', 'reject(b(2))', 'boom(3)', 'resolve({ then: (r) => r(b(4)) })'])}; } })`;

const asyncIterable = (g: Gen): string =>
  g.pick([
    () =>
      `(async function* () { yield b(1); note(await b(2)); yield Promise.resolve(${g.inside({ await: false, yield: false }, () => g.expr())}); })()`,
    () => g.expr('iterable'),
    () => `({ ${g.inside({ await: false, yield: false }, () => asyncGeneratorMethod(g, 'm'))} }).m(b(1))`,
    () =>
      `(async function* () { try { yield* ${g.inside({ await: true, yield: false }, () => g.expr('iterable'))}; } finally { note('left', await b('left')); } })()`,
    () =>
      `({ [Symbol.asyncIterator]() { let n = 0; return { next() { tick(); return { value: b(n), done: n++ > 1 }; }, return() { note('closed', b(1)); return {}; } }; } })`,
  ])();

/** Where `await` is allowed. */
export const awaited: readonly Production[] = [
  of(
    0.5,
    (g) => `(await ${thenable(g)})`,
    (context) => context.await,
  ),
];

export const asyncStatements: readonly Production[] = [
  of(
    1,
    (g) => `note(await ${g.expr('promise')});`,
    (context) => context.await,
  ),
  of(
    0.6,
    (g) =>
      `try { note(await ${g.expr('promise')}); } catch (e) { note('rejected', e); } finally { note(await b('f')); }`,
    (context) => context.await,
  ),
  of(
    0.6,
    (g) => `for await (const v of ${asyncIterable(g)}) { note(v, b(1)); ${g.chance(0.3) ? 'break;' : ''} }`,
    (context) => context.await,
  ),
  of(0.6, (g) => `quiet(${g.expr('promise')}.then((v) => { note('later', v, b(1)); }));`),
];
