// The scripts that come with the tool can be bundled; those taken from documents say what they said there.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { bundle } from '../../src/script/bundle.js';
import { readScript } from '../../src/script/read-script.js';

const folder = join(import.meta.dirname, '..', '..', '..', 'scenarios');

const MODULES: Readonly<Record<string, readonly string[]>> = {
  'hello.js': ['k6/http'],
  'ten-users.js': ['k6', 'k6/http'],
  'booking.js': ['k6', 'k6/data', 'k6/http'],
  'demo.js': ['k6', 'k6/data', 'k6/http', 'k6/metrics'],
};

for (const [name, modules] of Object.entries(MODULES)) {
  test(`${name} is one module that imports k6 modules only`, async () => {
    const host = { cwd: folder, stdin: Readable.from([]) };
    const made = await bundle(await readScript(name, host), host);
    assert.deepEqual(made.k6Modules, modules);
    assert.deepEqual(made.inputs, [name]);
    assert.match(made.code, /^export \{/m);
  });
}
