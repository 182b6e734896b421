// Unhandled rejections of scripts: they end an iteration, never a thread.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';

test('unhandled rejections', async (t) => {
  const worker = new Worker(new URL('./rejections-thread.js', import.meta.url));
  const results: { name: string; failure?: string }[] = [];
  worker.on('message', (result) => results.push(result));
  const [code] = await once(worker, 'exit');
  assert.equal(code, 0);
  assert.equal(results.length, 4);
  for (const { name, failure } of results) await t.test(name, () => assert.equal(failure, undefined));
});
