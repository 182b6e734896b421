import assert from 'node:assert/strict';
import { test } from 'node:test';
import { soak } from './fault-soak.js';

test('connections that end badly leave nothing behind', async () => {
  for await (const [name, bytes] of soak(500, ['close1011', 'reset', 'masked', 'missing', 'refused'])) {
    // Code and caches of Node.js grow a little at first; a connection that is kept has several thousand.
    assert.ok(bytes < 2000, `${name}: ${bytes} bytes each`);
  }
});
