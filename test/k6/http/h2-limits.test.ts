// What an HTTP/2 server may not do to the load generator: floods, and memory that stays behind; and what it may allow.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createSecureServer } from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import { test } from 'node:test';
import { MISBEHAVIOUR } from '../../helpers/h2-misbehaviour.js';
import { block, frame, type RawRequest, rawH2Server, setting, uint32 } from '../../helpers/raw-h2-server.js';
import { testCertificates } from '../../helpers/tls.js';
import { growths } from './h2-memory.js';
import { type Answered, testVu } from './http-vu.js';

const [DATA, HEADERS, RST_STREAM, SETTINGS, PING, WINDOW_UPDATE, CONTINUATION] = [0, 1, 3, 4, 6, 8, 9] as const;
const END_HEADERS = 4;

/** Frames that cost work and bring nothing. */
const FLOODS: Readonly<Record<string, (id: number) => Buffer>> = {
  pings: () => frame(PING, 0, 0, '12345678'),
  settings: () => frame(SETTINGS, 0, 0, setting(3, 100)),
  'empty settings': () => frame(SETTINGS, 0, 0),
  'resets of nothing': (id) => frame(RST_STREAM, 0, id + 2, uint32(8)),
  'empty data': (id) => frame(DATA, 0, id),
  'data for nobody': (id) => frame(HEADERS, END_HEADERS, id + 2, block([':status', '200'])),
  'interim responses': (id) => frame(HEADERS, END_HEADERS, id, block([':status', '103'])),
  'windows that nobody needs': () => frame(WINDOW_UPDATE, 0, 0, uint32(1)),
  'unknown frames': () => frame(77, 0, 0, 'x'),
};

const flood = ({ id, name, send }: RawRequest, count: number): void => {
  const begin = name === 'empty data' ? [frame(HEADERS, END_HEADERS, id, block([':status', '200']))] : [];
  send(...begin, ...Array.from({ length: count }, () => FLOODS[name]!(id)));
};

test('floods end the connection, and many frames are none', async () => {
  let count = 0;
  await using server = await rawH2Server((request) => {
    if (request.name in FLOODS) flood(request, count);
    // A response whose head has gone out is not headed again.
    if (request.name === 'empty data' && count < 10_000) request.send(frame(DATA, 1, request.id, 'fine'));
    else MISBEHAVIOUR.fine!(request);
  });
  using vu = testVu({ insecureSkipTLSVerify: true });
  for (const name of Object.keys(FLOODS)) {
    const ask = () => vu.call('get', server.url, { headers: { 'X-Case': name } });
    count = 12_000;
    const { error_code, error } = await ask();
    assert.deepEqual([name, error_code], [name, 1662]);
    assert.match(error, /connection error with http2 ErrCode ENHANCE_YOUR_CALM/);
    count = 3000;
    assert.deepEqual([name, (await ask()).body], [name, 'fine']);
  }
  assert.ok(server.seen.goAways.every((code) => code === 11));
});

test('header blocks do not grow without end', async () => {
  await using server = await rawH2Server(({ id, name, send }) => {
    if (name === '') return MISBEHAVIOUR.fine!({ id, name, send } as RawRequest);
    const piece = frame(CONTINUATION, 0, id, name === 'empty' ? '' : Buffer.alloc(16_000, 'x'));
    send(
      frame(HEADERS, 0, id, block([':status', '200'])),
      ...Array.from({ length: name === 'empty' ? 12_000 : 700 }, () => piece),
    );
  });
  using vu = testVu({ insecureSkipTLSVerify: true });
  const ask = async (name: string) => (await vu.call('get', server.url, { headers: { 'X-Case': name } })).error_code;
  assert.deepEqual([await ask('empty'), await ask('large'), await ask('')], [1662, 1652, 0]);
});

test('a server that allows few streams gets all requests', async () => {
  const server = createSecureServer({ ...testCertificates().server, settings: { maxConcurrentStreams: 2 } });
  const sockets = new Set<Socket>();
  server.on('secureConnection', (socket: Socket) => sockets.add(socket));
  server.on('stream', (stream) => {
    stream.on('error', () => {});
    setTimeout(() => {
      stream.respond({ ':status': 200 });
      stream.end('ok');
    }, 5);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `https://localhost:${(server.address() as AddressInfo).port}`;
  using vu = testVu({ insecureSkipTLSVerify: true });
  await vu.call('get', url);
  const batch = await vu.callFor<Answered[]>(
    'batch',
    Array.from({ length: 6 }, (_, i) => `${url}/${i}`),
  );
  assert.deepEqual(
    Array.from(batch, ({ body }) => body),
    Array(6).fill('ok'),
  );
  assert.ok(sockets.size > 1, 'further connections for what the first one does not take');
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
});

test('nothing stays behind of requests that failed', async () => {
  const times = 60;
  const faults = ['no status', 'closed in body', 'push'] as const;
  for (const { fault, code, bytes } of await growths(times, faults)) {
    assert.ok(code > 0, fault);
    // A connection, a stream or a response that is kept each time would be more.
    assert.ok(bytes / times < 2500, `${fault}: ${bytes / times} bytes each`);
  }
});
