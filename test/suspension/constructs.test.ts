// Constructs of the language and of scripts, one function each: in many VUs at once, whatever may wait, each does what
// plain Node does when nothing waits.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { sameAsPlain } from './samples.js';

const folder = resolve(import.meta.dirname, '../../../test/samples/suspension');

for (const part of ['', 'linked', 'libraries']) {
  const names = readdirSync(resolve(folder, part)).filter(
    (file) => /\.(c?js|ts)$/.test(file) && !file.startsWith('tiny-'),
  );
  test(`there are samples in ${part || 'the folder'}`, () => assert.ok(names.length > 0));
  for (const name of names)
    test(`${part}/${name}`, (context) => sameAsPlain(context, { folder: resolve(folder, part), name }));
}
