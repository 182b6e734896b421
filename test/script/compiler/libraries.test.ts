// npm packages: left alone and shared, compiled when a blocking callback goes into them, or one copy for each VU.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tempFolder } from '../../helpers/temp.js';
import { compileIn, concurrent, type Folder, reference } from './differential.js';

const PACKAGES = {
  'plain/package.json': '{ "main": "index.js" }',
  'plain/index.js': `let calls = 0;
    exports.count = () => ++calls;
    exports.double = (n) => n * 2;`,
  'util/package.json': '{ "main": "index.js" }',
  'util/index.js': `const each = require('./each.js');
    module.exports = { each, times: (n, fn) => Array.from({ length: n }, (_, i) => fn(i)), curry: (fn) => (a) => (b) => fn(a, b) };
    module.exports.chain = (list) => new Chain(list);
    class Chain { constructor(list) { this.list = list; } map(fn) { this.list = this.list.map(fn); return this; } value() { return this.list; } }`,
  'util/each.js': `module.exports = function each(list, fn) { for (let i = 0; i < list.length; i++) fn(list[i], i); return list; };`,
  'modern/package.json': '{ "module": "index.js", "type": "module" }',
  'modern/index.js': `import { base } from 'base';
    let seed = 1;
    export const next = () => (seed = seed * 2 + base());
    export const twice = (fn) => [fn(), fn()];`,
  'base/package.json': '{ "module": "index.js", "type": "module" }',
  'base/index.js': 'let n = 0; export const base = () => n++;',
  'waits/package.json': '{ "module": "index.js", "type": "module" }',
  'waits/index.js': `const ready = await new Promise((resolve) => setTimeout(() => resolve('ready'), 1));
    export const state = () => ready;`,
  'usesWaits/package.json': '{ "module": "index.js", "type": "module" }',
  'usesWaits/index.js': `import { state } from 'waits'; export const both = (fn) => [state(), fn()];`,
  'withK6/package.json': '{ "module": "index.js", "type": "module" }',
  'withK6/index.js': `import http from 'k6/http';
    export class Client { get(path) { return http.get('http://sut/' + path).url; } }`,
  'polyfill/package.json': '{ "module": "index.js", "type": "module" }',
  'polyfill/index.js': `globalThis.btoa = (text) => 'b:' + text; globalThis.process ??= { env: { HOME: 'nowhere' } };`,
};

interface Case {
  readonly script: string;
  readonly promoted?: readonly string[];
  readonly isolateLibs?: readonly string[];
}

async function run({ script, isolateLibs = [] }: Case, vus: number) {
  await using folder = await tempFolder(
    Object.fromEntries(Object.entries(PACKAGES).map(([path, text]) => [`node_modules/${path}`, text])),
  );
  const entryPath = await folder.write('script.js', script);
  const source = { name: 'script.js', entryPath, text: script };
  const where: Folder = { cwd: folder.path, isolateLibs };
  const compiled = await compileIn(source, where);
  const traces = await concurrent(compiled, vus);
  return { compiled, traces, expected: compiled.suspendsInInit ? undefined : await reference(source, where) };
}

/** All VUs do what the untouched script does. */
async function same(one: Case): Promise<void> {
  const { compiled, traces, expected } = await run(one, 20);
  assert.deepEqual([...compiled.promoted].sort(), one.promoted ?? []);
  for (const found of traces) for (const [name, trace] of expected!) assert.deepEqual(found.get(name), trace);
}

const HTTP = "import http from 'k6/http'; const load = (path) => http.get('http://sut/' + path).url;";

test('a library without callbacks stays as it is', () =>
  same({ script: `${HTTP} import { double } from 'plain'; export default () => [double(4), load('x')];` }));

test('a blocking callback makes its package compiled, with all of its files', () =>
  same({
    script: `${HTTP} import util from 'util';
      export const each = () => { const out = []; util.each([1, 2], (n) => out.push(load(n))); return out; };
      export const times = () => util.times(3, (n) => load(n));
      export const curried = () => util.curry((a, b) => load(a + b))('x')('y');
      export const chained = () => util.chain([1, 2]).map((n) => load(n)).map((text) => text.length).value();
      export const plain = () => util.times(2, (n) => n);`,
    promoted: ['util'],
  }));

test('packages of modules are compiled as well', () =>
  same({
    script: `${HTTP} import { twice } from 'modern'; export default () => twice(() => load('x'));`,
    promoted: ['modern'],
  }));

test('a package that uses k6 belongs to the script', () =>
  same({ script: `import { Client } from 'withK6'; export default () => new Client().get('x');` }));

const counts = async (one: Case, vus: number): Promise<string[]> =>
  (await run(one, vus)).traces.map((found) => found.get('default')!.ended).sort();

test('the state of a library is shared by the VUs of a thread, unless it is isolated', async () => {
  const script = `import { count } from 'plain'; export default () => count();`;
  assert.deepEqual(await counts({ script }, 3), ['returned 1', 'returned 2', 'returned 3']);
  const own = ['returned 1', 'returned 1', 'returned 1'];
  assert.deepEqual(await counts({ script, isolateLibs: ['plain'] }, 3), own);
  assert.deepEqual(await counts({ script, isolateLibs: ['*'] }, 3), own);
  assert.deepEqual(await counts({ script, isolateLibs: ['other'] }, 3), ['returned 1', 'returned 2', 'returned 3']);
});

test('what uses an isolated library is isolated with it', async () => {
  const script = `import { next } from 'modern'; export default () => [next(), next()];`;
  const own = ['returned [2,5]', 'returned [2,5]'];
  assert.deepEqual(await counts({ script, isolateLibs: ['base'] }, 2), own);
  assert.notDeepEqual(await counts({ script }, 2), own);
});

test('an isolated package can be compiled too', async () => {
  const script = `${HTTP} import { twice, next } from 'modern'; export default () => [twice(() => load('x')), next()];`;
  const { compiled, traces } = await run({ script, isolateLibs: ['modern'] }, 3);
  assert.deepEqual(compiled.promoted, ['modern']);
  for (const found of traces)
    assert.match(found.get('default')!.ended, /^returned \[\["http:\/\/sut\/x","http:\/\/sut\/x"\],[2-9]\]$/);
});

test('a library that waits while it initialises', async () => {
  const script = `${HTTP} import { both } from 'usesWaits'; import { double } from 'plain';
    export default () => [both(() => load('x')), double(2)];`;
  const { compiled, traces } = await run({ script }, 5);
  assert.equal(compiled.suspendsInInit, true);
  for (const found of traces) assert.equal(found.get('default')!.ended, 'returned [["ready","http://sut/x"],4]');
});

test('names on globalThis are found without it, as functions that block as well', () =>
  same({
    script: `${HTTP} 
      globalThis.login = (user) => load('login/' + user);
      Object.assign(globalThis, { count: 0, ['computed']: 1 });
      export const called = () => [login('a'), [1].map((n) => login(n)), globalThis.login('b'), typeof login, typeof missing];
      export const changed = () => { count++; count += 2; ({ count = 5 } = { count }); [count] = [count * 2]; return [count, globalThis.count, { count }]; };
      export const shadowed = () => { const login = (x) => x; return login(1); };
      export const asFunction = () => { globalThis.self = function () { return this === undefined; }; return self(); };`,
  }));

test('what a library puts on globalThis is found by the script, in place of what is hidden', async () => {
  const script = `import 'polyfill'; export default () => [btoa('x'), process.env.HOME, typeof Buffer];`;
  assert.deepEqual(await counts({ script }, 1), ['returned ["b:x","nowhere","undefined"]']);
});
