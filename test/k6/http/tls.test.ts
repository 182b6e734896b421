// TLS: what is verified, negotiated and reported; and HTTP/2, which ALPN chooses.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { constants, createSecureServer, type Http2SecureServer } from 'node:http2';
import { type AddressInfo, createServer as createTcp } from 'node:net';
import { test } from 'node:test';
import { createServer as createTls, type Server, type TlsOptions } from 'node:tls';
import { respond } from '../../helpers/raw-server.js';
import { testCertificates } from '../../helpers/tls.js';
import { testVu } from './http-vu.js';

const { ca, server: certificate, client } = testCertificates();
const TRUSTING = { insecureSkipTLSVerify: true };

interface Running<S> extends AsyncDisposable {
  readonly server: S;
  readonly port: number;
  readonly url: string;
}

async function listening<S extends Server | Http2SecureServer>(server: S): Promise<Running<S>> {
  const sockets = new Set<{ destroy(): void }>();
  server.on('connection', (socket) => sockets.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    server,
    port,
    url: `https://localhost:${port}`,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Answers each chunk with 200 and what the handshake said of the client. */
const tlsServer = (options: TlsOptions = {}): Promise<Running<Server>> =>
  listening(
    createTls({ ...certificate, ...options }, (socket) => {
      socket.on('error', () => {});
      socket.on('data', () =>
        socket.write(respond('200 OK', String(socket.getPeerCertificate()?.subject?.CN ?? 'nobody'))),
      );
    }),
  );

test('an unknown authority is refused unless the test says otherwise', async () => {
  await using server = await tlsServer();
  using strict = testVu();
  const refused = await strict.call('get', server.url);
  assert.deepEqual([refused.error, refused.error_code], ['x509: unknown authority', 1310]);
  assert.ok(strict.trend('http_req_connecting').max > 0, 'TCP stood, so connecting is known');
  assert.equal(strict.trend('http_req_duration').max, 0);
  const { sent, received } = strict.context.traffic;
  assert.ok(sent > 100 && received > 100, `a handshake that failed was one: ${sent} B out, ${received} B in`);
  using trusting = testVu(TRUSTING);
  const response = await trusting.call('get', server.url);
  assert.deepEqual([response.status, response.proto], [200, 'HTTP/1.1']);
  assert.equal(response.tls_version, 'tls1.3');
  assert.match(response.tls_cipher_suite, /^TLS_AES_/);
  assert.equal(response.ocsp.status, 'unknown');
  assert.ok(response.timings.tls_handshaking! > 0 && response.timings.connecting! > 0);
  assert.ok(response.timings.blocked! >= response.timings.tls_handshaking! + response.timings.connecting!);
  const again = await trusting.call('get', server.url);
  assert.deepEqual([again.timings.tls_handshaking, again.timings.connecting], [0, 0]);
  assert.equal(trusting.requestTags()[0]!.tls_version, 'tls1.3');
});

test('TLS traffic is counted with its handshake and records', async () => {
  await using server = await tlsServer();
  using vu = testVu(TRUSTING);
  await vu.call('get', server.url);
  const { sent, received } = { ...vu.context.traffic };
  assert.ok(sent > 300 && received > 800, `${sent} and ${received} bytes`);
  await vu.call('get', server.url);
  const oneRequest = vu.context.traffic.sent - sent;
  assert.ok(oneRequest > 70 && oneRequest < 200, `${oneRequest} bytes for a request`);
});

test('versions and cipher suites are the options’', async () => {
  await using server = await tlsServer({ minVersion: 'TLSv1', ciphers: 'DEFAULT:@SECLEVEL=0' });
  const cases = [
    [{ tlsVersion: { min: 'tls1.2', max: 'tls1.2' } }, 'tls1.2', /^TLS_ECDHE_ECDSA_/],
    [{ tlsVersion: { min: 'tls1.1', max: 'tls1.1' } }, 'tls1.1', /^TLS_ECDHE_ECDSA_WITH_AES_\d+_CBC_SHA$/],
    [
      {
        tlsVersion: { min: 'tls1.2', max: 'tls1.2' },
        tlsCipherSuites: ['TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'],
      },
      'tls1.2',
      /^TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256$/,
    ],
  ] as const;
  for (const [options, version, suite] of cases) {
    using vu = testVu({ ...TRUSTING, ...options });
    const response = await vu.call('get', server.url);
    assert.deepEqual([response.error, response.tls_version], ['', version]);
    assert.match(response.tls_cipher_suite, suite);
  }
});

test('client certificates go to their domains', async () => {
  await using server = await tlsServer({ requestCert: true, rejectUnauthorized: false, ca: ca.cert });
  const auth = (domains: string[]) => [{ ...client, password: '', domains }];
  const hosts = { 'a.example.test': `127.0.0.1:${server.port}`, 'b.example.test': `127.0.0.1:${server.port}` };
  using everywhere = testVu({ ...TRUSTING, hosts, tlsAuth: auth([]) });
  assert.equal((await everywhere.call('get', server.url)).body, 'client');
  using some = testVu({ ...TRUSTING, hosts, tlsAuth: auth(['a.example.test']) });
  assert.equal((await some.call('get', 'https://a.example.test/')).body, 'client');
  assert.equal((await some.call('get', 'https://b.example.test/')).body, 'nobody');
});

test('a certificate that is asked for after the handshake is an alert, without words of OpenSSL', async () => {
  await using server = await tlsServer({ requestCert: true, rejectUnauthorized: true, ca: ca.cert });
  server.server.on('tlsClientError', () => {});
  using vu = testVu(TRUSTING);
  const { error, error_code } = await vu.call('get', server.url);
  assert.deepEqual([error, error_code], ['remote error: tls: certificate required', 1010]);
});

test('a handshake that takes too long has sent something', async () => {
  await using silent = await listening(createTcp((socket) => socket.on('error', () => {})) as unknown as Server);
  using vu = testVu(TRUSTING);
  const { error_code, timings } = await vu.call('get', silent.url, { timeout: 200 });
  assert.deepEqual([error_code, timings.connecting! > 0, timings.tls_handshaking], [1050, true, 0]);
  const { sent, received } = vu.context.traffic;
  assert.deepEqual([sent > 100, received], [true, 0]);
});

test('an answer that breaks off has nothing of what the handshake has agreed on', async () => {
  await using server = await listening(
    createTls({ ...certificate }, (socket) => {
      socket.on('error', () => {});
      socket.on('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf'));
    }),
  );
  using vu = testVu(TRUSTING);
  const { error_code, tls_version, tls_cipher_suite, ocsp } = await vu.call('get', server.url);
  assert.deepEqual([error_code, tls_version, tls_cipher_suite, ocsp.status], [1000, '', '', '']);
  assert.equal('tls_version' in vu.requestTags()[0]!, false);
});

test('handshakes that fail', async () => {
  await using demanding = await tlsServer({
    requestCert: true,
    rejectUnauthorized: true,
    ca: ca.cert,
    maxVersion: 'TLSv1.2',
  });
  using vu = testVu(TRUSTING);
  const alert = await vu.call('get', demanding.url);
  assert.deepEqual([alert.status, alert.error_code > 0], [0, true]);
  const plain = createTcp((socket) =>
    socket.on('error', () => {}).on('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
  );
  plain.listen(0, '127.0.0.1');
  await once(plain, 'listening');
  const header = await vu.call('get', `https://127.0.0.1:${(plain.address() as AddressInfo).port}/`);
  assert.deepEqual([header.error_code, header.error], [1301, 'tls: first record does not look like a TLS handshake']);
  plain.close();
});

const h2Server = (options = {}): Promise<Running<Http2SecureServer>> =>
  listening(createSecureServer({ ...certificate, ...options }));

test('HTTP/2 is used where the server offers it, over one connection', async () => {
  await using running = await h2Server();
  const sessions = new Set<unknown>();
  const heads: Record<string, unknown>[] = [];
  running.server.on('stream', (stream, headers) => {
    sessions.add(stream.session);
    heads.push({ ...headers });
    let body = '';
    stream.on('data', (chunk) => (body += chunk));
    stream.on('end', () => {
      stream.respond({ ':status': 200, 'x-name': 'value', 'set-cookie': ['a=1', 'b=2'] });
      stream.end(`${headers[':method']} ${headers[':path']} ${body}`);
    });
  });
  using vu = testVu(TRUSTING);
  const first = await vu.call('post', `${running.url}/x?y`, 'body', {
    headers: { 'X-Given': '1', Connection: 'close' },
  });
  assert.deepEqual(
    [first.status, first.status_text, first.proto, first.body],
    [200, '200 OK', 'HTTP/2.0', 'POST /x?y body'],
  );
  assert.equal(first.headers['X-Name'], 'value');
  assert.deepEqual(Object.keys(first.cookies), ['a', 'b']);
  assert.deepEqual(heads[0], {
    ':authority': `localhost:${running.port}`,
    ':method': 'POST',
    ':path': '/x?y',
    ':scheme': 'https',
    'x-given': '1',
    'content-length': '4',
    'user-agent': 'test/1',
    [Object.getOwnPropertySymbols(heads[0]!)[0] ?? '']: [],
  });
  const urls = Array.from({ length: 10 }, (_, i) => `${running.url}/${i}`);
  const batch = await vu.callFor<{ status: number; timings: Record<string, number> }[]>('batch', urls);
  assert.ok(batch.every(({ status, timings }) => status === 200 && timings.connecting === 0));
  assert.equal(sessions.size, 1);
  assert.equal(vu.counter('http_reqs'), 11);
  assert.ok(vu.context.traffic.sent > 500 && vu.context.traffic.received > 1000);
});

test('a stream that is refused goes out again: at once, then after a second, and not when its time is over', async () => {
  await using running = await h2Server();
  let refusals = 0;
  running.server.on('stream', (stream, headers) => {
    stream.on('error', () => {});
    const taken = headers[':path'] === '/third' && refusals === 2;
    if (!taken && ++refusals) return stream.close(constants.NGHTTP2_REFUSED_STREAM);
    stream.respond({ ':status': 200 });
    stream.end('taken');
  });
  using vu = testVu(TRUSTING);
  const startMs = performance.now();
  assert.equal((await vu.call('get', `${running.url}/third`)).body, 'taken');
  assert.equal(refusals, 2);
  assert.ok(performance.now() - startMs > 900, 'there was a pause before the third');
  refusals = 0;
  assert.equal((await vu.call('get', `${running.url}/never`, { timeout: 600 })).error_code, 1050);
  assert.ok(refusals <= 2, `${refusals} refusals`);
});

test('what HTTP/2 servers break is reported with its code', async () => {
  await using running = await h2Server();
  running.server.on('stream', (stream, headers) => {
    stream.on('error', () => {});
    switch (headers[':path']) {
      case '/reset':
        return stream.close(constants.NGHTTP2_ENHANCE_YOUR_CALM);
      case '/reset-body':
        stream.respond({ ':status': 200 });
        stream.write('part');
        setTimeout(() => stream.destroy(new Error('broken')), 20);
        return;
      case '/goaway':
        stream.session!.goaway(constants.NGHTTP2_ENHANCE_YOUR_CALM, 0);
        setTimeout(() => stream.session?.destroy(), 20);
        return;
      case '/goaway-open':
        return stream.session!.goaway(constants.NGHTTP2_ENHANCE_YOUR_CALM, 0);
      case '/no-reason':
        return stream.close(constants.NGHTTP2_NO_ERROR);
      case '/goodbye':
        stream.session!.goaway(constants.NGHTTP2_NO_ERROR, 0);
        setTimeout(() => stream.session?.destroy(), 20);
        return;
      case '/refusal':
        stream.session!.goaway(constants.NGHTTP2_REFUSED_STREAM, 0);
        setTimeout(() => stream.session?.destroy(), 20);
        return;
      case '/drop':
        return stream.session!.destroy();
      case '/slow':
        return;
      default:
        stream.respond({ ':status': 200 });
        stream.end('fine');
    }
  });
  using vu = testVu(TRUSTING);
  // A session that is destroyed says goodbye and closes: which of the two is seen is chance, in k6 too.
  const dropped = [1000, 1611];
  const cases: [string, number | number[], RegExp][] = [
    ['/reset', 1642, /stream error with http2 ErrCode ENHANCE_YOUR_CALM/],
    ['/reset-body', 1633, /stream error with http2 ErrCode INTERNAL_ERROR/],
    ['/goaway', 1622, /GoAway with http2 ErrCode ENHANCE_YOUR_CALM/],
    // The server has seen the request and may still answer it, as k6 takes it.
    ['/goaway-open', 1050, /request timeout/],
    ['/drop', dropped, /EOF|GoAway with http2 ErrCode NO_ERROR/],
    ['/no-reason', 1631, /stream error with http2 ErrCode NO_ERROR/],
    ['/goodbye', 1611, /GoAway with http2 ErrCode NO_ERROR/],
    ['/refusal', 1618, /GoAway with http2 ErrCode REFUSED_STREAM/],
    ['/slow', 1050, /request timeout/],
  ];
  for (const [path, code, text] of cases) {
    const response = await vu.call('get', running.url + path, { timeout: 500 });
    const codes = [code].flat();
    assert.deepEqual([path, response.status], [path, 0]);
    assert.ok(codes.includes(response.error_code), `${path}: ${response.error_code}`);
    assert.match(response.error, text);
    assert.equal((await vu.call('get', `${running.url}/`)).body, 'fine');
  }
  assert.equal(vu.counter('http_reqs'), 2 * cases.length);
});
