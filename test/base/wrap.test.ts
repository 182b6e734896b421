import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { wrap } from '../../src/base/wrap.js';

test('wrapping loses no word, and breaks only where it must', () => {
  const word = fc.stringMatching(/^[a-z]{1,12}$/);
  fc.assert(
    fc.property(fc.array(word, { minLength: 1 }), fc.integer({ min: 1, max: 40 }), (words, columns) => {
      const lines = wrap(words.join(' '), columns);
      assert.equal(lines.join(' '), words.join(' '));
      for (const line of lines) assert.ok(line.length <= columns || !line.includes(' '), line);
      for (const [index, line] of lines.slice(1).entries())
        assert.ok(lines[index]!.length + 1 + line.split(' ')[0]!.length > columns, 'would have fitted');
    }),
  );
});
