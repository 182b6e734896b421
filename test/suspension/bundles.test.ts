// One project of some twenty files, from its source and as compilers and bundlers hand it over: every form does,
// compiled, what it does in plain Node.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { tempFolder } from '../helpers/temp.js';
import { plainRuns, sameAsPlain } from './samples.js';

const folder = resolve(import.meta.dirname, '../../../test/samples/bundles');
const project = join(folder, 'project');
const built = join(folder, 'built');

test('the source', (context) => sameAsPlain(context, { folder: project, name: 'main.ts' }));

for (const name of readdirSync(built)) {
  test(name, async (context) => {
    if (!name.endsWith('.json')) {
      await sameAsPlain(context, { folder: built, name });
      return;
    }
    const files = JSON.parse(readFileSync(join(built, name), 'utf8')) as Record<string, string>;
    await using unpacked = await tempFolder(files);
    await sameAsPlain(context, { folder: unpacked.path, name: 'main.js' });
    // What is not minified has the names of the source as well.
    assert.deepEqual(await plainRuns(join(unpacked.path, 'main.js')), await plainRuns(join(project, 'main.ts')));
  });
}
