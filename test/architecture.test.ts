// Folders import themselves and lower floors only; files form no circles; a worker thread loads nothing of the main one.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { test } from 'node:test';

const root = resolve(import.meta.dirname, '..', '..');

/** Ground floor first. A folder may import itself and any lower floor; never a neighbour, never upwards. */
const FLOORS = [
  ['base'],
  ['metrics', 'protocols', 'schema', 'script', 'shard', 'target'],
  ['executors', 'k6', 'outputs', 'thresholds'],
  ['options', 'report'],
  ['vu'],
  ['engine', 'workers'],
  ['api', 'dashboard', 'ui'],
  ['cli'],
];
const floorOf = new Map(FLOORS.flatMap((folders, floor) => folders.map((folder) => [folder, floor] as const)));
const NOT_IN_THREADS = new Set(['outputs', 'report', 'engine', 'api', 'dashboard', 'ui', 'cli', 'target']);

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const sources = ['src', 'workers'].flatMap((top) =>
  readdirSync(join(root, top), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(top, name)),
);

const IMPORT =
  /^\s*(import|export)(\s+type)?\b[^'"`;]*?\bfrom\s+'(\.[^']+)'|\bimport\(\s*'(\.[^']+)'\s*\)|^\s*import\s+'(\.[^']+)'/gm;

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(IMPORT)].map((match) => {
    const specifier = (match[3] ?? match[4] ?? match[5])!;
    const to = relative(root, resolve(root, dirname(file), specifier)).replace(/\.js$/, '.ts');
    return { from: file, to, typeOnly: match[2] !== undefined };
  });
}

const folderOf = (file: string): string => {
  const parts = file.split(sep);
  return parts[0] === 'workers' ? 'workers' : parts[1]!;
};
const imports = sources.flatMap(importsOf);

test('every import names a file that exists', () => {
  assert.deepEqual(
    imports.filter(({ to }) => !existsSync(join(root, to))).map(({ from, to }) => `${from} -> ${to}`),
    [],
  );
});

test('every folder has a floor', () => {
  assert.deepEqual(
    [...new Set(sources.map(folderOf))].filter((folder) => !floorOf.has(folder)),
    [],
  );
});

test('imports only go down', () => {
  const wrong = imports.filter(({ from, to }) => {
    const [here, there] = [folderOf(from), folderOf(to)];
    return here !== there && !(floorOf.get(there)! < floorOf.get(here)!);
  });
  assert.deepEqual(
    wrong.map(({ from, to }) => `${from} -> ${to}`),
    [],
  );
});

test('engine takes only types from vu, and starts threads by file', () => {
  const wrong = imports.filter(
    ({ from, to, typeOnly }) => folderOf(from) === 'engine' && folderOf(to) === 'vu' && !typeOnly,
  );
  assert.deepEqual(
    wrong.map(({ from, to }) => `${from} -> ${to}`),
    [],
  );
});

test('files form no import circles, types included', () => {
  const graph = new Map(sources.map((file) => [file, imports.filter(({ from }) => from === file)]));
  const state = new Map<string, 'open' | 'done'>();
  const circles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (state.get(file) === 'done') return;
    if (state.get(file) === 'open') {
      circles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
      return;
    }
    state.set(file, 'open');
    for (const { to } of graph.get(file) ?? []) visit(to, [...path, file]);
    state.set(file, 'done');
  };
  for (const file of sources) visit(file, []);
  assert.deepEqual(circles, []);
});

test('a worker thread loads nothing that belongs to the main one', () => {
  const seen = new Set<string>();
  const reach = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const { from, to, typeOnly } of imports) if (from === file && !typeOnly) reach(to);
  };
  for (const file of sources.filter((name) => folderOf(name) === 'workers')) reach(file);
  assert.deepEqual(
    [...seen].filter((file) => NOT_IN_THREADS.has(folderOf(file))),
    [],
  );
});
