// Instances of a script: what they share, what each has for itself, and what none can reach.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MakeModule } from '../../src/k6/context.js';
import { GoError } from '../../src/k6/go-error.js';
import { type AnyFunction, Marked } from '../../src/k6/suspension.js';
import { operation } from '../../src/suspension/natives.js';
import { type Instance, type LoadedScript, loadScript } from '../../src/vu/runtime/load.js';
import { ScriptFiles } from '../../src/vu/sandbox/files.js';
import { type Emission, emission } from '../helpers/emission.js';
import { plain } from '../helpers/plain.js';
import { tempFolder } from '../helpers/temp.js';
import { Gate, TestVu } from '../helpers/vu.js';

function load(parts: Emission, modules: Record<string, MakeModule> = {}, folder = '/nowhere'): LoadedScript {
  const { thread } = new TestVu(0);
  const script = { ...emission(parts), entryPath: `${folder}/hand.js` };
  return loadScript(script, { modules, files: new ScriptFiles(script), log: thread.log });
}

function instantiate(script: LoadedScript, vu: TestVu, env: Record<string, string> = {}): Instance {
  vu.stage = 'init';
  const instance = script.instantiate(vu.loop, env) as Instance;
  vu.stage = 'vu';
  return instance;
}

test('each VU has its own variables, number, iteration and environment', () => {
  const script = load({
    script: 'let count = 0; function seen() { return [++count, __VU, __ITER, __ENV.A, Object.keys(__ENV).length]; }',
    exports: 'get seen() { return seen; }',
  });
  const env = { A: 'a', B: 'b' };
  const [one, two] = [1, 2].map((number) => instantiate(script, new TestVu(number), env)) as [Instance, Instance];
  one.setIteration(7);
  const call = (instance: Instance): unknown => (instance.exports.seen as AnyFunction)();
  assert.deepEqual(plain(call(one)), [1, 1, 7, 'a', 2]);
  assert.deepEqual(plain(call(one)), [2, 1, 7, 'a', 2]);
  assert.deepEqual(plain(call(two)), [1, 2, undefined, 'a', 2]);
  two.resetEnv({ A: 'new' });
  assert.deepEqual(plain(call(two)), [2, 2, undefined, 'new', 1]);
  assert.deepEqual(env, { A: 'a', B: 'b' });
});

test('libraries are shared, and find the VU that runs', async () => {
  const script = load({
    libraries: 'let calls = 0; function later(fn) { calls++; setTimeout(fn, 1); return calls; }',
    script: 'const ran = []; function main() { later(() => ran.push(__VU)); return ran; }',
    exports: 'get main() { return main; }',
  });
  const vus = [new TestVu(1), new TestVu(2)];
  const runs = vus.map((vu) => vu.iterate(instantiate(script, vu).exports.main as AnyFunction));
  assert.deepEqual(plain(await Promise.all(runs)), [
    { kind: 'returned', value: [1] },
    { kind: 'returned', value: [2] },
  ]);
});

test('what a script puts on globalThis or into its console stays in its VU', () => {
  const script = load({
    script: `globalThis.mine = __VU; globalThis.Array2 = Array; console.log = () => 'mine ' + globalThis.mine;
      function look() { return [globalThis.mine, global === globalThis, console.log(), globalThis.__VU, typeof globalThis.setTimeout]; }`,
    exports: 'get look() { return look; }',
  });
  const instances = [1, 2].map((number) => instantiate(script, new TestVu(number)));
  assert.deepEqual(
    instances.map(({ exports }) => plain((exports.look as AnyFunction)())),
    [
      [1, true, 'mine 1', 1, 'function'],
      [2, true, 'mine 2', 2, 'function'],
    ],
  );
  assert.equal('mine' in globalThis, false);
});

test("Node's globals are not there", () => {
  const names = ['process', 'Buffer', 'fetch', 'Headers', 'window', 'navigator', 'MessageChannel', 'setImmediate'];
  const script = load({
    script: `function look() { return [${names.map((name) => `typeof ${name}, globalThis.${name}`).join(', ')}]; }`,
    exports: 'get look() { return look; }',
  });
  const found = (instantiate(script, new TestVu()).exports.look as AnyFunction)();
  assert.deepEqual(
    plain(found),
    names.flatMap(() => ['undefined', undefined]),
  );
});

test('init code may sleep in any place, holding up the thread; other calls are refused there', () => {
  const slept: unknown[] = [];
  const sleep = operation('sleep()', ((seconds: unknown) =>
    Object.assign(new Marked(), {
      what: 'sleep()',
      exec: () => undefined,
      block: () => slept.push(seconds),
    })) as never);
  const modules = { k6: () => ({ sleep }), 'k6/http': () => ({ get: new Gate().wait }) };
  const script = 'const { sleep } = $$imp("k6"), http = $$imp("k6/http");';
  const asleep = load({ script: `${script} [1, 2].map((n) => sleep(n));`, exports: '' }, modules);
  instantiate(asleep, new TestVu());
  assert.deepEqual(slept, [1, 2]);
  const refused = load({ script: `${script} http.get("x");`, exports: '' }, modules);
  assert.throws(() => instantiate(refused, new TestVu()), {
    name: 'GoError',
    message: /not allowed in the init context/,
  });
});

test('init code with a top-level await gives a promise of the instance', async () => {
  const script = load({
    script: 'const value = $$resumed(yield $$awaiting(new Promise((resolve) => setTimeout(() => resolve(5), 1))));',
    exports: 'get value() { return value; }',
    suspendsInInit: true,
  });
  const vu = new TestVu();
  vu.stage = 'init';
  const instance = await script.instantiate(vu.loop, {});
  assert.equal(instance.exports.value, 5);
});

test('init code that throws', () => {
  const script = load({ script: 'throw new RangeError("init");', exports: '' });
  assert.throws(() => instantiate(script, new TestVu()), { name: 'RangeError', message: 'init' });
});

test('a module is made once for each VU, and is its own default', () => {
  let made = 0;
  const script = load(
    { script: 'const a = $$imp("k6/x"), b = $$imp("k6/x");', exports: 'same: a === b, whole: a.default === a' },
    { 'k6/x': () => ({ number: ++made }) },
  );
  const { exports } = instantiate(script, new TestVu());
  instantiate(script, new TestVu(2));
  assert.deepEqual({ ...exports }, { same: true, whole: true });
  assert.equal(made, 2);
});

test('unknown and removed modules are named', () => {
  const importing = (name: string) => () =>
    instantiate(load({ script: `$$imp(${JSON.stringify(name)});`, exports: '' }, { k6: () => ({}) }), new TestVu());
  assert.throws(importing('k6/nope'), {
    name: 'GoError',
    message: 'there is no module k6/nope in Salvo; there are k6, k6/timers',
  });
  assert.throws(importing('k6/experimental/timers'), { message: /global now/ });
  assert.throws(importing('k6/x/sql'), { message: /extension/ });
});

test('a CommonJS entry exports its module.exports', () => {
  const script = load({
    script: 'const whole = { setup() { return 1; } };',
    exports: 'get default() { return whole; }',
  });
  assert.equal((instantiate(script, new TestVu()).exports.setup as AnyFunction)(), 1);
});

test('open() reads in init only, and a VU only what the first initialisation opened', async () => {
  await using folder = await tempFolder({ 'a.txt': 'text é', 'b.txt': 'other' });
  const script = { ...emission({ script: '', exports: '' }), entryPath: `${folder.path}/script.js` };
  const files = new ScriptFiles(script);
  const [first, vu] = [new TestVu(0), new TestVu(1)];
  first.stage = vu.stage = 'init';
  assert.equal(files.open(first, './a.txt', undefined), 'text é');
  assert.deepEqual(new Uint8Array(files.open(first, 'a.txt', 'b') as ArrayBuffer), new TextEncoder().encode('text é'));
  assert.equal(files.open(vu, 'a.txt', undefined), 'text é');
  assert.throws(() => files.open(vu, 'b.txt', undefined), GoError);
  assert.throws(() => files.open(first, 'missing.txt', undefined), {
    message: /missing\.txt: no such file or directory/,
  });
  assert.throws(() => files.open(first, '.', undefined), { message: /directory/ });
  assert.throws(() => files.open(first, '', undefined), GoError);
  const elsewhere = new ScriptFiles(script, { openedFiles: files.opened });
  assert.equal(elsewhere.open(vu, 'a.txt', undefined), 'text é');
  vu.stage = 'vu';
  assert.throws(() => files.open(vu, 'a.txt', undefined), { name: 'GoError', message: /init stage/ });
});
