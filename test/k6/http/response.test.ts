// What a script finds in a response.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as zlib from 'node:zlib';
import { zstdStored } from '../../../src/protocols/http/zstd-stored.js';
import { threadRealm } from '../../../src/vu/realm/thread-realm.js';
import { plain } from '../../helpers/plain.js';
import { rawServer, respond } from '../../helpers/raw-server.js';
import { type Answered, testVu } from './http-vu.js';

async function answered(answer: string | Buffer, params?: object, options = {}): Promise<Answered> {
  await using server = await rawServer(({ socket }) => socket.write(answer));
  using vu = testVu(options);
  return await vu.call('get', `${server.url}/path?q=1`, params);
}

test('headers are canonical, joined, and case-sensitive; cookies are read', async () => {
  const { headers, cookies } = await answered(
    respond('200 OK', '', [
      'x-one: 1',
      'X-MANY: a',
      'x-many: b',
      'set-cookie: sid=abc; Path=/x; Domain=.example.com; Max-Age=60; Secure; HttpOnly',
      'set-cookie: plain="quoted"',
      'set-cookie: dated=1; expires=Wed, 21 Oct 2015 07:28:00 GMT',
    ]),
  );
  assert.deepEqual([headers['X-One'], headers['X-Many'], headers['x-one']], ['1', 'a, b', undefined]);
  assert.deepEqual(plain(cookies.sid), [
    {
      name: 'sid',
      value: 'abc',
      domain: '.example.com',
      path: '/x',
      http_only: true,
      secure: true,
      max_age: 60,
      expires: -6795364578871,
    },
  ]);
  assert.equal((cookies.plain as { value: string }[])[0]!.value, 'quoted');
  assert.equal((cookies.dated as { expires: number }[])[0]!.expires, 1445412480000);
});

test('headers that say where the body ends are not the script’s', async () => {
  const chunked =
    'Transfer-Encoding: chunked\r\nTrailer: X-Sum\r\nContent-Length: 9\r\nX-A: 1\r\n\r\n2\r\nok\r\n0\r\nX-Sum: 1\r\n\r\n';
  const response = await answered(`HTTP/1.1 200 OK\r\n${chunked}`);
  assert.deepEqual([plain(response.headers), response.body], [{ 'X-A': '1' }, 'ok']);
  const twice = await answered('HTTP/1.1 200\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok');
  assert.deepEqual([twice.status_text, plain(twice.headers)], ['200', { 'Content-Length': '2' }]);
});

test('what is said of trailers stays where none can come, and must not name what the body depends on', async () => {
  const plainly = await answered('HTTP/1.1 200 OK\r\nTrailer: X-Sum\r\nTrailer: X-B\r\nContent-Length: 2\r\n\r\nok');
  assert.deepEqual([plain(plainly.headers), plainly.body], [{ Trailer: 'X-Sum, X-B', 'Content-Length': '2' }, 'ok']);
  const chunked = 'Transfer-Encoding: chunked\r\nTrailer: x-a, transfer-encoding\r\n\r\n2\r\nok\r\n0\r\n\r\n';
  const bad = await answered(`HTTP/1.1 200 OK\r\n${chunked}`);
  assert.deepEqual([bad.error_code, bad.error, bad.body], [1000, 'bad trailer key "Transfer-Encoding"', null]);
});

test('nothing, in several encodings', async () => {
  const ended = 'error decompressing response body (unexpected EOF)';
  for (const [encoding, code, error, body] of [
    ['gzip, br', 1701, ended, null],
    ['deflate, br', 1701, ended, null],
    ['br, br', 1000, 'unexpected EOF', ''],
    ['zstd, br', 0, '', ''],
  ] as const) {
    const response = await answered(`HTTP/1.1 200 OK\r\nContent-Encoding: ${encoding}\r\nContent-Length: 0\r\n\r\n`);
    assert.deepEqual([response.error_code, response.error, response.body], [code, error, body], encoding);
  }
});

test('names of Object members, and a reason beyond ASCII', async () => {
  const { headers, cookies, status_text } = await answered(
    respond('200 D\u00e9j\u00e0 vu', '', ['__proto__: 1', 'set-cookie: constructor=1', 'set-cookie: __proto__=2']),
  );
  assert.equal(status_text, '200 Déjà vu');
  assert.equal(Object.getOwnPropertyDescriptor(headers, '__proto__')!.value, '1');
  assert.deepEqual(Object.keys(cookies), ['constructor', '__proto__']);
  assert.equal(Object.getPrototypeOf(cookies), threadRealm.intrinsics.Object.prototype);
});

test('the plain fields', async () => {
  const response = await answered(respond('418 I am a teapot', 'größe'));
  assert.deepEqual(
    [response.status, response.status_text, response.proto, response.error, response.error_code, response.body],
    [418, '418 I am a teapot', 'HTTP/1.1', '', 1418, 'größe'],
  );
  assert.equal(response.remote_ip, '127.0.0.1');
  assert.match(response.url, /^http:\/\/127\.0\.0\.1:\d+\/path\?q=1$/);
  assert.deepEqual([response.tls_version, response.tls_cipher_suite, response.ocsp.status], ['', '', '']);
  assert.equal(response.request.method, 'GET');
  assert.deepEqual(plain(response.request.headers['User-Agent']), ['test/1']);
  const { duration, sending, waiting, receiving, looking_up } = response.timings;
  assert.ok(Math.abs(duration! - sending! - waiting! - receiving!) < 1e-9);
  assert.equal(looking_up, 0);
});

test('fields and methods are own properties, in k6’s order; none can be added or deleted', async () => {
  const response = (await answered(respond('200 OK', '{}'))) as unknown as Record<string, unknown>;
  const names = [
    ...['remote_ip', 'remote_port', 'url', 'status', 'status_text', 'proto', 'headers', 'cookies', 'body', 'timings'],
    ...['tls_version', 'tls_cipher_suite', 'ocsp', 'error', 'error_code', 'request'],
    ...['clickLink', 'html', 'json', 'submitForm'],
  ];
  assert.deepEqual(Object.keys(response), names);
  assert.deepEqual(Object.keys({ ...response }), names);
  const { status, ...others } = response;
  assert.deepEqual(
    [status, Object.keys(others).length, Object.hasOwn(response, 'json')],
    [200, names.length - 1, true],
  );
  assert.equal(Object.getPrototypeOf(response), threadRealm.intrinsics.Object.prototype);
  assert.throws(() => (response.another = 1), { message: 'Cannot assign to property another of a host object' });
  assert.throws(() => delete response.status, { message: 'Cannot delete property status of a host object' });
  assert.throws(() => Object.defineProperty(response, 'another', { value: 1 }), { name: 'TypeError' });
  response.body = '{"a":1}';
  assert.deepEqual([response.body, plain((response.json as () => unknown)())], ['{"a":1}', { a: 1 }]);
});

test('bodies as text, as bytes, and not at all', async () => {
  const answer = respond('200 OK', 'ab\u00ff');
  assert.equal((await answered(answer)).body, 'ab\u00ff');
  const binary = (await answered(answer, { responseType: 'binary' })).body as ArrayBuffer;
  assert.ok(binary instanceof threadRealm.intrinsics.ArrayBuffer);
  assert.deepEqual([...new Uint8Array(binary)], [97, 98, 195, 191]);
  assert.equal((await answered(answer, { responseType: 'none' })).body, null);
  assert.equal((await answered(answer, {}, { discardResponseBodies: true })).body, null);
  assert.equal((await answered(answer, { responseType: 'text' }, { discardResponseBodies: true })).body, 'ab\u00ff');
  assert.equal((await answered(respond('200 OK', ''))).body, '');
  assert.equal((await answered('HTTP/1.1 204 No Content\r\n\r\n')).body, null);
  assert.equal((await answered('HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n')).body, null);
});

test('encoded bodies are decoded, the header stays', async () => {
  const text = 'compress me '.repeat(50);
  const encodings: [string, Buffer][] = [
    ['gzip', zlib.gzipSync(text)],
    ['deflate', zlib.deflateSync(text)],
    ['br', zlib.brotliCompressSync(text)],
    ['zstd', zstdStored(Buffer.from(text))],
    ['GZIP', zlib.gzipSync(text)],
    ['deflate, gzip', zlib.gzipSync(zlib.deflateSync(text))],
    ['x-own, gzip', zlib.gzipSync(text)],
    ['gzip, identity', zlib.gzipSync(text)],
  ];
  for (const [name, body] of encodings) {
    const head = `HTTP/1.1 200 OK\r\nContent-Encoding: ${name}\r\nContent-Length: ${body.length}\r\n\r\n`;
    const response = await answered(Buffer.concat([Buffer.from(head), body]));
    assert.deepEqual([name, response.error, response.body === text], [name, '', true]);
    assert.equal(response.headers['Content-Encoding'], name);
  }
  const unknown = await answered(respond('200 OK', 'as it is', ['Content-Encoding: x-own']));
  assert.equal(unknown.body, 'as it is');
});

test('bodies that are not what their encoding says fail as in k6', async () => {
  const packed = zlib.gzipSync('words');
  const twice = (reason: string): string =>
    `error decompressing response body (error decompressing response body (${reason}))`;
  const badSum = Buffer.concat([packed.subarray(0, -8), Buffer.alloc(8)]);
  // Extra fields, a name and a comment: flags of gzip.
  const parts = Buffer.from([...packed.subarray(0, 3), 28, ...packed.subarray(4, 10), 1, 0, 9, 97, 0, 98, 0]);
  const withParts = Buffer.concat([parts, badSum.subarray(10)]);
  for (const [name, body, code, error, part] of [
    ['gzip', Buffer.from('not gzip at all'), 1701, 'error decompressing response body (gzip: invalid header)'],
    ['gzip', Buffer.from('short'), 1701, 'error decompressing response body (unexpected EOF)'],
    ['gzip', packed.subarray(0, -4), 1000, 'unexpected EOF', 'words'],
    ['gzip', badSum, 1701, twice('gzip: invalid checksum'), 'words'],
    ['gzip', withParts, 1701, twice('gzip: invalid checksum'), 'words'],
    ['deflate', zlib.deflateSync('words').subarray(0, -1), 1000, 'unexpected EOF', 'words'],
    ['deflate', zlib.deflateRawSync('words'), 1701, twice('zlib: invalid header')],
    ['gzip', Buffer.alloc(0), 1701, 'error decompressing response body (EOF)'],
    ['deflate', Buffer.alloc(0), 1701, 'error decompressing response body (unexpected EOF)'],
    ['br', Buffer.alloc(0), 1000, 'unexpected EOF', ''],
    ['zstd', Buffer.from('plain text'), 1701, twice('invalid input: magic number mismatch'), ''],
  ] as [string, Buffer, number, string, string?][]) {
    const head = `HTTP/1.1 200 OK\r\nContent-Encoding: ${name}\r\nContent-Length: ${body.length}\r\n\r\n`;
    const response = await answered(Buffer.concat([Buffer.from(head), body]));
    assert.deepEqual([response.status, response.error_code, response.error], [0, code, error]);
    assert.equal(response.body, part ?? null);
  }
});

test('a packed nothing is none: also of HEAD, not where there are no bodies', async () => {
  const empty = (status: string): string => respond(status, '', ['Content-Encoding: gzip']);
  await using server = await rawServer(({ socket, text }) =>
    socket.write(
      text.includes('/none') ? 'HTTP/1.1 204 No Content\r\nContent-Encoding: gzip\r\n\r\n' : empty('200 OK'),
    ),
  );
  using vu = testVu();
  const codes = async (method: string, path: string, params?: object): Promise<number> =>
    (await vu.call(method, server.url + path, params)).error_code;
  assert.deepEqual(
    [await codes('head', '/'), await codes('get', '/none'), await codes('get', '/', { responseType: 'none' })],
    [1701, 0, 0],
  );
});

test('a connection that the server closes is nothing that headers tell; one that it may keep is', async () => {
  for (const [line, told] of [
    ['Connection: close', undefined],
    ['connection: x, CLOSE', undefined],
    ['Connection: keep-alive', 'keep-alive'],
    ['Connection: closed', 'closed'],
  ] as const) {
    const response = await answered(respond('200 OK', 'ok', [line]));
    assert.equal(response.headers.Connection, told, line);
  }
});

test('a server that switches protocols makes no response', async () => {
  await using server = await rawServer(({ socket }) =>
    socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n'),
  );
  using vu = testVu();
  await assert.rejects(vu.call('get', server.url), /unsupported response status: 101 Switching Protocols/);
  assert.equal(vu.counter('http_reqs'), 0);
});

test('a failed request has the address that was given; one that came further where it came to', async () => {
  await using server = await rawServer(({ socket, text }) =>
    text.includes('/to') ? socket.write(respond('302 Found', '', ['Location: http://127.0.0.1:1/x y'])) : socket.end(),
  );
  using vu = testVu();
  const urlOf = async (path: string): Promise<string> => (await vu.call('get', server.url + path)).url;
  assert.deepEqual(
    [await urlOf('/a b?c d'), await urlOf('/to')],
    [`${server.url}/a b?c d`, 'http://127.0.0.1:1/x%20y'],
  );
});

test('a large encoded body is decoded off the thread', async () => {
  const noise = Buffer.from(Array.from({ length: 400_000 }, (_, i) => (i * 2654435761) % 251));
  const encodings: [string, Buffer][] = [
    ['gzip', zlib.gzipSync(noise, { level: 0 })],
    ['deflate', zlib.deflateSync(noise, { level: 0 })],
  ];
  for (const [name, body] of encodings) {
    const head = `HTTP/1.1 200 OK\r\nContent-Encoding: ${name}\r\nContent-Length: ${body.length}\r\n\r\n`;
    const response = await answered(Buffer.concat([Buffer.from(head), body]), { responseType: 'binary' });
    assert.ok(Buffer.from(response.body as ArrayBuffer).equals(noise));
  }
});

test('json, whole and by selectors', async () => {
  const response = await answered(respond('200 OK', '{"a":{"b":[{"c":1},{"c":2}]},"x.y":3,"n":null}'));
  assert.equal(response.json(), response.json());
  assert.equal(response.json('a.b.1.c'), 2);
  assert.deepEqual(plain(response.json('a.b.#.c')), [1, 2]);
  assert.equal(response.json('x\\.y'), 3);
  assert.equal(response.json('missing'), undefined);
  assert.equal(response.json('n'), null);
  const bad = await answered(respond('200 OK', '{"a":\n oops}'));
  assert.throws(() => bad.json(), { name: 'GoError', message: /line 2, character 2 .*invalid character 'o'/ });
  assert.equal(bad.json('a'), undefined);
  const none = await answered(respond('200 OK', 'x'), { responseType: 'none' });
  assert.throws(() => none.json(), { name: 'GoError', message: /body is null/ });
});

test('fields can be written, new ones cannot be added', async () => {
  const response = (await answered(respond('200 OK', 'text'))) as unknown as Record<string, unknown>;
  response.status = 500;
  response.body = 'mine';
  (response.headers as Record<string, string>).Extra = 'kept';
  assert.deepEqual([response.status, response.body], [500, 'mine']);
  assert.equal((response.headers as Record<string, string>).Extra, 'kept');
  assert.throws(() => (response.unknown = 1), {
    name: 'TypeError',
    message: 'Cannot assign to property unknown of a host object',
  });
  const names: string[] = [];
  for (const name in response) names.push(name);
  for (const name of ['status', 'body', 'timings', 'json', 'html']) assert.ok(names.includes(name), name);
  const copy = JSON.parse(JSON.stringify(response)) as Record<string, unknown>;
  assert.deepEqual([copy.status, copy.body], [500, 'mine']);
});

test('arguments that make no request give an empty response and a warning, or throw', async () => {
  using vu = testVu();
  const cases: [unknown[], RegExp, number][] = [
    [['http://a b/'], /invalid character " " in host name/, 1020],
    [['http://x:y/'], /invalid port ":y" after host/, 1020],
    [['http://a\n/'], /invalid control character in URL/, 1020],
    [[null], /^invalid URL: '#<nil>'$/, 1020],
    [['http://x/', { timeout: 'soon' }], /^invalid timeout value: time: invalid duration "soon"$/, 0],
    [['http://x/', { responseType: 'blob' }], /^blob does not belong to ResponseType values$/, 0],
    [['http://x/', { responseCallback: 5 }], /unsupported responseCallback/, 0],
  ];
  for (const [args, message, code] of cases) {
    const response = await vu.call('get', ...args);
    assert.match(response.error, message);
    const { status, error_code, url: shown, body, request } = response;
    assert.deepEqual([status, error_code, shown, JSON.stringify(body), request], [0, code, '', '[]', null]);
    const [url, params] = args;
    await assert.rejects(vu.call('get', url, { ...(params as object), throw: true }), { name: 'GoError', message });
  }
  assert.match((await vu.call('post', 'http://x/', 5)).error, /unknown request body type int64/);
  assert.match((await vu.call('post', 'http://x/', [1])).error, /unknown request body type \[\]interface \{\}/);
  assert.match((await vu.call('post', 'http://x/', true)).error, /unknown request body type bool/);
  assert.match(
    (await vu.call('post', 'http://x/', new Float64Array(1))).error,
    /unknown request body type \[\]float64/,
  );
  assert.match((await vu.call('post', 'http://x/', new Int8Array(1))).error, /unknown request body type \[\]int8/);
  assert.equal(vu.counter('http_reqs'), 0);
  assert.ok(vu.logs.every(({ message, level }) => message === 'Request Failed' && level === 'warning'));
});

test('the warning about a failed request does not tell the password in its URL', async () => {
  using vu = testVu();
  for (const url of ['http://ann:s3cr:et@127.0.0.1:1/a:b@c', 'http://ann@127.0.0.1:1/a:b@c']) await vu.call('get', url);
  const told = vu.logs.map(({ fields }) => String(fields!.error));
  assert.match(told[0]!, /^Get "http:\/\/ann:\*\*\*@127\.0\.0\.1:1\/a:b@c": /);
  assert.match(told[1]!, /^Get "http:\/\/ann@127\.0\.0\.1:1\/a:b@c": /);
});

test('with throw, a request that fails throws and counts', async () => {
  using vu = testVu({ throw: true });
  await assert.rejects(vu.call('get', 'http://127.0.0.1:1/x'), {
    name: 'GoError',
    message: 'Get "http://127.0.0.1:1/x": dial tcp 127.0.0.1:1: connect: connection refused',
  });
  assert.equal(vu.counter('http_reqs'), 1);
});

test('http calls are refused in init code', async () => {
  using vu = testVu();
  vu.context.stage = 'init';
  for (const name of ['get', 'batch']) {
    await assert.rejects(vu.call(name, 'http://x/'), { name: 'GoError', message: /init context/ });
  }
  assert.throws(() => (vu.http.cookieJar as () => unknown)(), { name: 'GoError' });
});

test('requests can be compressed', async () => {
  await using server = await rawServer(({ socket }) => socket.write(respond('200 OK', 'ok')));
  using vu = testVu();
  await vu.call('post', server.url, 'zip me', { compression: 'deflate, gzip' });
  const text = server.requests[0]!;
  assert.match(text, /\r\nContent-Encoding: deflate, gzip\r\n/);
  const body = Buffer.from(text.slice(text.indexOf('\r\n\r\n') + 4), 'latin1');
  assert.equal(zlib.inflateSync(zlib.gunzipSync(body)).toString(), 'zip me');
  assert.match((await vu.call('post', server.url, 'x', { compression: 'lzw' })).error, /unknown compression algorithm/);
});
