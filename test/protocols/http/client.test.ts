// What an HTTP client does with the network below it: proxies, and limits of idle connections.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { test } from 'node:test';
import { createServer as createTls } from 'node:tls';
import { HttpClient } from '../../../src/protocols/http/client.js';
import { HttpEnvironment } from '../../../src/protocols/http/environment.js';
import type { Exchange } from '../../../src/protocols/http/exchange.js';
import type { HttpSettings } from '../../../src/protocols/http/settings.js';
import { Network } from '../../../src/protocols/net/network.js';
import { parseUrl } from '../../../src/protocols/net/url.js';
import { rawServer, respond } from '../../helpers/raw-server.js';
import { testCertificates } from '../../helpers/tls.js';
import { DEFAULTS } from '../../k6/http/http-vu.js';

const clientOf = (settings: HttpSettings, env: Record<string, string>): HttpClient =>
  new HttpClient(new HttpEnvironment(settings, new Network(settings, env), env), { sent: 0, received: 0 });

const exchange = (client: HttpClient, url: string): Promise<Exchange> =>
  new Promise((done) => {
    const parsed = parseUrl(url);
    const request = { method: 'GET', url: parsed, host: parsed.host, userAgent: 'a', headers: null, body: null };
    client.send({ ...request, keepBody: true }, { done });
  });

test('a proxy reads whole URLs for http, and opens tunnels for https', async () => {
  const { server: certificate } = testCertificates();
  const secure = createTls(certificate, (socket) => {
    socket.on('error', () => {}).on('data', () => socket.write(respond('200 OK', 'through')));
  });
  const proxy = createServer((request, response) => {
    response.end(`${request.method} ${request.url} ${request.headers['proxy-authorization']}`);
  });
  const asked: string[] = [];
  proxy.on('connect', (request, socket) => {
    asked.push(`${request.url} ${request.headers['proxy-authorization']}`);
    if (request.url === 'refused.test:443') {
      socket.end('HTTP/1.1 403 Not Today\r\n\r\n');
      return;
    }
    const onward = connect((secure.address() as AddressInfo).port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    for (const end of [socket, onward]) end.on('error', () => {});
  });
  for (const server of [secure, proxy]) {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  }
  const address = `http://me:pw@127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const settings = { ...DEFAULTS, insecureSkipTLSVerify: true };
  const client = clientOf(settings, { HTTP_PROXY: address, HTTPS_PROXY: address });
  const credentials = `Basic ${Buffer.from('me:pw').toString('base64')}`;
  const plain = await exchange(client, 'http://far.test/x?y');
  assert.equal(plain.body?.toString(), `GET http://far.test/x?y ${credentials}`);
  const tunnelled = await exchange(client, 'https://far.test/x');
  assert.deepEqual([tunnelled.failure, tunnelled.body?.toString()], [null, 'through']);
  const refused = await exchange(client, 'https://refused.test/');
  assert.deepEqual([refused.failure?.code, refused.failure?.text], [1000, 'Not Today']);
  assert.deepEqual(asked, [`far.test:443 ${credentials}`, `refused.test:443 ${credentials}`]);
  client.destroy();
  proxy.closeAllConnections();
  await Promise.all([secure, proxy].map((server) => new Promise((resolve) => server.close(resolve))));
});

test('idle connections stay within the limits', async () => {
  await using one = await rawServer(({ socket }) => socket.write(respond('200 OK', 'ok')));
  await using two = await rawServer(({ socket }) => socket.write(respond('200 OK', 'ok')));
  const settings = { ...DEFAULTS, batch: 3, batchPerHost: 2 };
  const client = clientOf(settings, {});
  await Promise.all(Array.from({ length: 4 }, () => exchange(client, one.url)));
  await Promise.all(Array.from({ length: 4 }, () => exchange(client, two.url)));
  await new Promise((resolve) => setTimeout(resolve, 30));
  assert.deepEqual([one.openConnections, two.openConnections], [1, 2]);
  client.destroy();
});
