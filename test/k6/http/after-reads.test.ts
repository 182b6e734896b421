// What a script does with one response must not be in another one's time.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type RawRequest, rawServer, respond } from '../../helpers/raw-server.js';
import { type TestVu, testVu } from './http-vu.js';

const VUS = 20;
/** How long each VU computes when it has got its response. */
const BURN_MS = 20;

test('responses that come together are measured alike, however long scripts compute', async () => {
  const waiting: RawRequest[] = [];
  await using server = await rawServer((request) => {
    if (waiting.push(request) < VUS) return;
    for (const { socket } of waiting.splice(0)) socket.write(respond('200 OK', 'ok'));
  });
  const vus = Array.from({ length: VUS }, () => testVu());
  try {
    await Promise.all(vus.map((vu) => vu.call('get', server.url)));
    const durations = await Promise.all(vus.map((vu) => measured(vu, server.url)));
    const spreadMs = Math.max(...durations) - Math.min(...durations);
    assert.ok(spreadMs < (VUS * BURN_MS) / 2, `durations differ by ${spreadMs} ms`);
  } finally {
    for (const vu of vus) vu[Symbol.dispose]();
  }
});

/** In a callback, not behind a promise: as a script goes on, at once. */
function measured(vu: TestVu, url: string): Promise<number> {
  return new Promise((resolve) => {
    vu.callWith('get', [url], (response) => {
      const endMs = performance.now() + BURN_MS;
      while (performance.now() < endMs);
      resolve(response.timings.duration!);
    });
  });
}
