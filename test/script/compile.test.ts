// From the user's script to what the workers load.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SalvoError } from '../../src/base/errors/salvo-error.js';
import { nativeTable } from '../../src/k6/modules.js';
import { compile } from '../../src/script/compile.js';
import { tempFolder } from '../helpers/temp.js';
import { concurrent } from './compiler/differential.js';

async function compiled(text: string, sourceMaps = true) {
  await using folder = await tempFolder();
  const entryPath = await folder.write('script.js', text);
  return await compile(
    { name: 'script.js', entryPath, text },
    { cwd: folder.path, sourceMaps, isolateLibs: [], level: 'optimised', natives: nativeTable() },
  );
}

test('what a compiled script tells about itself', async () => {
  const text = `import http from 'k6/http'; import { sleep } from 'k6'; export default () => sleep(http.get('x').status);`;
  const script = await compiled(text);
  assert.equal(script.name, 'script.js');
  assert.equal(script.source, text);
  assert.deepEqual(script.k6Modules, ['k6', 'k6/http']);
  assert.equal(script.suspendsInInit, false);
  assert.deepEqual(script.promoted, []);
  assert.match(script.positions.bundleMap, /^\{/);
  assert.ok(script.positions.outputOffsets.length > 0);
  assert.equal((await compiled(text, false)).positions.bundleMap, '');
});

test('the tables survive the way to a worker', async () => {
  const script = await compiled(`export default () => 1;`);
  assert.deepEqual(structuredClone(script), script);
});

test('the same script gives the same code', async () => {
  const text = `import http from 'k6/http'; export default () => [1, 2].map((n) => http.get(n));`;
  assert.equal((await compiled(text)).code, (await compiled(text)).code);
});

test('syntax that the bundler lets through is refused at its place', async () => {
  const text = 'export default () => 1;\nexport const broken = /(?<a>x)(/u;\n';
  await assert.rejects(compiled(text), ({ code, message }: SalvoError) => {
    assert.equal(code, 'E_SCRIPT_SYNTAX');
    assert.match(message, /script\.js:2:\d+: Invalid regular expression/);
    return true;
  });
});

test('code as deep as machines write it', async () => {
  const script = await compiled(`import http from 'k6/http';
    const one = () => http.get('http://sut/a').status / 200;
    export default () => one()${' + one()'.repeat(5999)};`);
  const [traces] = await concurrent(script, 1);
  assert.equal(traces!.get('default')!.ended, 'returned 6000');
});

test("names that only the compiler's own text has are not taken from the script", async () => {
  const script = await compiled(`import http from 'k6/http';
    const $$t = 1, $$k = 2, $$v = 3, $g = 4;
    function load($1, $$p1) { return http.get('http://sut/' + $1 + $$p1).url; }
    load.$g = 5;
    export default () => [load, load].map((load$g) => load$g($$t, $$k)).concat($$v, $g, load.$g);`);
  const [traces] = await concurrent(script, 1);
  assert.equal(traces!.get('default')!.ended, 'returned ["http://sut/12","http://sut/12",3,4,5]');
});
