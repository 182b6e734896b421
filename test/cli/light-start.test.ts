// --version and --help start fast because no command loads the engine or a large package before it runs something.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { test } from 'node:test';
import { commands } from '../../src/cli/commands/index.js';

const DIST = resolve(import.meta.dirname, '..', '..', 'src');
/** Imports that are carried out when the file is loaded. */
const STATIC = /^(?:import\s+|(?:import|export)\b[^'"`;=]*?\bfrom\s+)['"]([^'"]+)['"]/gm;
const LIGHT_FOLDERS = new Set([
  'base',
  'cli',
  'executors',
  'k6',
  'metrics',
  'options',
  'schema',
  'shard',
  'thresholds',
]);

/** Files below dist and packages that loading the files brings in. */
function loadedBy(files: readonly string[]): { files: Set<string>; packages: Set<string> } {
  const seen = new Set<string>();
  const packages = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const [, specifier] of readFileSync(file, 'utf8').matchAll(STATIC)) {
      if (specifier!.startsWith('.')) visit(resolve(dirname(file), specifier!));
      // Templates hold scripts as text; those import k6.
      else if (!/^(node:|k6$|k6\/)/.test(specifier!)) packages.add(specifier!);
    }
  };
  for (const file of files) visit(file);
  return { files: seen, packages };
}

test('help of every command is there without the engine and without packages', () => {
  const names = Object.keys(commands);
  assert.ok(names.includes('run'));
  const entries = ['main.js', 'call.js', 'find-command.js', ...names.map((name) => `commands/${name}.js`)];
  const { files, packages } = loadedBy(entries.map((name) => join(DIST, 'cli', name)));
  assert.deepEqual([...packages], []);
  const folders = new Set([...files].map((file) => relative(DIST, file).split('/')[0]!));
  assert.deepEqual(
    [...folders].filter((folder) => !LIGHT_FOLDERS.has(folder)),
    [],
  );
  assert.ok(folders.has('options'), 'imports were followed');
});

test('a thread loads what few scripts need only for those that name it', () => {
  // Each row of the table says how its module is loaded, and whether all threads do so.
  const rows = readFileSync(join(DIST, 'k6', 'modules.js'), 'utf8')
    .split('natives:')
    .slice(1);
  const common = rows
    .filter((row) => !row.includes('late: true'))
    .flatMap((row) => [...row.matchAll(/import\('([^']+)'\)/g)].map(([, file]) => join(DIST, 'k6', file!)));
  const { files, packages } = loadedBy([join(DIST, 'vu', 'probe.js'), join(DIST, 'vu', 'shard.js'), ...common]);
  const names = [...files].map((file) => relative(DIST, file));
  assert.ok(names.includes(join('k6', 'http', 'index.js')), 'imports were followed');
  const late = /^k6[\\/](crypto|encoding|x509)[\\/]|^k6[\\/]webcrypto[\\/]subtle\.js$/;
  assert.deepEqual(
    names.filter((name) => late.test(name)),
    [],
  );
  assert.ok(!packages.has('undici'), [...packages].join());
});

test('a run loads only the outputs that it asks for', () => {
  const { files } = loadedBy([join(DIST, 'engine', 'run.js'), join(DIST, 'engine', 'run-in.js')]);
  const names = [...files].map((file) => relative(DIST, file));
  assert.ok(names.includes(join('outputs', 'index.js')), 'imports were followed');
  // What is in a folder of its own is an output that few runs have, or serves those.
  assert.deepEqual(
    names.filter((name) => /^outputs[\\/].*[\\/]/.test(name)),
    [],
  );
  // Nor what only reports want to know.
  assert.ok(!names.includes(join('metrics', 'timeline', 'recorder.js')));
});
