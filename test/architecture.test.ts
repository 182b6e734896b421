// Folders import themselves and lower floors only; files form no circles; a worker thread loads nothing of the main one.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { test } from 'node:test';

const root = resolve(import.meta.dirname, '..', '..');

/** Ground floor first. A folder may import itself and any lower floor; never a neighbour, never upwards. */
const FLOORS = [
  ['base'],
  ['suspension'],
  ['metrics', 'protocols', 'schema', 'script', 'shard'],
  ['executors', 'k6', 'outputs', 'target', 'thresholds'],
  ['options', 'report'],
  ['vu'],
  ['engine', 'workers'],
  ['ui'],
  ['cli'],
];
/** The same inside of `protocols`. */
const PROTOCOL_FLOORS = [['net'], ['h2'], ['http'], ['websocket']];
const floorOf = floorsByFolder(FLOORS);
const protocolFloorOf = floorsByFolder(PROTOCOL_FLOORS);
const NOT_IN_THREADS = new Set(['outputs', 'report', 'engine', 'ui', 'cli', 'target']);

function floorsByFolder(floors: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  return new Map(floors.flatMap((folders, floor) => folders.map((folder) => [folder, floor] as const)));
}

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const sources = ['src', 'workers'].flatMap((top) =>
  readdirSync(join(root, top), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.c?ts$/.test(name))
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
const protocolOf = (file: string): string => file.split(sep)[2]!;
const slashed = (file: string): string => file.replaceAll(sep, '/');
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

test('every floor is built: no folder is named that does not exist', () => {
  assert.deepEqual(
    FLOORS.flat().filter((folder) => !sources.some((file) => folderOf(file) === folder)),
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

test('protocols import lower protocols only, and never each other', () => {
  const inside = imports.filter(({ from, to }) => folderOf(from) === 'protocols' && folderOf(to) === 'protocols');
  const wrong = inside.filter(({ from, to }) => {
    const [here, there] = [protocolOf(from), protocolOf(to)];
    return here !== there && !(protocolFloorOf.get(there)! < protocolFloorOf.get(here)!);
  });
  assert.deepEqual(
    wrong.map(({ from, to }) => `${from} -> ${to}`),
    [],
  );
  const folders = new Set(sources.filter((file) => folderOf(file) === 'protocols').map(protocolOf));
  assert.deepEqual([...folders].sort(), [...protocolFloorOf.keys()].sort());
});

test('undici is the business of one folder', () => {
  const users = sources.filter((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    return /^src\/(protocols|k6|vu)\//.test(slashed(file)) && /\bfrom\s+'undici'/.test(text);
  });
  assert.ok(users.length > 0);
  assert.deepEqual(
    users.filter((file) => !slashed(file).startsWith('src/protocols/http/undici/')),
    [],
  );
});

test('a VU names no module that scripts import', () => {
  const table = join('src', 'k6', 'modules.ts');
  // A module is a folder with an index, or a file.
  const modules = imports
    .filter(({ from, typeOnly }) => from === table && !typeOnly)
    .map(({ to }) => to.replace(`${sep}index.ts`, sep));
  assert.ok(modules.length > 0);
  const wrong = imports.filter(
    ({ from, to }) => folderOf(from) === 'vu' && modules.some((module) => to === module || to.startsWith(module)),
  );
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

test('the documents name what is there', () => {
  const missing = ['ARCHITECTURE.md', 'CONTRIBUTING.md', 'README.md'].flatMap((document) =>
    [...readFileSync(join(root, document), 'utf8').matchAll(/`((?:src|test|workers|bench|lint|docs)\/[\w./-]*)`/g)]
      .map(([, path]) => path!)
      .filter((path) => !existsSync(join(root, path)))
      .map((path) => `${document}: ${path}`),
  );
  assert.deepEqual(missing, []);
});

test('the floors in ARCHITECTURE are those of this test', () => {
  const rows = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')
    .split('## Floors')[1]!
    .split('\n## ')[0]!
    .matchAll(/^\| (\d) \| (.*?) \|/gm);
  const written = new Map(
    [...rows].map(([, floor, folders]) => [Number(floor), folders!.match(/`\w+/g)!.map((name) => name.slice(1))]),
  );
  assert.deepEqual(
    [...written].filter(([floor, folders]) => FLOORS[floor]?.join() !== folders.join()),
    [],
  );
  assert.ok(FLOORS.every((_, floor) => written.has(floor)));
});
