// open() is relative to the file that is being evaluated, as in k6: not to the main script, nor to where the call stands.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runSalvo } from '../helpers/cli.js';
import { tempFolder } from '../helpers/temp.js';

const FILES = {
  'd.txt': 'main',
  'lib/d.txt': 'lib',
  'lib/deep/d.txt': 'deep',
  'cjs/d.txt': 'cjs',
  'cjs/inner/d.txt': 'inner',
  'lib/h.js': `
    export const load = (path) => open(path);
    export const call = (fn) => fn();
    export const top = open('./d.txt');
    Promise.resolve().then(() => console.log('promise of lib: ' + open('d.txt')));`,
  'lib/deep/h.js': `
    import { load } from '../h.js';
    export const top = open('./d.txt');
    export const helped = load('./d.txt');`,
  'cjs/c.js': `
    exports.before = open('./d.txt');
    exports.inner = require('./inner/c.js');
    exports.after = open('./d.txt');
    exports.load = (path) => open(path);`,
  'cjs/inner/c.js': `module.exports = { top: open('d.txt') };`,
  'main.js': `
    import { load, call, top } from './lib/h.js';
    import { top as deep, helped } from './lib/deep/h.js';
    const cjs = require('./cjs/c.js');
    class Static { static text = load('d.txt') }
    console.log([
      top, deep, helped, load('./d.txt'), call(() => open('d.txt')), Static.text, open(import.meta.resolve('./lib/d.txt')),
      cjs.before, cjs.inner.top, cjs.after, cjs.load('d.txt'), [1].map(() => open('d.txt'))[0],
    ].join());
    Promise.resolve().then(() => console.log('promise of main: ' + load('d.txt')));
    export default function () {}`,
};

for (const flags of [[], ['--source-maps=off']]) {
  test(`from any file, also from another working folder ${flags}`, async () => {
    await using folder = await tempFolder(FILES);
    await using elsewhere = await tempFolder({});
    const args = ['run', '-q', '--log-format=raw', '-i1', ...flags, `${folder.path}/main.js`];
    const { code, stderr } = await runSalvo(args, { cwd: elsewhere.path });
    assert.equal(code, 0, stderr);
    const lines = stderr.split('\n');
    assert.equal(lines[0], 'lib,deep,deep,main,main,main,lib,cjs,inner,cjs,main,main');
    assert.ok(lines.includes('promise of lib: lib') && lines.includes('promise of main: main'), stderr);
  });
}
