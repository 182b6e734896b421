// WebSockets go where the options say: hosts, block lists, proxies, TLS; and carry the VU's cookies.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect as connectTcp, createServer } from 'node:net';
import { test } from 'node:test';
import { createServer as createTlsServer } from 'node:tls';
import { runSalvo } from '../../helpers/cli.js';
import { tempFolder } from '../../helpers/temp.js';
import { testCertificates } from '../../helpers/tls.js';
import { socketServer } from '../../helpers/web-socket-servers.js';
import { runLines, SAY } from './run-lines.js';

/** Says hello and hears it, with both modules. */
const hello = (url: string, options: object = {}): string => `
  import ws from 'k6/ws';
  import { WebSocket } from 'k6/websockets';
  ${SAY}
  export const options = ${JSON.stringify(options)};
  export default function () {
    const { status, error } = ws.connect('${url}', (socket) => {
      socket.on('open', () => socket.send('hello'));
      socket.on('message', (text) => { say('blocking', text); socket.close(); });
    });
    if (status !== 101) say('blocking', error);
    const socket = new WebSocket('${url}');
    socket.onopen = () => socket.send('hello');
    socket.onmessage = ({ data }) => { say('browser', data); socket.close(); };
    socket.onerror = ({ error }) => say('browser', error);
  }`;

const BOTH = ['blocking hello', 'browser hello'];

test('the option hosts', async () => {
  await using server = await socketServer();
  const options = { hosts: { 'chat.example': `127.0.0.1:${server.port}` } };
  const { lines } = await runLines('', hello('ws://chat.example/', options));
  assert.deepEqual(lines, BOTH);
  assert.equal(server.requests[0]!.headers.host, 'chat.example');
});

test('blocked names and addresses', async () => {
  await using server = await socketServer();
  const { lines: names } = await runLines('', hello('ws://chat.example/', { blockHostnames: ['*.example'] }));
  assert.deepEqual(
    names,
    ['blocking', 'browser'].map((who) => `${who} hostname (chat.example) is in a blocked pattern (*.example)`),
  );
  const { lines: addresses } = await runLines('', hello(server.url, { blacklistIPs: ['127.0.0.0/8'] }));
  assert.deepEqual(
    addresses,
    ['blocking', 'browser'].map((who) => `${who} IP (127.0.0.1) is in a blacklisted range (127.0.0.0/8)`),
  );
  assert.equal(server.sessions, 0);
});

test('a proxy is asked for a way through, also without TLS', async () => {
  await using server = await socketServer();
  const asked: string[] = [];
  const proxy = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', (head) => {
      asked.push(head.toString().split('\r\n')[0]!);
      const through = connectTcp(server.port, '127.0.0.1');
      through.on('error', () => {});
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.pipe(through).pipe(socket);
    });
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  await using folder = await tempFolder();
  const script = await folder.write('script.js', hello('ws://chat.example:81/'));
  const env = { HTTP_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` };
  const { code, stderr } = await runSalvo(['run', '--log-format=raw', script], { env });
  proxy.close();
  assert.equal(code, 0, stderr);
  assert.deepEqual(
    stderr.match(/^> .*/gm),
    BOTH.map((line) => `> ${line}`),
  );
  const line = 'CONNECT chat.example:81 HTTP/1.1';
  assert.deepEqual(asked, [line, line]);
});

test('TLS, with and without a look at the certificate', async () => {
  await using server = await socketServer();
  const { cert, key } = testCertificates().server;
  const front = createTlsServer({ cert, key }, (socket) => {
    const through = connectTcp(server.port, '127.0.0.1');
    through.on('error', () => {});
    socket.on('error', () => {});
    socket.pipe(through).pipe(socket);
  });
  front.on('tlsClientError', () => {});
  front.listen(0, '127.0.0.1');
  await once(front, 'listening');
  const url = `wss://localhost:${(front.address() as AddressInfo).port}/`;
  const { lines, metrics } = await runLines('', hello(url, { insecureSkipTLSVerify: true }));
  assert.deepEqual(lines, BOTH);
  // Both handshakes are in it.
  assert.ok(metrics.data_received!.count! > 1000);
  const { lines: refused } = await runLines('', hello(url));
  front.close();
  const why = 'tls: failed to verify certificate: x509: certificate signed by unknown authority';
  assert.deepEqual(refused, [`blocking ${why}`, `browser ${why}`]);
});

test('cookies go out, come back, and stand behind a header of the script', async () => {
  await using server = await socketServer({ connected: (socket) => socket.close(1000) });
  server.onHeaders((headers, request) => {
    if (request.url === '/set') headers.push('Set-Cookie: given=1; Path=/');
  });
  const { lines } = await runLines(
    server.url,
    `import ws from 'k6/ws';
     import http from 'k6/http';
     import { WebSocket } from 'k6/websockets';
     ${SAY}
     export default function () {
       const jar = http.cookieJar();
       jar.set('URL'.replace('ws', 'http'), 'mine', '2');
       ws.connect('URL/set', () => {});
       say(jar.cookiesForURL('URL'.replace('ws', 'http')));
       const other = new http.CookieJar();
       other.set('URL'.replace('ws', 'http'), 'other', '3');
       ws.connect('URL/', { jar: other }, () => {});
       ws.connect('URL/', { jar: other, headers: { cookie: 'own=4' } }, () => {});
       new WebSocket('URL/');
     }`,
  );
  assert.deepEqual(lines, ['{"mine":["2"],"given":["1"]}']);
  assert.deepEqual(
    server.requests.map(({ headers }) => headers.cookie),
    ['mine=2', 'other=3', 'own=4', 'mine=2; given=1'],
  );
});
