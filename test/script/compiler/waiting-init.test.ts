// Init code with a top-level await, which no synchronous reference can show.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { compileIn, concurrent } from './differential.js';

const cwd = resolve(import.meta.dirname, '../../../../test/samples/waiting');

test('init code that waits', async () => {
  const entryPath = join(cwd, 'waiting-init.js');
  const script = await compileIn(
    { name: 'waiting-init.js', entryPath, text: readFileSync(entryPath, 'utf8') },
    { cwd },
  );
  assert.equal(script.suspendsInInit, true);
  for (const traces of await concurrent(script, 20)) {
    assert.deepEqual(traces.get('default'), {
      ended: 'returned ["waited","timer","http://sut/waited"]',
      calls: ['GET http://sut/waited'],
    });
  }
});
