import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearest } from '../../src/base/nearest.js';

test('slips of the finger find the word that was meant', () => {
  const known = ['run', 'inspect', 'new', 'target', 'version', 'help'];
  const rows: readonly [string, string | undefined][] = [
    ['rnu', 'run'],
    ['runn', 'run'],
    ['inpsect', 'inspect'],
    ['Target', 'target'],
    ['verison', 'version'],
    ['archive', undefined],
    ['x', undefined],
  ];
  for (const [written, meant] of rows) assert.equal(nearest(written, known), meant, written);
});
