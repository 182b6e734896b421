import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { renderOptionDocs } from '../../src/cli/option-docs.js';
import { executors } from '../../src/executors/index.js';
import { anyRows } from '../../src/options/table.js';

test('docs/options.md says what the table says', () => {
  const file = new URL('../../../docs/options.md', import.meta.url);
  assert.equal(readFileSync(file, 'utf8'), renderOptionDocs(), 'run: npm run docs:options');
});

test('every option stands in the reference once', () => {
  const lines = renderOptionDocs().split('\n## Scenarios')[0]!.split('\n');
  for (const key of Object.keys(anyRows))
    assert.equal(lines.filter((line) => line.startsWith(`| \`${key}\` |`)).length, 1, key);
});

test('every executor has its chapter, with all its fields', () => {
  const chapters = new Map(
    renderOptionDocs()
      .split('\n### ')
      .map((text) => [text.split('\n')[0]!, text]),
  );
  for (const { name, fields } of executors)
    for (const key of Object.keys(fields))
      assert.match(chapters.get(name) ?? '', new RegExp(`^\\| \`${key}\` \\|`, 'm'));
});
