// Scripts of every kind become one module; what can't is shown with its place.
import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { stop } from 'esbuild';
import { SalvoError } from '../../src/base/errors/index.js';
import { bundle } from '../../src/script/bundle.js';
import type { Bundle } from '../../src/script/bundle-types.js';
import { readScript } from '../../src/script/read-script.js';
import { tempFolder } from '../helpers/temp.js';

async function bundleFiles(files: Readonly<Record<string, string>>, name = 'main.js'): Promise<Bundle> {
  await using folder = await tempFolder(files);
  return await bundleIn(folder.path, name);
}

async function bundleIn(cwd: string, name: string, stdin = ''): Promise<Bundle> {
  return await bundle(await readScript(name, { cwd, stdin: Readable.from([stdin]) }), { cwd });
}

/** Runs a bundle that imports no k6 module and returns its exports. */
async function exportsOf({ code }: Bundle): Promise<Record<string, unknown>> {
  return (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as Record<string, unknown>;
}

async function failureOf(work: Promise<unknown>): Promise<SalvoError> {
  const error = await work.then(
    () => assert.fail('should have failed'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof SalvoError, String(error));
  return error;
}

const pathsOf = ({ segments }: Bundle): string[] => segments.map(({ path }) => path);

describe('imports', () => {
  test('relative files, JSON and TypeScript', async () => {
    const made = await bundleFiles({
      'main.js': "import { a } from './lib/a.ts';\nimport data from './data.json';\nexport const sum = a + data.n;",
      'lib/a.ts': "import type { N } from './types';\nexport const a: N = 40;",
      'lib/types.ts': 'export type N = number;',
      'data.json': '{"n": 2}',
    });
    assert.equal((await exportsOf(made)).sum, 42);
    assert.equal(made.entryFormat, 'esm');
    assert.deepEqual([...made.inputs].sort(), ['data.json', 'lib/a.ts', 'main.js']);
  });

  test('import.meta is that of each file', async () => {
    await using folder = await tempFolder({
      'main.js':
        "import { at } from './sub dir/a.ts';\nimport c from './c.cjs';\nexport const url = import.meta.url;\nexport const there = [at, c, ...['../x.js', '/y.js', 'k6/http'].map((name) => import.meta.resolve(name))];",
      'sub dir/a.ts': "const { resolve } = import.meta;\nexport const at: string = resolve('./d e.txt');",
      'c.cjs': '// what import.meta is in ES modules\nmodule.exports = 1;',
    });
    const { url, there } = await exportsOf(await bundleIn(folder.path, 'main.js'));
    const main = pathToFileURL(`${folder.path}/main.js`).href;
    assert.equal(url, main);
    assert.deepEqual(there, [
      new URL('sub dir/d e.txt', main).href,
      1,
      new URL('../x.js', main).href,
      new URL('/y.js', main).href,
      'k6/http',
    ]);
  });

  test('a TypeScript entry', async () => {
    const made = await bundleFiles({ 'main.ts': 'enum E { A = 7 }\nexport const e: E = E.A;' }, 'main.ts');
    assert.equal((await exportsOf(made)).e, 7);
  });

  test('absolute paths and file addresses', async () => {
    await using folder = await tempFolder({ 'a.js': 'export const a = 1;', 'b c.js': 'export const b = 2;' });
    const [a, b] = [`${folder.path}/a.js`, pathToFileURL(`${folder.path}/b c.js`).href];
    await folder.write('main.js', `import { a } from '${a}';\nimport { b } from '${b}';\nexport const ab = [a, b];`);
    assert.deepEqual((await exportsOf(await bundleIn(folder.path, 'main.js'))).ab, [1, 2]);
    const byAddress = await bundleIn('/', pathToFileURL(`${folder.path}/main.js`).href);
    assert.deepEqual((await exportsOf(byAddress)).ab, [1, 2]);
  });

  test('npm packages, ES modules and CommonJS; k6 modules stay imports', async () => {
    const made = await bundleFiles({
      'main.js':
        "import http from 'k6/http';\nimport { x } from 'k6/x/thing';\nimport esm from 'esm-lib';\nimport cjs from 'cjs-lib';\n" +
        'export default function () { return [http, x, esm, cjs]; }',
      'node_modules/esm-lib/package.json': '{"type":"module","exports":{"import":"./m.js","require":"./no.cjs"}}',
      'node_modules/esm-lib/m.js': 'export default "esm";',
      'node_modules/cjs-lib/package.json': '{"main":"./lib/main"}',
      'node_modules/cjs-lib/lib/main.js': 'module.exports = require("@s/inner") + process.env.NODE_ENV;',
      'node_modules/@s/inner/index.js': 'module.exports = "inner";',
    });
    assert.deepEqual(made.k6Modules, ['k6/http', 'k6/x/thing']);
    const libraries = made.segments.filter(({ library }) => library).map(({ packageName }) => packageName);
    assert.deepEqual(libraries.sort(), ['@s/inner', 'cjs-lib', 'esm-lib']);
    assert.match(made.code, /^import http from "k6\/http";$/m);
    assert.match(made.code, /require_inner\(\) \+ "production"/);
  });

  test('a CommonJS entry', async () => {
    const made = await bundleFiles({
      'main.js': "const b = require('./b');\nmodule.exports = { options: {}, b: b.n };",
      'b.js': 'exports.n = 5;',
    });
    assert.equal(made.entryFormat, 'cjs');
    assert.deepEqual((await exportsOf(made)).default, { options: {}, b: 5 });
  });

  test('any file name is a script', async () => {
    for (const name of ['load', 'load.k6', 'über lauf.test.js']) {
      const made = await bundleFiles({ [name]: 'export const one = 1;' }, name);
      assert.equal((await exportsOf(made)).one, 1, name);
    }
  });

  test('stdin: JavaScript or TypeScript, relative to the working directory', async () => {
    await using folder = await tempFolder({ 'a.js': 'export const a = 3;' });
    for (const line of ['export const two = a < 4;', 'export const two: boolean = a < 4;']) {
      const made = await bundleIn(folder.path, '-', `import { a } from './a.js';\n${line}`);
      assert.equal((await exportsOf(made)).two, true);
      assert.equal(made.source.entryPath, `${folder.path}/-`);
    }
  });

  test('the first line of an executable script', async () => {
    const made = await bundleFiles({ 'main.js': '#!/usr/bin/env salvo\nexport const one = 1;' });
    assert.ok(!made.code.startsWith('#!'));
    assert.equal((await exportsOf(made)).one, 1);
  });
});

describe('segments', () => {
  const LIB = { 'node_modules/lib/index.js': 'export const lib = "ü";' };

  test('cover the text without gaps, and name their modules', async () => {
    const made = await bundleFiles({
      'main.js': "import { lib } from 'lib';\nimport './side.cjs';\nexport const x = lib;",
      'side.cjs': 'globalThis.side = 1;',
      ...LIB,
    });
    assert.deepEqual(pathsOf(made), ['side.cjs', 'node_modules/lib/index.js', 'main.js', '<exports>']);
    let position = made.preludeLength;
    for (const { start, end } of made.segments) {
      assert.equal(start, position);
      position = end;
    }
    assert.equal(position, made.code.length);
    assert.match(made.code.slice(0, made.preludeLength), /__commonJS/);
  });

  test('a package that leads to a k6 module is script', async () => {
    const made = await bundleFiles({
      'main.js': "import { f } from 'uses';\nexport default f;",
      'node_modules/uses/index.js':
        "import { lib } from 'lib';\nimport { g } from './deep.js';\nexport const f = () => g(lib);",
      'node_modules/uses/deep.js': "import http from 'k6/http';\nexport const g = (u) => http.get(u);",
      ...LIB,
    });
    const script = made.segments.filter(({ library }) => !library).map(({ path }) => path);
    assert.deepEqual(script, ['node_modules/uses/deep.js', 'node_modules/uses/index.js', 'main.js', '<exports>']);
  });

  test('a string that looks like a module comment makes all of it script', async () => {
    const made = await bundleFiles({
      'main.js':
        "import { lib } from 'lib';\nexport const s = `\n// node_modules/lib/index.js\nhttp.get()`;\nexport { lib };",
      ...LIB,
    });
    assert.ok(made.segments.every(({ library }) => !library));
    assert.equal(made.segments[0]!.start, made.preludeLength);
    assert.equal((await exportsOf(made)).lib, 'ü');
  });

  test('a library in the last place does not own the exports', async () => {
    const made = await bundleFiles({ 'main.js': "export { lib } from 'lib';", ...LIB });
    assert.deepEqual(pathsOf(made), ['node_modules/lib/index.js', '<exports>']);
    assert.deepEqual(
      made.segments.map(({ library }) => library),
      [true, false],
    );
  });
});

describe('errors', () => {
  test('a file that is missing, or no file', async () => {
    await using folder = await tempFolder();
    for (const name of ['nope.js', '.', 'nope/x.js']) {
      const error = await failureOf(bundleIn(folder.path, name));
      assert.deepEqual([error.code, error.exit], ['E_SCRIPT_NOT_FOUND', 'generic']);
      assert.ok(error.message.includes(name));
    }
  });

  test('a syntax error shows file, line, column and the source line', async () => {
    const error = await failureOf(
      bundleFiles({ 'main.js': "import './é.js';", 'é.js': "const é = 'ü';\n\tlet ü = 'ß' +* 1;" }),
    );
    assert.deepEqual([error.code, error.exit], ['E_SCRIPT_SYNTAX', 'scriptException']);
    assert.equal(error.message, 'é.js:2:15: Unexpected "*"');
    assert.deepEqual(error.details, ["  2 | \tlet ü = 'ß' +* 1;", '    | \t             ^']);
  });

  test('a very long line is cut around the place', async () => {
    const error = await failureOf(bundleFiles({ 'main.js': `${'x;'.repeat(500)} ) ${'y;'.repeat(500)}` }));
    const [line, carets] = error.details;
    assert.ok(line!.length < 120);
    assert.equal(line![carets!.indexOf('^')], ')');
  });

  test('all failed imports at once, each with its place', async () => {
    const error = await failureOf(
      bundleFiles({
        'main.js': [
          "import './nope.js';",
          "import fs from 'node:fs';",
          "import os from 'os';",
          "import z from '@s/zz/sub';",
          "import { q } from './a.js';",
        ].join('\n'),
        'a.js': 'export const a = 1;',
      }),
    );
    assert.deepEqual([error.code, error.exit], ['E_SCRIPT_IMPORT', 'scriptException']);
    const text = error.details.join('\n');
    assert.match(text, /main\.js:1:8: the imported file \.\/nope\.js was not found/);
    assert.match(text, /main\.js:2:16: Node's built-in module node:fs is not available/);
    assert.match(text, /main\.js:3:16: Node's built-in module os is not available/);
    assert.match(text, /main\.js:4:15: the imported package @s\/zz\/sub was not found/);
    assert.ok(text.includes("  4 | import z from '@s/zz/sub';"));
  });

  test('a name that a module does not export', async () => {
    const error = await failureOf(
      bundleFiles({ 'main.js': "import { q } from './a.js';\nexport default q;", 'a.js': 'export const a = 1;' }),
    );
    assert.equal(error.message, 'main.js:1:10: a.js has no export named q');
  });

  test('from stdin, the failure of the language that was meant', async () => {
    const text = 'const a: number = 1;\nexport default function () {\n  return a +* 2;\n}';
    const error = await failureOf(bundleIn('/', '-', text));
    assert.equal(error.message, '-:3:13: Unexpected "*"');
  });
});

test("esbuild's process may end between two bundles", async () => {
  const files = { 'main.js': 'export const one = 1;' };
  await bundleFiles(files);
  await stop();
  assert.equal((await exportsOf(await bundleFiles(files))).one, 1);
});
