// One project of some twenty files, from its source and as compilers and bundlers hand it over: every form does,
// compiled, what it does in plain Node.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type TestContext, test } from 'node:test';
import { tempFolder } from '../helpers/temp.js';
import { plainRuns } from './sample-processes.js';
import { sameAsPlain } from './samples.js';

const folder = resolve(import.meta.dirname, '../../../test/samples/bundles');
const project = join(folder, 'project');
const built = join(folder, 'built');

test('the source', (context) => sameAsPlain(context, { folder: project, name: 'main.ts' }));

for (const name of readdirSync(built)) {
  const text = readFileSync(join(built, name), 'utf8');
  if (name.endsWith('.json')) test(name, (context) => sameAsSource(context, name, JSON.parse(text)));
  else test(name, (context) => sameElsewhere(context, { [name]: text }, name));
}

// k6 knows no package.json: what a file is, its text says.
test('a CommonJS bundle in a package of modules', (context) => {
  const name = 'webpack-production.js';
  const files = { [name]: readFileSync(join(built, name), 'utf8'), 'package.json': '{ "type": "module" }' };
  return sameElsewhere(context, files, name);
});

/** Away from this repository, whose package.json would say something about the files. */
async function sameElsewhere(context: TestContext, files: Readonly<Record<string, string>>, name: string) {
  await using unpacked = await tempFolder(files);
  await sameAsPlain(context, { folder: unpacked.path, name });
}

/** What is not minified has the names of the source as well. */
async function sameAsSource(context: TestContext, name: string, files: Readonly<Record<string, string>>) {
  await using unpacked = await tempFolder(files);
  await sameAsPlain(context, { folder: unpacked.path, name: 'main.js' });
  const [built, source] = [await plainRuns(join(unpacked.path, 'main.js')), await plainRuns(join(project, 'main.ts'))];
  // TypeScript's ES5 reads `super.title` with the wrong `this`.
  const isEs5 = name === 'tsc-es5.json';
  const comparable = (runs: typeof built) => runs.filter((run) => !(isEs5 && run.name === 'default'));
  assert.deepEqual(comparable(built), comparable(source));
}
