// npm packages that have a side for Node and one for browsers: scripts get what a bundler for browsers makes of them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runSalvo } from '../helpers/cli.js';
import { tempFolder } from '../helpers/temp.js';

async function lines(files: Readonly<Record<string, string>>, code = 0): Promise<{ said: string[]; stderr: string }> {
  await using folder = await tempFolder(files);
  const run = await runSalvo(['run', '-q', '--log-format', 'raw', 'script.js'], { cwd: folder.path });
  assert.equal(run.code, code, run.stderr);
  return { said: run.stderr.trim().split('\n'), stderr: run.stderr };
}

const inIteration = (imports: string, value: string): string =>
  `${imports}\nexport default function () { console.log(JSON.stringify(${value})); }`;

test('the field `browser` names the file, and takes modules out', async () => {
  const { said } = await lines({
    'script.js': inIteration("import side from 'sided'; import map from 'mapped';", '[side, map]'),
    'node_modules/sided/package.json': '{ "name": "sided", "main": "node.js", "browser": "browser.js" }',
    'node_modules/sided/node.js': "require('fs'); module.exports = 'node';",
    'node_modules/sided/browser.js': "module.exports = 'browser';",
    'node_modules/mapped/package.json': '{ "name": "mapped", "browser": { "fs": false, "./own.js": "./other.js" } }',
    'node_modules/mapped/index.js': "module.exports = [require('./own.js'), Object.keys(require('fs'))];",
    'node_modules/mapped/own.js': "module.exports = 'own';",
    'node_modules/mapped/other.js': "module.exports = 'other';",
  });
  assert.deepEqual(said, ['["browser",["other",[]]]']);
});

test('what a package takes out is in no archive, and still out when that runs', async () => {
  await using folder = await tempFolder({
    'script.js': inIteration("import map from 'mapped';", 'map'),
    'node_modules/mapped/package.json': '{ "name": "mapped", "browser": { "fs": false } }',
    'node_modules/mapped/index.js': "module.exports = Object.keys(require('fs'));",
  });
  const packed = await runSalvo(['archive', '-O', 'a.tar', 'script.js'], { cwd: folder.path });
  assert.equal(packed.code, 0, packed.stderr);
  const run = await runSalvo(['run', '-q', '--log-format', 'raw', 'a.tar'], { cwd: folder.path });
  assert.deepEqual([run.code, run.stderr.trim()], [0, '[]']);
});

test('a built-in module that a package need not reach fails when it is called', async () => {
  const files = {
    'node_modules/lazy/index.js': `
      var util = require('util'), crypto = require('node:crypto');
      exports.add = function (a, b) { return a + b; };
      exports.show = function (value) { return util.inspect(value); };
      exports.hash = function () { return crypto.createHash('md5'); };
      exports.stream = function () { return new (require('stream').Readable)(); };`,
    'script.js': inIteration(
      "import lazy from 'lazy'; const told = (work) => { try { return work(); } catch (e) { return e.message; } };",
      '[lazy.add(1, 2), told(lazy.show), told(lazy.hash), told(lazy.stream)]',
    ),
  };
  const told = (name: string, call: string): string =>
    `Node's built-in module ${name} is not available to scripts: ${call}() was called`;
  const { said } = await lines(files);
  assert.deepEqual(JSON.parse(said[0]!), [
    3,
    told('util', 'inspect'),
    told('node:crypto', 'createHash'),
    told('stream', 'Readable'),
  ]);
});

test('what a script itself imports or requires of Node ends it at once, as in k6', async () => {
  const imported = await lines({ 'script.js': "import util from 'util'; export default function () {}" }, 107);
  assert.match(imported.stderr, /script\.js:1:18: Node's built-in module util is not available to scripts/);
  const required = await lines({ 'script.js': "const u = require('util'); export default function () {}" }, 107);
  assert.match(required.stderr, /Node's built-in module util is not available to scripts: it is required/);
});

test('an installed package is preferred to a built-in module of its name', async () => {
  const { said } = await lines({
    'node_modules/events/index.js': "module.exports = 'a package';",
    'script.js': inIteration("import events from 'events';", 'events'),
  });
  assert.deepEqual(said, ['"a package"']);
});
