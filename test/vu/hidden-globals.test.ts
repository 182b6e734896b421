// A script that gets hold of the real global object still finds nothing of Node's there; our libraries do.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';

test("Node's globals are hidden from scripts in a worker, and there for undici", async () => {
  const worker = new Worker(new URL('./hidden-globals-thread.js', import.meta.url));
  const [failures] = (await once(worker, 'message')) as [string[]];
  await worker.terminate();
  assert.deepEqual(failures, []);
});
