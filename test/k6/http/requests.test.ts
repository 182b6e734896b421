// What a script's call does: the response it gets and the samples it leaves.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countingServer } from '../../helpers/servers.js';
import { testVu } from './http-vu.js';

test('a GET gives its response, and nine samples', async () => {
  await using server = await countingServer();
  using vu = testVu();
  const response = await vu.call('get', `${server.url}/hello`);
  assert.equal(response.status, 200);
  assert.equal(vu.counter('http_reqs'), 1);
  assert.equal(server.requests, 1);
  assert.deepEqual({ ...(response.json() as object) }, { ok: true });
});
