// Timings against delays that are known: each within a few milliseconds, and the sums consistent.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { test } from 'node:test';
import { rawServer, respond } from '../../helpers/raw-server.js';
import { type Answered, testVu } from './http-vu.js';

/** A time that was waited for: not below it (timers may fire a little early), and not above what passed meanwhile. */
function within(name: string, value: number | undefined, expectedMs: number, passedMs: number): void {
  const told = `${name} is ${value}, expected ${expectedMs}, with ${passedMs} passed`;
  assert.ok(value! > expectedMs - 2 && value! <= passedMs + 0.1, told);
}

/** A call, and how long it took as seen from outside. */
async function timed<T>(call: () => Promise<T>): Promise<{ response: T; passedMs: number }> {
  const startedMs = performance.now();
  const response = await call();
  return { response, passedMs: performance.now() - startedMs };
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
  const first = await timed(() => vu.call('get', server.url));
  const second = await timed(() => vu.call('get', server.url));
  for (const { response, passedMs } of [first, second]) {
    consistent(response);
    within('waiting', response.timings.waiting, 30, passedMs);
    within('receiving', response.timings.receiving, 50, passedMs);
    within('duration', response.timings.duration, 80, passedMs);
    within('all of it', response.timings.duration! + response.timings.blocked!, 80, passedMs);
  }
  const { connecting, blocked } = first.response.timings;
  assert.ok(connecting! > 0 && blocked! >= connecting!);
  assert.deepEqual([second.response.timings.connecting, second.response.timings.tls_handshaking], [0, 0]);
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
  const { response, passedMs } = await timed(() => vu.call('get', server.url, { timeout: '100ms' }));
  consistent(response);
  // The limit begins before the connection is opened.
  const { connecting, blocked, waiting, duration } = response.timings;
  within('waiting', waiting! + blocked!, 100, passedMs);
  within('duration', duration! + blocked!, 100, passedMs);
  assert.ok(connecting! <= blocked!);
});

test('each hop of a redirect has its own times', async () => {
  await using server = await rawServer(({ socket, index }) => {
    const answer = index === 0 ? respond('302 Found', '', ['Location: /next']) : respond('200 OK', 'ok');
    setTimeout(() => socket.write(answer), 40);
  });
  using vu = testVu();
  const { response, passedMs } = await timed(() => vu.call('get', server.url));
  within('the last hop', response.timings.duration, 40, passedMs - 40);
  const { count, sum } = vu.trend('http_req_duration');
  assert.equal(count, 2);
  within('both hops', sum, 80, passedMs);
});
