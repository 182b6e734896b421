// What goes out, byte by byte: k6's request format.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rawServer, respond } from '../../helpers/raw-server.js';
import { testVu } from './http-vu.js';

/** Runs one call against a server that answers 200, and gives what it was sent, with the port taken out. */
async function sent(
  call: (vu: ReturnType<typeof testVu>, url: string) => Promise<unknown>,
  options = {},
): Promise<string> {
  await using server = await rawServer(({ socket }) => socket.write(respond('200 OK', 'ok')));
  using vu = testVu(options);
  await call(vu, server.url);
  return server.requests.join('').replaceAll(`:${server.port}`, ':PORT');
}

const HEAD = 'Host: 127.0.0.1:PORT\r\nUser-Agent: test/1\r\n';

test('a GET has a host and a user agent, nothing else', async () => {
  assert.equal(await sent((vu, url) => vu.call('get', `${url}/a?b=c`)), `GET /a?b=c HTTP/1.1\r\n${HEAD}\r\n`);
});

test('a URL without a path asks for the root; a fragment stays here', async () => {
  assert.equal(await sent((vu, url) => vu.call('get', `${url}#part`)), `GET / HTTP/1.1\r\n${HEAD}\r\n`);
  assert.equal(await sent((vu, url) => vu.call('get', `${url}?q`)), `GET /?q HTTP/1.1\r\n${HEAD}\r\n`);
});

test('paths are escaped, queries go out as they are', async () => {
  const text = await sent((vu, url) => vu.call('get', `${url}/a b/ü%20[1]?x=y z&ü`));
  assert.equal(text.split('\r\n')[0], `GET /a%20b/%C3%BC%20%5B1%5D?x=y z&${latin1('ü')} HTTP/1.1`);
});

test('headers are canonical and in order, values as they are', async () => {
  assert.equal(
    await sent((vu, url) =>
      vu.call('get', url, { headers: { 'x-upper-case': 'A', accept: 'text/*', etag: 'ü', 'X-number': 5 } }),
    ),
    `GET / HTTP/1.1\r\n${HEAD}Accept: text/*\r\nEtag: ${latin1('ü')}\r\nX-Number: 5\r\nX-Upper-Case: A\r\n\r\n`,
  );
});

test('Host and User-Agent can be given; an empty agent is left out; Content-Length cannot', async () => {
  const headers = { host: 'example.com', 'user-agent': 'me', 'content-length': '99' };
  assert.equal(
    await sent((vu, url) => vu.call('get', url, { headers })),
    'GET / HTTP/1.1\r\nHost: example.com\r\nUser-Agent: me\r\n\r\n',
  );
  assert.equal(
    await sent((vu, url) => vu.call('get', url, { headers: { 'User-Agent': '' } })),
    'GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n',
  );
});

test('how a body is framed is not for headers to say', async () => {
  const headers = { 'transfer-encoding': 'chunked', Trailer: 'X-Sum', te: 'trailers' };
  assert.equal(
    await sent((vu, url) => vu.call('post', url, 'body', { headers })),
    `POST / HTTP/1.1\r\n${HEAD}Content-Length: 4\r\nTe: trailers\r\n\r\nbody`,
  );
});

test('a text body has a length and no type', async () => {
  assert.equal(
    await sent((vu, url) => vu.call('post', url, 'größe', { headers: { 'X-A': '1' } })),
    `POST / HTTP/1.1\r\n${HEAD}Content-Length: 7\r\nX-A: 1\r\n\r\n${latin1('größe')}`,
  );
});

test('POST, PUT and PATCH without a body say so; DELETE does not', async () => {
  for (const [name, method] of [
    ['post', 'POST'],
    ['put', 'PUT'],
    ['patch', 'PATCH'],
  ] as const) {
    assert.equal(
      await sent((vu, url) => vu.call(name, url)),
      `${method} / HTTP/1.1\r\n${HEAD}Content-Length: 0\r\n\r\n`,
    );
  }
  assert.equal(await sent((vu, url) => vu.call('del', url)), `DELETE / HTTP/1.1\r\n${HEAD}\r\n`);
  assert.equal(await sent((vu, url) => vu.call('options', url, null)), `OPTIONS / HTTP/1.1\r\n${HEAD}\r\n`);
});

test('DELETE, OPTIONS and GET may have a body', async () => {
  const tail = `HTTP/1.1\r\n${HEAD}Content-Length: 1\r\n\r\nx`;
  assert.equal(await sent((vu, url) => vu.call('del', url, 'x')), `DELETE / ${tail}`);
  assert.equal(await sent((vu, url) => vu.call('options', url, 'x')), `OPTIONS / ${tail}`);
  assert.equal(await sent((vu, url) => vu.call('request', 'GET', url, 'x')), `GET / ${tail}`);
});

test('an object becomes a form with sorted keys, whatever its content type says', async () => {
  const form = { b: 'x y&ü~', a: [1, 'two'], n: null, u: undefined, f: true, o: { deep: 1 }, "q'(": '*!' };
  const body = 'a=1&a=two&b=x+y%26%C3%BC~&f=true&n=&o=&q%27%28=%2A%21&u=';
  const head = (type: string) =>
    `POST / HTTP/1.1\r\n${HEAD}Content-Length: ${body.length}\r\nContent-Type: ${type}\r\n\r\n`;
  assert.equal(await sent((vu, url) => vu.call('post', url, form)), head('application/x-www-form-urlencoded') + body);
  const headers = { 'content-type': 'application/json' };
  assert.equal(await sent((vu, url) => vu.call('post', url, form, { headers })), head('application/json') + body);
});

test('bytes go out as they are, from buffers and from views', async () => {
  const bytes = Uint8Array.of(1, 2, 255, 0);
  const expected = `POST / HTTP/1.1\r\n${HEAD}Content-Length: 2\r\n\r\n\x02\xff`;
  assert.equal(await sent((vu, url) => vu.call('post', url, bytes.subarray(1, 3))), expected);
  assert.equal(await sent((vu, url) => vu.call('post', url, bytes.slice(1, 3).buffer)), expected);
});

test('a form with a file becomes multipart', async () => {
  const text = await sent((vu, url) => {
    const file = vu.http.file as (...args: unknown[]) => unknown;
    return vu.call('post', url, {
      note: 'a"b',
      doc: file('content', 'n"ame.txt', 'text/plain'),
      raw: file(new ArrayBuffer(1), 'raw'),
    });
  });
  const boundary = /Content-Type: multipart\/form-data; boundary=([0-9a-f]{60})\r\n/.exec(text)![1]!;
  const body = [
    `--${boundary}`,
    'Content-Disposition: form-data; name="note"',
    '',
    'a"b',
    `--${boundary}`,
    'Content-Disposition: form-data; name="doc"; filename="n\\"ame.txt"',
    'Content-Type: text/plain',
    '',
    'content',
    `--${boundary}`,
    'Content-Disposition: form-data; name="raw"; filename="raw"',
    'Content-Type: application/octet-stream',
    '',
    '\0',
    `--${boundary}--`,
    '',
  ].join('\r\n');
  assert.equal(text.slice(text.indexOf('\r\n\r\n') + 4), body);
  assert.ok(text.includes(`\r\nContent-Length: ${body.length}\r\n`));
});

test('a file is text or bytes', () => {
  using vu = testVu();
  const file = vu.http.file as (data?: unknown) => unknown;
  for (const data of ['', 'text', new ArrayBuffer(0), new DataView(new ArrayBuffer(1))]) assert.ok(file(data));
  for (const [data, type] of [
    [undefined, '<nil>'],
    [null, '<nil>'],
    [5, 'int64'],
    [[1], '[]interface {}'],
  ]) {
    const message = `invalid type ${String(type)}, expected string, []byte or ArrayBuffer`;
    assert.throws(() => file(data), { name: 'GoError', message });
  }
});

test('without connection reuse each request says that it is the last', async () => {
  assert.equal(
    await sent(
      async (vu, url) => {
        await vu.call('get', url, { headers: { Zeta: '1' } });
        await vu.call('get', url);
      },
      { noConnectionReuse: true },
    ),
    `GET / HTTP/1.1\r\n${HEAD}Zeta: 1\r\nConnection: close\r\n\r\nGET / HTTP/1.1\r\n${HEAD}Connection: close\r\n\r\n`,
  );
});

test('methods go out as they are written', async () => {
  assert.match(await sent((vu, url) => vu.call('request', 'foo', url)), /^foo \/ HTTP/);
});

test('credentials in the URL become basic authentication and are masked in tags', async () => {
  await using server = await rawServer(({ socket }) => socket.write(respond('200 OK', 'ok')));
  using vu = testVu();
  await vu.call('get', `http://us%3Aer:p%40ss@127.0.0.1:${server.port}/x`);
  assert.match(
    server.requests[0]!,
    new RegExp(`\r\nAuthorization: Basic ${Buffer.from('us:er:p@ss').toString('base64')}\r\n`),
  );
  assert.equal(vu.requestTags()[0]!.url, `http://****:****@127.0.0.1:${server.port}/x`);
});

const latin1 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

test('headers that HTTP does not allow make no request', async () => {
  await using server = await rawServer(({ socket }) => socket.write(respond('200 OK', 'ok')));
  using vu = testVu();
  for (const headers of [{ 'a b': '1' }, { A: 'x\r\nB: y' }, { ü: '1' }, { 'User-Agent': 'x\r\nB: y' }]) {
    const response = await vu.call('get', server.url, { headers });
    assert.match(response.error, /^net\/http: invalid header field (name|value)/);
  }
  assert.equal(
    (await vu.call('get', server.url, { headers: { Host: 'h\r\nB: y' } })).error,
    'http: invalid Host header',
  );
  assert.deepEqual([server.requests.length, vu.counter('http_reqs')], [0, 5]);
});

test('requests that are alike in all but one thing never get the head of another', async () => {
  const body = ['', 'x', 'y', 'long'];
  const headers = [undefined, { 'X-A': '1' }, { 'X-A': '2' }, { 'X-A': '1', 'X-B': '1' }, { Host: 'h' }];
  const kinds = ['get', 'post', 'put'].flatMap((method) =>
    ['/a', '/b'].flatMap((path) =>
      headers.flatMap((given) => (method === 'get' ? [''] : body).map((text) => ({ method, path, given, text }))),
    ),
  );
  await using server = await rawServer(({ socket }) => socket.write(respond('200 OK', 'ok')));
  using vu = testVu();
  // Two steps apart, so that each comes again while others like it are remembered.
  const order = kinds.flatMap((kind, at) => [kind, kinds[Math.max(0, at - 2)]!, kind]);
  for (const { method, path, given, text } of order) {
    const params = { headers: given };
    const rest = method === 'get' ? [params] : [text === '' ? null : text, params];
    await vu.call(method, server.url + path, ...rest);
  }
  const expected = order.map(({ method, path, given, text }) => {
    const { Host = `127.0.0.1:${server.port}`, ...others } = (given ?? {}) as Record<string, string>;
    const length = method === 'get' ? '' : `Content-Length: ${text.length}\r\n`;
    const lines = Object.entries(others).map(([name, value]) => `${name}: ${value}\r\n`);
    return `${method.toUpperCase()} ${path} HTTP/1.1\r\nHost: ${Host}\r\nUser-Agent: test/1\r\n${length}${lines.join('')}\r\n${text}`;
  });
  assert.deepEqual(server.requests, expected);
});

test('a request that cannot be sent is not sent when its head is logged, either', async () => {
  for (const httpDebug of ['', 'headers']) {
    const call = (vu: ReturnType<typeof testVu>, url: string) =>
      vu.call('get', url, { headers: { 'X-A': '1\r\nX-B: 2' } });
    assert.equal(await sent(call, { httpDebug }), '', httpDebug);
  }
});
