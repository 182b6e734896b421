// Node's Buffer is hidden from scripts, and finding out who asks takes microseconds: our modules import it instead.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';

const root = resolve(import.meta.dirname, '..', '..', '..', 'src');

test('modules that scripts reach import Buffer', () => {
  const files = ['k6', 'protocols', 'metrics', 'vu', 'base'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(root, folder, name)),
  );
  const without = files.filter((file) => {
    const text = readFileSync(file, 'utf8');
    return /\bBuffer\.[a-z]/.test(text) && !/import .*\bBuffer\b.*'node:buffer'/.test(text);
  });
  assert.deepEqual(without, []);
});
