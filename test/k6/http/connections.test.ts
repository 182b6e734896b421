// How connections are kept, used again, replaced and limited; and that counts stay true when they break.
import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { test } from 'node:test';
import { deafServer, rawServer, respond } from '../../helpers/raw-server.js';
import { countingServer } from '../../helpers/servers.js';
import { type Answered, testVu } from './http-vu.js';

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

test('one connection serves all requests of a VU, also over iterations', async () => {
  await using server = await rawServer(({ socket }) => socket.write(respond('200 OK', 'ok')));
  using vu = testVu();
  for (let i = 0; i < 20; i++) {
    await vu.call('get', server.url);
    vu.endIteration();
  }
  assert.equal(server.connections, 1);
});

test('a HEAD without a length, and answers of 204, keep the connection', async () => {
  await using server = await rawServer(({ socket, index }) =>
    socket.write(index % 2 === 0 ? 'HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n' : 'HTTP/1.1 204 No Content\r\n\r\n'),
  );
  using vu = testVu();
  for (const name of ['head', 'get', 'head', 'get']) {
    const response: Answered = await vu.call(name, server.url);
    assert.equal(response.error, '');
  }
  assert.equal(server.connections, 1);
});

test('the Keep-Alive hint of a server is not followed', async () => {
  await using server = await rawServer(({ socket }) =>
    socket.write(respond('200 OK', 'ok', ['Connection: keep-alive', 'Keep-Alive: timeout=1'])),
  );
  using vu = testVu();
  await vu.call('get', server.url);
  await sleep(1200);
  await vu.call('get', server.url);
  assert.equal(server.connections, 1);
});

test('Connection: close is followed', async () => {
  await using server = await rawServer(({ socket }) => socket.end(respond('200 OK', 'ok', ['Connection: close'])));
  using vu = testVu();
  for (let i = 0; i < 5; i++) assert.equal((await vu.call('get', server.url)).status, 200);
  assert.deepEqual([server.connections, server.requests.length, vu.counter('http_reqs')], [5, 5, 5]);
});

test('a GET whose kept connection was closed meanwhile goes out again, once, and counts once', async () => {
  // Every connection answers its first request and closes without a word when the second one comes.
  await using server = await rawServer(({ socket, onConnection }) => {
    if (onConnection === 0) socket.write(respond('200 OK', 'ok'));
    else socket.end();
  });
  using vu = testVu();
  for (let i = 0; i < 10; i++) {
    const response: Answered = await vu.call('get', server.url);
    assert.deepEqual([response.status, response.error], [200, '']);
  }
  assert.equal(vu.counter('http_reqs'), 10);
  // The first request of each connection was answered; each second one was never.
  assert.deepEqual([server.connections, server.requests.length], [10, 19]);
});

test('a POST is not sent again when the server may have seen it', async () => {
  await using server = await rawServer(({ socket, onConnection }) => {
    if (onConnection === 0) socket.write(respond('200 OK', 'ok'));
    else socket.end();
  });
  using vu = testVu();
  assert.equal((await vu.call('post', server.url, 'a')).status, 200);
  const lost: Answered = await vu.call('post', server.url, 'b');
  assert.deepEqual([lost.status, lost.error, lost.error_code], [0, 'EOF', 1000]);
  const replayable = { headers: { 'idempotency-key': '1' } };
  assert.equal((await vu.call('post', server.url, 'c')).status, 200);
  assert.equal((await vu.call('post', server.url, 'd', replayable)).status, 200);
  assert.deepEqual([server.requests.length, vu.counter('http_reqs')], [5, 4]);
});

test('a connection closed while idle is replaced without anybody noticing', async () => {
  await using server = await rawServer(({ socket }) => {
    socket.write(respond('200 OK', 'ok'));
    setTimeout(() => socket.end(), 5);
  });
  using vu = testVu();
  for (let i = 0; i < 5; i++) {
    assert.equal((await vu.call('post', server.url, 'x')).status, 200);
    await sleep(20);
  }
  assert.deepEqual([server.requests.length, server.connections, vu.counter('http_reqs')], [5, 5, 5]);
});

for (const [how, close] of [
  ['ended', (socket: Socket) => socket.end()],
  ['reset', (socket: Socket) => socket.resetAndDestroy()],
] as const) {
  test(`a POST in the turn of the response does not go out on a connection that was ${how} behind it`, async () => {
    await using server = await rawServer(({ socket }) => {
      socket.write(respond('200 OK', 'ok'), () => close(socket));
    });
    using vu = testVu();
    for (let i = 0; i < 20; i++) {
      const response = await new Promise<Answered>((done) => vu.callWith('post', [server.url, 'x'], done));
      assert.equal(response.status, 200);
    }
    assert.deepEqual([server.requests.length, server.connections, vu.counter('http_reqs')], [20, 20, 20]);
  });
}

test('an answer before a large body has gone out ends the sending, and the connection with it', async () => {
  let first = true;
  await using server = await deafServer((socket) => {
    if (first) socket.write(respond('413 Content Too Large'));
    else socket.resume().once('data', () => socket.write(respond('200 OK', 'ok')));
    first = false;
  });
  using vu = testVu();
  const size = 50_000_000;
  assert.equal((await vu.call('post', server.url, new ArrayBuffer(size), { timeout: 20_000 })).status, 413);
  assert.equal((await vu.call('get', server.url, { timeout: 20_000 })).status, 200);
  assert.ok(vu.context.traffic.sent < size);
});

test('a large body that nobody reads times out, and only what has gone out is counted', async () => {
  await using server = await deafServer(() => {});
  using vu = testVu();
  const size = 50_000_000;
  const response = await vu.call('post', server.url, new ArrayBuffer(size), { timeout: 300 });
  assert.deepEqual([response.error_code, vu.counter('http_reqs')], [1050, 1]);
  assert.ok(vu.context.traffic.sent > 0 && vu.context.traffic.sent < size);
});

test('unasked bytes on an idle connection end it, and nothing else', async () => {
  await using server = await rawServer(({ socket }) => {
    socket.write(respond('200 OK', 'ok'));
    setTimeout(() => socket.write('HTTP/1.1 408 Request Timeout\r\n\r\n'), 5);
  });
  using vu = testVu();
  for (let i = 0; i < 3; i++) {
    assert.equal((await vu.call('get', server.url)).status, 200);
    while (server.openConnections > 0) await sleep(5);
  }
  assert.deepEqual([server.connections, vu.counter('http_reqs')], [3, 3]);
});

test('noConnectionReuse opens one for each request; noVUConnectionReuse for each iteration', async () => {
  await using server = await rawServer(({ socket }) => socket.write(respond('200 OK', 'ok')));
  {
    using vu = testVu({ noConnectionReuse: true });
    for (let i = 0; i < 3; i++) await vu.call('get', server.url);
    assert.equal(server.connections, 3);
  }
  using vu = testVu({ noVUConnectionReuse: true });
  for (let i = 0; i < 3; i++) {
    await vu.call('get', server.url);
    await vu.call('get', server.url);
    vu.endIteration();
  }
  assert.equal(server.connections, 6);
});

test('an interrupted request leaves no sample, only its bytes', async () => {
  await using server = await rawServer(({ socket }) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n1'));
  using vu = testVu();
  const operation = vu.begin('get', server.url);
  while (vu.context.traffic.received === 0) await sleep(5);
  operation.cancel!();
  await sleep(20);
  assert.equal(vu.counter('http_reqs'), 0);
  assert.ok(vu.context.traffic.sent > 20);
  assert.equal(server.openConnections, 0);
});

test('requests can be interrupted in any state', async () => {
  await using server = await rawServer(() => {});
  using vu = testVu();
  // Before anything, while the name is looked up, while the connection opens.
  vu.begin('get', server.url).cancel!();
  vu.begin('get', 'http://nobody.invalid/').cancel!();
  const dialling = vu.begin('get', server.url);
  await new Promise(process.nextTick);
  dialling.cancel!();
  await sleep(50);
  while (server.openConnections > 0) await sleep(5);
  assert.equal(vu.counter('http_reqs'), 0);
});

test('the socket bytes are counted', async () => {
  const answer = respond('200 OK', 'x'.repeat(1000));
  await using server = await rawServer(({ socket }) => socket.write(answer));
  using vu = testVu();
  await vu.call('post', server.url, 'y'.repeat(50_000));
  await vu.call('get', server.url);
  assert.equal(vu.context.traffic.received, 2 * answer.length);
  assert.equal(vu.context.traffic.sent, server.requests.join('').length);
});

test('what went wrong before a connection stood', async () => {
  using vu = testVu({
    blacklistIPs: ['10.0.0.0/8', '::1/128'],
    blockHostnames: ['*.blocked.test', 'exact.test'],
    hosts: { 'in.test': '10.1.2.3' },
  });
  const expected: [string, string, number][] = [
    ['http://127.0.0.1:1/', 'dial: connection refused', 1212],
    ['http://nobody.invalid/', 'lookup: no such host', 1101],
    ['http://10.0.0.1/', 'ip is blacklisted', 1110],
    ['http://in.test/', 'ip is blacklisted', 1110],
    ['http://[::1]/', 'ip is blacklisted', 1110],
    ['http://a.BLOCKED.test/', 'hostname is blocked', 1111],
    ['http://exact.test/', 'hostname is blocked', 1111],
    ['http://127.0.0.1:65536/', 'dial tcp: address 65536: invalid port', 1210],
  ];
  for (const [url, error, code] of expected) {
    const response: Answered = await vu.call('get', url);
    assert.deepEqual([url, response.error, response.error_code, response.status], [url, error, code, 0]);
    assert.deepEqual({ ...response.timings, looking_up: 0 }, ZEROS);
  }
  assert.equal(vu.counter('http_reqs'), expected.length);
});

const ZEROS = {
  duration: 0,
  blocked: 0,
  looking_up: 0,
  connecting: 0,
  tls_handshaking: 0,
  sending: 0,
  waiting: 0,
  receiving: 0,
};

test('hosts sends names elsewhere; a port of its own wins', async () => {
  await using server = await rawServer(({ socket }) => socket.write(respond('200 OK', 'ok')));
  using vu = testVu({
    hosts: { 'a.test': `127.0.0.1:${server.port}`, '*.wild.test': '127.0.0.1', [`b.test:${server.port}`]: '127.0.0.1' },
  });
  for (const url of ['http://a.test/', `http://x.wild.test:${server.port}/`, `http://b.test:${server.port}/`]) {
    assert.equal((await vu.call('get', url)).status, 200);
  }
  assert.match(server.requests[0]!, /\r\nHost: a\.test\r\n/);
});

test('localIPs choose the source address in turn', async () => {
  const sources: (string | undefined)[] = [];
  await using server = await rawServer(({ socket }) => {
    sources.push(socket.remoteAddress);
    socket.write(respond('200 OK', 'ok'));
  });
  using vu = testVu({ localIPs: ['127.0.0.2-127.0.0.3'], noConnectionReuse: true });
  for (let i = 0; i < 3; i++) await vu.call('get', server.url);
  assert.deepEqual(sources, ['127.0.0.2', '127.0.0.3', '127.0.0.2']);
});

test('batch runs as many at once as it may, in all and per host', async () => {
  await using server = await countingServer((_request, response) => {
    setTimeout(() => response.end('ok'), 30);
  });
  using vu = testVu();
  const urls = Array.from({ length: 7 }, (_, i) => `${server.url}/${i}`);
  const responses = await vu.callFor<Answered[]>('batch', urls);
  assert.deepEqual(
    Array.from(responses, ({ status, url }) => [status, url]),
    urls.map((url) => [200, url]),
  );
  assert.equal(server.maxInFlight, 6);
  assert.equal(server.maxConnections, 6);
  await vu.callFor('batch', urls);
  // Six stay idle, so the second batch opened none.
  assert.equal(server.connections, 6);
});

test('batch gives objects for objects, and reads every form of request', async () => {
  await using server = await rawServer(({ socket, text }) => socket.write(respond('200 OK', text.split('\r\n')[0]!)));
  using vu = testVu({ batch: 2 });
  const tpl = vu.http.url as (strings: string[], ...values: unknown[]) => unknown;
  const responses = await vu.callFor<Record<string, Answered>>('batch', {
    text: `${server.url}/text`,
    array: ['POST', `${server.url}/array`, 'x', { tags: { mine: 'a' } }],
    object: { method: 'PUT', url: `${server.url}/object`, body: 'y' },
    named: tpl([`${server.url}/`, '/x'], 5),
  });
  const lines = Object.entries(responses).map(([key, { body }]) => [key, String(body).replace(' HTTP/1.1', '')]);
  assert.deepEqual(Object.fromEntries(lines), {
    text: 'GET /text',
    array: 'POST /array',
    object: 'PUT /object',
    named: 'GET /5/x',
  });
  assert.ok(vu.requestTags().some((tags) => tags.name === `${server.url}/\${}/x` && tags.url === tags.name));
});

test('batch gives objects in the order of the requests, not of the responses', async () => {
  const waiting: (() => void)[] = [];
  await using server = await rawServer(({ socket }) => {
    waiting.push(() => socket.write(respond('200 OK', 'ok')));
    if (waiting.length === 3) for (const [i, answer] of waiting.reverse().entries()) setTimeout(answer, i * 30);
  });
  using vu = testVu();
  const requests = { first: `${server.url}/1`, second: `${server.url}/2`, third: `${server.url}/3` };
  const responses = await vu.callFor<Record<string, Answered>>('batch', requests);
  assert.deepEqual(
    Object.entries(responses).map(([key, { url }]) => [key, url]),
    Object.entries(requests),
  );
});

test('closing a VU closes its connections', async () => {
  await using server = await rawServer(({ socket }) => socket.write(respond('200 OK', 'ok')));
  using vu = testVu();
  await vu.callFor('batch', [server.url, server.url, server.url]);
  vu.context.parts.closed();
  await sleep(20);
  assert.equal(server.openConnections, 0);
});
