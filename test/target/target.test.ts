// The embedded target over real connections: what it answers, and that its counts are exact.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { test } from 'node:test';
import { spawnTarget } from '../../src/target/spawn.js';
import { startTarget, type Target, type TargetSettings } from '../../src/target/target.js';

const FREE: Partial<TargetSettings> = { helloPort: 0, bookingPort: 0, port: 0, latencyFactor: 0, helloDelayMs: 20 };

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: answers of all shapes are looked into.
  readonly json: any;
}

/** One request on a connection of its own. */
async function ask(
  url: string,
  {
    method = 'GET',
    headers = {},
    body = '',
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  const sent = request(url, { method, headers, agent: false }).end(body);
  const [response] = await once(sent, 'response');
  response.setEncoding('utf8');
  let text = '';
  for await (const chunk of response) text += chunk;
  const json = text.startsWith('{') ? JSON.parse(text) : undefined;
  return { status: response.statusCode, headers: response.headers, text, json };
}

/** Stats once nothing is in flight and `answered + dropped` has reached the total. */
async function settled(target: Target): Promise<ReturnType<Target['stats']>> {
  while (target.stats().inFlight > 0) await new Promise(setImmediate);
  return target.stats();
}

test('hello comes in two parts', async () => {
  await using target = await startTarget(FREE);
  const sent = request(`${target.urls.hello}/any/path`, { agent: false }).end();
  const [response] = await once(sent, 'response');
  const chunks: string[] = [];
  // Listening, not iterating: an iterator would join what arrives together.
  response.on('data', (chunk: Buffer) => chunks.push(String(chunk)));
  await once(response, 'end');
  assert.deepEqual(chunks, ['Hello\n', 'Node.js']);
  assert.equal(response.headers['content-type'], 'text/plain');
  assert.deepEqual(target.stats().byPath, { hello: 1 });
});

test('the general routes', async () => {
  await using target = await startTarget(FREE);
  const { general } = target.urls;
  assert.equal((await ask(`${general}/`)).json.message, 'hello from the salvo target');
  assert.equal((await ask(`${general}/delay/5`)).json.delayMs, 5);
  assert.equal((await ask(`${general}/delay/x`)).status, 400);
  for (const status of [201, 204, 304, 404, 500, 599]) {
    assert.equal((await ask(`${general}/status/${status}`)).status, status);
  }
  assert.equal((await ask(`${general}/status/302`)).headers.location, '/');
  assert.equal((await ask(`${general}/status/600`)).status, 400);
  for (const bytes of [0, 1, 65_536, 1_000_000]) {
    assert.equal((await ask(`${general}/bytes/${bytes}`)).text.length, bytes);
  }
  assert.equal((await ask(`${general}/nothing/here`)).status, 404);
  const echo = (await ask(`${general}/echo?a=1`, { method: 'PUT', headers: { 'X-Own': 'y' }, body: 'ü' })).json;
  assert.deepEqual([echo.method, echo.url, echo.headers['x-own'], echo.body], ['PUT', '/echo?a=1', 'y', 'ü']);
  assert.equal((await ask(`${general}/echo`, { method: 'POST', body: 'x'.repeat(1_100_000) })).status, 413);
});

test('a booking from token to payment; a seat is sold once', async () => {
  await using target = await startTarget(FREE);
  const api = `${target.urls.booking}/api`;
  assert.equal((await ask(`${api}/waiting-queue/position`)).status, 400);
  assert.equal((await ask(`${api}/concerts/1/schedules`)).status, 401);

  const { token } = (await ask(`${api}/waiting-queue/position`, { headers: { 'user-id': '7' } })).json;
  const headers = { token };
  const { schedules } = (await ask(`${api}/concerts/2/schedules`, { headers })).json;
  const seatsUrl = `${api}/concerts/2/schedules/${schedules[0].concertScheduleId}/seats`;
  const { seats, availableSeats } = (await ask(seatsUrl, { headers })).json;
  assert.equal(availableSeats, 10_000);

  const order = { concertSeatIds: [seats[0].concertSeatId], userId: 7 };
  const post = (url: string, value: unknown): Promise<Answer> =>
    ask(url, { method: 'POST', headers, body: typeof value === 'string' ? value : JSON.stringify(value) });
  const twice = await Promise.all([post(`${seatsUrl}/reservation`, order), post(`${seatsUrl}/reservation`, order)]);
  assert.deepEqual(twice.map(({ status }) => status).sort(), [200, 409]);
  const { concertReservationId } = twice.find(({ status }) => status === 200)!.json;

  const payment = `${seatsUrl}/reservation/payment`;
  assert.equal((await post(payment, { ...order, concertReservationId, userId: 8 })).status, 403);
  assert.equal(
    (await post(payment, { ...order, concertReservationId: [concertReservationId] })).json.status,
    'COMPLETED',
  );
  assert.equal((await post(payment, { ...order, concertReservationId })).status, 409);
  for (const bad of ['', '{', '[]', 'null', '{"concertSeatIds":1}']) {
    assert.equal((await post(`${seatsUrl}/reservation`, bad)).status, 400, bad);
  }
  assert.equal((await ask(seatsUrl, { headers })).json.availableSeats, 9_999);
  assert.equal((await ask(`${api}/concerts/99/schedules`, { headers })).status, 404);
  assert.equal((await ask(`${target.urls.booking}/`)).status, 200, 'the general routes are on this port as well');
});

test('counts are exact, by route and by status, and know nothing of questions about them', async () => {
  await using target = await startTarget(FREE);
  const { general, booking } = target.urls;
  await Promise.all([
    ...Array.from({ length: 40 }, () => ask(`${general}/?n=1`)),
    ...Array.from({ length: 20 }, (_, i) => ask(`${booking}/status/${i % 2 ? 404 : 200}`)),
    ask(`${general}/stats`),
  ]);
  const stats = (await ask(`${general}/stats`)).json;
  assert.deepEqual([stats.total, stats.answered, stats.dropped, stats.inFlight], [60, 60, 0, 0]);
  assert.deepEqual(stats.byPath, { '/': 40, '/status/:code': 20 });
  assert.deepEqual(stats.byStatus, { 200: 50, 404: 10 });
  assert.equal(stats.connections.total, 60);
  assert.deepEqual(target.stats(), { ...stats, connections: target.stats().connections });

  assert.equal((await ask(`${booking}/reset`)).json.total, 0);
  assert.deepEqual(target.stats().byPath, {});
});

test('a connection is counted once; what the client abandons is counted as dropped', async () => {
  await using target = await startTarget(FREE);
  const socket = connect(Number(new URL(target.urls.general).port), '127.0.0.1');
  for (const path of ['/', '/status/500', '/']) {
    socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
    await once(socket, 'data');
  }
  socket.write('GET /delay/60000 HTTP/1.1\r\nHost: x\r\n\r\n');
  while (target.stats().inFlight === 0) await new Promise(setImmediate);
  assert.deepEqual(target.stats().connections, { total: 1, now: 1, max: 1 });
  target.reset();
  assert.deepEqual([target.stats().total, target.stats().inFlight], [1, 1], 'a request in work stays');
  socket.destroy();

  const { total, answered, dropped, connections } = await settled(target);
  assert.deepEqual([total, answered, dropped], [1, 0, 1]);
  while (target.stats().connections.now > 0) await new Promise(setImmediate);
  assert.equal(connections.max, 1);
});

test('a port in use is told, and the ports opened before are closed', async () => {
  await using first = await startTarget(FREE);
  const taken = Number(new URL(first.urls.general).port);
  await assert.rejects(startTarget({ ...FREE, port: taken }), {
    code: 'E_TARGET_LISTEN',
    message: `the general server can't listen on 127.0.0.1:${taken}: the port is in use`,
  });
});

test('in a process of its own: serves, counts, ends when told', async () => {
  const target = await spawnTarget(FREE);
  assert.equal((await ask(`${target.urls.general}/`)).status, 200);
  assert.equal((await target.stats()).total, 1);
  assert.equal((await target.reset()).total, 0);
  process.kill(target.pid, 'SIGINT');
  assert.equal((await ask(`${target.urls.general}/`)).status, 200, "a terminal's Ctrl-C is meant for the tool");
  await target.stop();
  await assert.rejects(ask(`${target.urls.general}/`), { code: 'ECONNREFUSED' });
  await target.stop();
});

test('the process ends with its parent, however that one dies', async () => {
  const spawnUrl = new URL('../../src/target/spawn.js', import.meta.url).href;
  const code = `const { pid } = await (await import('${spawnUrl}')).spawnTarget(); console.log(pid);`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(parent.stdout, 'data');
  const pid = Number(String(line));
  assert.ok(isAlive(pid));
  parent.kill('SIGKILL');
  while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 10));
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('what keeps the process from starting is told', async () => {
  await using first = await spawnTarget(FREE);
  const port = Number(new URL(first.urls.hello).port);
  await assert.rejects(spawnTarget({ ...FREE, helloPort: port }), { code: 'E_TARGET_DIED', message: /in use/ });
});
