// The network as any protocol uses it: no HTTP on either side.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { test } from 'node:test';
import { createServer as createTls } from 'node:tls';
import { type Dialling, type DialOptions, dial } from '../../../src/protocols/net/dial.js';
import type { Endpoint } from '../../../src/protocols/net/endpoint.js';
import type { Failure } from '../../../src/protocols/net/failures.js';
import type { Link } from '../../../src/protocols/net/link.js';
import { Network } from '../../../src/protocols/net/network.js';
import type { NetSettings } from '../../../src/protocols/net/settings.js';
import { testCertificates } from '../../helpers/tls.js';

const SETTINGS: NetSettings = {
  insecureSkipTLSVerify: true,
  tlsCipherSuites: [],
  tlsVersion: { min: '', max: '' },
  tlsAuth: [],
  hosts: {},
  blacklistIPs: [],
  blockHostnames: [],
  localIPs: [],
  dns: { ttlMs: 300_000, select: 'random', policy: 'preferIPv4' },
};
const OPTIONS: DialOptions = { alpn: ['line/1'], sharedMemory: true };

interface Dialled {
  readonly failure: Failure | undefined;
  readonly link: Link;
}

function dialled(network: Network, endpoint: Endpoint, options = OPTIONS): Promise<Dialled> {
  return new Promise((resolve) => {
    let returned = false;
    const told = (failure: Failure | undefined, link: Link): void => {
      assert.ok(returned, 'never inside of dial()');
      resolve({ failure, link });
    };
    dial(network, endpoint, options, { opened: (link) => told(undefined, link), failed: told });
    returned = true;
  });
}

/** What the other side says first. */
const greeting = ({ link }: Dialled): Promise<string> =>
  new Promise((resolve) => {
    link.receive({ received: (bytes, length) => resolve(bytes.toString('latin1', 0, length)) });
  });

interface Listening extends AsyncDisposable {
  readonly port: number;
}

async function listening(server: Server): Promise<Listening> {
  const sockets = new Set<{ destroy(): void }>();
  server.on('connection', (socket) => sockets.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const greeter = (): Promise<Listening> => listening(createServer((socket) => void socket.write('hello')));

const secureGreeter = (): Promise<Listening> =>
  listening(
    createTls({ ...testCertificates().server, ALPNProtocols: ['line/1'] }, (socket) => void socket.write('hello')),
  );

test('a plain connection, with the name and port that hosts give it', async () => {
  await using server = await greeter();
  const network = new Network({ ...SETTINGS, hosts: { 'far.test': `127.0.0.1:${server.port}` } }, {});
  for (const sharedMemory of [true, false]) {
    const result = await dialled(
      network,
      { hostname: 'far.test', port: 1, secure: false },
      { ...OPTIONS, sharedMemory },
    );
    const { failure, link } = result;
    assert.equal(failure, undefined);
    assert.equal(link.address, `127.0.0.1:${server.port}`);
    assert.ok(link.connectingMs > 0 && link.openedAtMs > 0);
    assert.deepEqual([link.tls, link.alpn, link.tlsHandshakingMs, link.proxy], [undefined, '', 0, undefined]);
    assert.equal(await greeting(result), 'hello');
    link.socket.destroy();
  }
});

test('a TLS connection speaks the protocol that it was opened for', async () => {
  await using server = await secureGreeter();
  const result = await dialled(new Network(SETTINGS, {}), { hostname: '127.0.0.1', port: server.port, secure: true });
  const { failure, link } = result;
  assert.equal(failure, undefined);
  assert.deepEqual([link.alpn, link.tls?.version, link.tls?.ocsp.status], ['line/1', 'tls1.3', 'unknown']);
  assert.ok(link.tlsHandshakingMs > 0);
  assert.notEqual(link.socket, link.tcp);
  assert.equal(await greeting(result), 'hello');
  assert.ok(link.tcp.bytesRead > 'hello'.length);
  link.socket.destroy();
});

test('a certificate of nobody known fails, and the link tells how far it came', async () => {
  await using server = await secureGreeter();
  const network = new Network({ ...SETTINGS, insecureSkipTLSVerify: false }, {});
  const { failure, link } = await dialled(network, { hostname: '127.0.0.1', port: server.port, secure: true });
  assert.equal(failure?.code, 1310);
  assert.deepEqual([link.address, link.tlsHandshakingMs], [`127.0.0.1:${server.port}`, 0]);
  assert.ok(link.connectingMs > 0);
});

test('what may not be reached is never connected to', async () => {
  await using server = await greeter();
  const network = new Network({ ...SETTINGS, blacklistIPs: ['127.0.0.0/8'], blockHostnames: ['*.blocked.test'] }, {});
  const codes: unknown[] = [];
  for (const hostname of ['127.0.0.1', 'a.blocked.test']) {
    const { failure, link } = await dialled(network, { hostname, port: server.port, secure: false });
    codes.push(failure?.code, link.connectingMs, link.remoteIp);
  }
  assert.deepEqual(codes, [1110, 0, '', 1111, 0, '']);
});

test('a port where nobody listens', async () => {
  const port = await (async () => {
    await using closed = await greeter();
    return closed.port;
  })();
  const { failure, link } = await dialled(new Network(SETTINGS, {}), { hostname: '127.0.0.1', port, secure: false });
  assert.deepEqual([failure?.code, link.remotePort], [1212, port]);
});

test('a tunnel through a proxy ends at the endpoint', async () => {
  await using server = await secureGreeter();
  const asked: string[] = [];
  await using proxy = await listening(
    createServer((socket) => {
      socket.once('data', (head) => {
        asked.push(head.toString('latin1').split('\r\n', 1)[0]!);
        const onward = connect(server.port, '127.0.0.1', () => {
          socket.write('HTTP/1.1 200 OK\r\n\r\n');
          onward.pipe(socket).pipe(onward);
        });
        for (const end of [socket, onward]) end.on('error', () => {});
      });
    }),
  );
  const network = new Network(SETTINGS, { HTTPS_PROXY: `127.0.0.1:${proxy.port}` });
  const result = await dialled(network, { hostname: 'far.test', port: 7, secure: true });
  assert.deepEqual([result.failure, result.link.proxy, result.link.alpn], [undefined, undefined, 'line/1']);
  assert.equal(await greeting(result), 'hello');
  assert.deepEqual(asked, ['CONNECT far.test:7 HTTP/1.1']);
  result.link.socket.destroy();
});

test('a dial that is given up tells nothing', async () => {
  await using server = await greeter();
  const never = (): never => assert.fail('told');
  const begin = (hostname: string): Dialling =>
    dial(new Network(SETTINGS, {}), { hostname, port: server.port, secure: false }, OPTIONS, {
      opened: never,
      failed: never,
    });
  // The one is looked up, the other connects already.
  for (const hostname of ['localhost', '127.0.0.1']) begin(hostname).cancel();
  const after = await dialled(new Network(SETTINGS, {}), { hostname: '127.0.0.1', port: server.port, secure: false });
  assert.equal(await greeting(after), 'hello');
  after.link.socket.destroy();
});
