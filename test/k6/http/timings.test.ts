// Timings against delays that are known: each within a few milliseconds, and the sums consistent.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { test } from 'node:test';
import { rawServer, respond } from '../../helpers/raw-server.js';
import { type Answered, testVu } from './http-vu.js';

/**
 * How far a measured time may be above what the server waited: a machine that is busy with other tests may stand still
 * that long. The other way a timer's rounding is all there is. How close the times come on an idle one is bench/'s.
 */
const SLACK_MS = 500;

function within(name: string, value: number | undefined, expectedMs: number): void {
  assert.ok(value! > expectedMs - 2 && value! < expectedMs + SLACK_MS, `${name} is ${value}, expected ${expectedMs}`);
}

function consistent({ timings }: Answered): void {
  const { duration, sending, waiting, receiving } = timings;
  assert.ok(
    Object.values(timings).every((ms) => ms >= 0),
    JSON.stringify(timings),
  );
  assert.ok(Math.abs(duration! - (sending! + waiting! + receiving!)) < 1e-6);
}

test('waiting and receiving, on a new and on a kept connection', async () => {
  await using server = await rawServer(({ socket }) => {
    setTimeout(() => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nab');
      setTimeout(() => socket.write('cd'), 50);
    }, 30);
  });
  using vu = testVu();
  const first = await vu.call('get', server.url);
  const second = await vu.call('get', server.url);
  for (const response of [first, second]) {
    consistent(response);
    // A thread that stands still when the first byte comes counts it late: the one grows by what the other loses.
    within('duration', response.timings.duration, 80);
    assert.ok(response.timings.waiting! > 28 && response.timings.receiving! > 0);
  }
  assert.ok(first.timings.connecting! > 0 && first.timings.blocked! >= first.timings.connecting!);
  assert.deepEqual([second.timings.connecting, second.timings.tls_handshaking], [0, 0]);
  assert.ok(second.timings.blocked! < SLACK_MS, `${second.timings.blocked}`);
});

test('a response that begins before a large body was taken', async () => {
  // The server answers at once and reads the body only later.
  const server = createServer((socket) => {
    socket.pause();
    socket.on('error', () => {});
    socket.write(respond('200 OK', 'early'));
    setTimeout(() => socket.resume(), 50);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  using vu = testVu();
  const { port } = server.address() as AddressInfo;
  const response = await vu.call('post', `http://127.0.0.1:${port}/`, 'x'.repeat(20_000_000), { timeout: 3000 });
  consistent(response);
  assert.equal(response.timings.waiting, 0);
  server.close();
});

test('sending lasts until the kernel has taken the body', async () => {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    let received = 0;
    socket.pause();
    setTimeout(() => socket.resume(), 60);
    socket.on('data', (chunk) => {
      received += chunk.length;
      if (received > 20_000_000) socket.write(respond('200 OK', 'done'));
    });
    socket.pause();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  using vu = testVu();
  const { port } = server.address() as AddressInfo;
  const response = await vu.call('post', `http://127.0.0.1:${port}/`, 'x'.repeat(20_000_000));
  consistent(response);
  assert.ok(response.timings.sending! > 55, `sending is ${response.timings.sending}`);
  server.close();
});

test('a timeout is what was waited', async () => {
  await using server = await rawServer(() => {});
  using vu = testVu();
  const response = await vu.call('get', server.url, { timeout: '100ms' });
  consistent(response);
  // The time limit counts from the call, so what the connection took is a part of it.
  const { blocked, duration, waiting } = response.timings;
  within('blocked and duration', blocked! + duration!, 100);
  assert.ok(waiting! > 0 && waiting! <= duration!);
});

test('each hop of a redirect has its own times', async () => {
  await using server = await rawServer(({ socket, index }) => {
    const answer = index === 0 ? respond('302 Found', '', ['Location: /next']) : respond('200 OK', 'ok');
    setTimeout(() => socket.write(answer), 40);
  });
  using vu = testVu();
  const response = await vu.call('get', server.url);
  within('the last hop', response.timings.duration, 40);
  const { count, sum } = vu.trend('http_req_duration');
  assert.equal(count, 2);
  within('both hops', sum, 80);
});
