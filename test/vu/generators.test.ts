// Generators, async functions, classes and getters in the form in which the compiler emits them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AnyFunction } from '../../src/k6/suspension.js';
import type { Outcome } from '../../src/vu/runtime/event-loop.js';
import { loadScript } from '../../src/vu/runtime/load.js';
import { ScriptFiles } from '../../src/vu/sandbox/files.js';
import { emission } from '../helpers/emission.js';
import { plain } from '../helpers/plain.js';
import { instantly, TestVu } from '../helpers/vu.js';

/** Runs the body of a compiled function; `wait(x)` in it blocks and gives x. */
async function run(body: string): Promise<unknown> {
  const vu = new TestVu();
  const text = body.replace(/\bwait\(([^()]*)\)/g, (_, value) => `$$r(yield wait[$$O](${value}))`);
  const script = loadScript(
    emission({
      script: `const wait = $$imp('t').wait, log = []; const main = $$c($$v, function* () { ${text} });`,
      exports: 'get main() { return main; }',
    }),
    { modules: { t: () => ({ wait: instantly }) }, files: new ScriptFiles('/nowhere/x.js'), log: vu.thread.log },
  );
  const instance = await script.instantiate(vu.loop, {});
  const outcome: Outcome = await vu.iterate(instance.exports.main as AnyFunction);
  if (outcome.kind === 'threw') throw outcome.error;
  return plain((outcome as { value: unknown }).value);
}

const GENERATOR = `const gen = $$cg($$v, function* (n) {
  try { for (let i = 0; i < n; i++) { const sent = $$r(yield $$y(wait(i))); if (sent) log.push(sent); } return 'end'; }
  catch (error) { log.push('caught ' + error); $$r(yield $$y('after')); }
  finally { log.push('finally ' + wait(0)); } });`;
const STEP = (call: string): string => `($$t = ${call}, $$k.f ? yield* $$d($$t) : $$t)`;

test('a generator that blocks is stepped, sent values, thrown into and returned', async () => {
  assert.deepEqual(
    await run(`${GENERATOR} const g = gen(2);
    const steps = [${STEP('$$m(g, "next")')}, ${STEP('$$m(g, "next", "hello")')}, ${STEP('$$m(g, "next")')}, ${STEP('$$m(g, "next")')}];
    return [steps, log];`),
    [
      [
        { value: 0, done: false },
        { value: 1, done: false },
        { value: 'end', done: true },
        { value: undefined, done: true },
      ],
      ['hello', 'finally 0'],
    ],
  );
  assert.deepEqual(
    await run(`${GENERATOR} const g = gen(2);
    return [${STEP('$$m(g, "next")')}, ${STEP('$$m(g, "throw", "x")')}, ${STEP('$$m(g, "return", 7)')}, log];`),
    [{ value: 0, done: false }, { value: 'after', done: false }, { value: 7, done: true }, ['caught x', 'finally 0']],
  );
});

test('spread, Array.from and for-of over such a generator', async () => {
  assert.deepEqual(await run(`${GENERATOR} return [...(yield* $$sp(gen(3)))];`), [0, 1, 2]);
  assert.deepEqual(await run(`${GENERATOR} return ${STEP('$$m(Array, "from", gen(3))')};`), [0, 1, 2]);
  assert.deepEqual(
    await run(`${GENERATOR} const seen = [];
    { const it = $$it(gen(5)); let r; try { for (; !(r = ${STEP('it.next()')}).done; ) { seen.push(r.value); if (r.value === 1) break; } }
      finally { if (!r || !r.done) yield* it.close(); } }
    return [seen, log];`),
    [[0, 1], ['finally 0']],
  );
});

test('yield* hands values, errors and returns through', async () => {
  const outer = `${GENERATOR} const outer = $$cg($$v, function* () { const end = (yield* $$yd(gen(1))); $$r(yield $$y(end)); });`;
  assert.deepEqual(await run(`${outer} return [...(yield* $$sp(outer()))];`), [0, 'end']);
  assert.deepEqual(
    await run(`${outer} const g = outer();
    return [${STEP('$$m(g, "next")')}, ${STEP('$$m(g, "throw", "t")')}, log];`),
    [{ value: 0, done: false }, { value: 'after', done: false }, ['caught t']],
  );
  assert.deepEqual(
    await run(`${outer} const g = outer();
    return [${STEP('$$m(g, "next")')}, ${STEP('$$m(g, "return", 3)')}, log];`),
    [{ value: 0, done: false }, { value: 3, done: true }, ['finally 0']],
  );
  assert.deepEqual(
    await run(`const g = $$cg($$v, function* () { return (yield* $$yd([1, 2])); }); return [...(yield* $$sp(g()))];`),
    [1, 2],
  );
});

test('a return that closes an inner generator which blocks does not run on', async () => {
  const nested = `${GENERATOR} const middle = $$cg($$v, function* () { (yield* $$yd(gen(2))); log.push('ran on'); });
    const outer = $$cg($$v, function* () { try { (yield* $$yd(middle())); log.push('ran on'); } finally { log.push('outer ' + wait(1)); } });`;
  const steps = `[${STEP('$$m(g, "next")')}, ${STEP('$$m(g, "return", 3)')}, ${STEP('$$m(g, "next")')}, log]`;
  assert.deepEqual(await run(`${nested} const g = outer(); return ${steps};`), [
    { value: 0, done: false },
    { value: 3, done: true },
    { value: undefined, done: true },
    ['finally 0', 'outer 1'],
  ]);
});

test('generator objects look like generators', async () => {
  assert.deepEqual(
    await run(
      `${GENERATOR} const g = gen(1); return [String(g), g[Symbol.iterator]() === g, Object.keys(g), gen.length];`,
    ),
    ['[object Generator]', true, [], 1],
  );
});

test('class methods, accessors and constructors that block', async () => {
  const shop = `class Shop {
      static { $$cls($$v, this, { m: ['buy'], s: ['open'], u: [], us: [], g: ['items'], gs: [] }); }
      constructor(...$$a) { if ($$a[0] !== $$k.D) $$s($$v, this.$$ctor(...$$a)); }
      *$$ctor(name) { this.name = wait(name); }
      *buy(n) { return this.name + wait(n); }
      static *open(n) { return ${STEP('$$n(this, n)')}; }
      *items() { $$r(yield $$y(wait(1))); }
      get price() { return $$s($$v, this.$$get_price()); } *$$get_price() { return wait(9); }
    }`;
  assert.deepEqual(
    await run(`${shop}
    const s = ${STEP('$$m(Shop, "open", "corner")')};
    return [s instanceof Shop, s.name, ${STEP('$$m(s, "buy", 2)')}, ${STEP('$$gt(s, "price")')}, [...(yield* $$sp(s.items()))], Object.keys(s), s.buy.name, s.buy.length];`),
    [true, 'corner', 'corner2', 9, [1], ['name'], 'buy', 1],
  );
});

test('new on functions, promises and what is no constructor', async () => {
  assert.deepEqual(
    await run(`const Old = $$c($$v, function* (n) { this.n = wait(n); }); Old.prototype.twice = function () { return this.n * 2; };
    return ${STEP('$$n(Old, 4)')}.twice();`),
    8,
  );
  assert.equal(
    await run(`const executor = $$c($$v, function* (resolve) { resolve(wait(3)); });
    return ${STEP('$$n(Promise, executor)')};`),
    3,
  );
  await assert.rejects(run(`return ${STEP('$$n(undefined)')};`), { name: 'TypeError' });
});

test('templates, bind, optional this', async () => {
  assert.equal(
    await run(
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is code of the script.
      'const tag = $$c($$v, function* (parts, value) { return parts.join("-") + wait(value); }); return (yield* $$tw(null, tag)`a${1}b`);',
    ),
    'a-b1',
  );
  assert.equal(await run('const o = { tag: (parts) => parts[0] }; return (yield* $$tw(o, "tag")`plain`);'), 'plain');
  assert.equal(
    await run(`const add = $$c($$v, function* (a, b) { return this.base + a + wait(b); });
    const bound = $$bd($$v, add, { base: 1 }, 2); return ${STEP('$$a(bound, 3)')};`),
    6,
  );
});

test('a facade shows nothing of its twin', async () => {
  assert.deepEqual(
    await run(
      'const f = $$c($$v, function* named(a, b, c, d) {}); return [Object.keys(f), f.length, JSON.stringify({ f })];',
    ),
    [[], 4, '{}'],
  );
});
