// Connections that are there before anything is counted.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createSecureServer as createHttp2Server } from 'node:http2';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { test } from 'node:test';
import { type CliResult, runSalvo, startSalvo } from '../helpers/cli.js';
import { counterIn, runningLine } from '../helpers/output.js';
import { countingServer } from '../helpers/servers.js';
import { tempFolder, tempScript } from '../helpers/temp.js';
import { testCertificates } from '../helpers/tls.js';

const OPEN = `
  import http from 'k6/http';
  import { check } from 'k6';
  export const options = { scenarios: { open: {
    executor: 'constant-arrival-rate', rate: 100, duration: '1s', preAllocatedVUs: 50,
  } } };
  export default function () {
    const res = http.get(__ENV.URL + '/');
    check(res, { 'status is 200': (r) => r.status === 200, 'protocol': (r) => !__ENV.PROTO || r.proto === __ENV.PROTO });
  }
`;

interface Exported extends CliResult {
  readonly metrics: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

async function runOpen(args: readonly string[], script = OPEN): Promise<Exported> {
  await using files = await tempFolder({ 'script.js': script });
  const out = `${files.path}/summary.json`;
  const result = await runSalvo(['run', '--summary-export', out, ...args, `${files.path}/script.js`]);
  assert.equal(result.code, 0, result.stderr);
  return { ...result, metrics: JSON.parse(await readFile(out, 'utf8')).metrics };
}

test('every VU of an arrival rate has its connection before the first request', async () => {
  let atFirst: Promise<number> | undefined;
  await using server = await countingServer((_request, response) => {
    atFirst ??= onceAccepted(() => server.connections);
    response.end('x');
  });
  const { stdout, stderr, metrics } = await runOpen([
    '--workers',
    '2',
    '--preconnect',
    server.url,
    '-e',
    `URL=${server.url}`,
  ]);
  assert.equal(await atFirst, 50);
  assert.equal(server.connections, 50);
  assert.equal(metrics.http_req_connecting!.max, 0);
  assert.ok(metrics.http_req_blocked!.min! >= 0);
  assert.equal(counterIn(stdout, 'http_reqs'), server.requests);
  assert.doesNotMatch(stderr, /preconnect/);
});

test('what can not be opened is said once, and the run goes on', async () => {
  await using server = await countingServer();
  const refused = await countingServer();
  await refused.close();
  const { stdout, stderr, metrics } = await runOpen([
    ...['--workers', '2', '--preconnect', `${server.url},${refused.url}`],
    ...['-e', `URL=${server.url}`],
  ]);
  const said = `--preconnect could not open 50 of 100 connections; the first one: dial tcp 127.0.0.1:${refused.port}: connect: connection refused`;
  assert.equal(stderr.split(said).length, 2, stderr);
  assert.ok(stdout.includes(said));
  assert.equal(server.connections, 50);
  assert.equal(metrics.http_req_connecting!.max, 0);
});

/**
 * The count of what was open when the first request came. A server accepts one connection a turn, so that a request on
 * one may be read before the others, open as well, are accepted: it counts after as many turns as there are connections.
 */
async function onceAccepted(count: () => number): Promise<number> {
  for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
  return count();
}

type Answer = (request: unknown, response: { end(text: string): void }) => void;

for (const [protocol, serve] of [
  ['HTTP/1.1', (answer: Answer) => createHttpsServer(testCertificates().server, answer)],
  ['HTTP/2.0', (answer: Answer) => createHttp2Server(testCertificates().server, answer)],
] as const) {
  test(`TLS is shaken hands ahead, and nothing of it is counted: ${protocol}`, async () => {
    let handshakes = 0;
    let atFirst: Promise<number> | undefined;
    let requests = 0;
    const server = serve((_request, response) => {
      requests++;
      atFirst ??= onceAccepted(() => handshakes);
      response.end('x');
    });
    server.on('secureConnection', () => handshakes++);
    await using url = await listening(server, 'https');
    const { stdout, metrics } = await runOpen([
      ...['--insecure-skip-tls-verify', '--preconnect', url.text],
      ...['-e', `URL=${url.text}`, '-e', `PROTO=${protocol}`],
    ]);
    assert.equal(await atFirst, 50);
    assert.equal(handshakes, 50);
    assert.equal(metrics.http_req_connecting!.max, 0);
    assert.equal(metrics.http_req_tls_handshaking!.max, 0);
    assert.match(stdout, /checks_succeeded\.*: 100\.00%/);
    // A certificate alone has several hundred bytes.
    assert.ok(metrics.data_received!.count! < 300 * requests, `${metrics.data_received!.count} bytes received`);
    assert.ok(metrics.data_sent!.count! < 300 * requests, `${metrics.data_sent!.count} bytes sent`);
  });
}

const LATE = `
  import http from 'k6/http';
  export const options = { scenarios: { late: { executor: 'per-vu-iterations', vus: 4, startTime: '1s' } } };
  export default function () { http.get(__ENV.URL + '/'); }
`;

for (const client of ['salvo', 'undici']) {
  for (const [when, close] of [
    ['before its first request', (socket: Socket) => void setTimeout(() => socket.end(), 10)],
    ['with its first request', (socket: Socket) => void socket.once('data', () => socket.destroy())],
  ] as const) {
    test(`a connection that the server closes ${when} is opened again: ${client}`, async () => {
      let connections = 0;
      const server = createServer((socket) => {
        socket.on('error', () => {});
        if (connections++ < 4) close(socket);
        else socket.on('data', () => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx'));
      });
      await using url = await listening(server, 'http');
      const args = ['--http-client', client, '--preconnect', url.text, '-e', `URL=${url.text}`];
      const { metrics } = await runOpen(args, LATE);
      assert.equal(metrics.http_reqs!.count, 4);
      assert.equal(metrics.http_req_failed!.value, 0);
      assert.equal(connections, 8);
    });
  }
}

test('VUs that a warm-up has connected do not connect again', async () => {
  await using server = await countingServer();
  await using script = await tempScript(
    `import http from 'k6/http'; export default function () { http.get(__ENV.URL + '/'); }`,
  );
  const args = ['-u', '4', '-i', '40', '--warmup', '500ms', '--preconnect', server.url, '-e', `URL=${server.url}`];
  const { code, stdout, stderr } = await runSalvo(['run', ...args, script.path]);
  assert.equal(code, 0, stderr);
  assert.equal(counterIn(stdout, 'http_reqs'), 40);
  assert.equal(server.connections, 4);
});

test('without reuse of connections it has no effect, which is said', async () => {
  await using server = await countingServer();
  for (const option of ['noConnectionReuse', 'noVUConnectionReuse']) {
    await using script = await tempScript(`
      export const options = { ${option}: true, preconnect: ['${server.url}'] };
      export default function () {}
    `);
    const { code, stderr } = await runSalvo(['run', script.path]);
    assert.equal(code, 0, stderr);
    assert.ok(stderr.includes(`preconnect has no effect with ${option}`), stderr);
  }
  assert.equal(server.connections, 0);
});

test('scripts and variables name the servers as well', async () => {
  await using server = await countingServer();
  await using script = await tempScript(`
    export const options = { vus: 3, iterations: 3, preconnect: __ENV.OWN ? [__ENV.OWN] : undefined };
    export default function () {}
  `);
  assert.equal((await runSalvo(['run', '-e', `OWN=${server.url}/path`, script.path])).code, 0);
  assert.equal(server.connections, 3);
  assert.equal((await runSalvo(['run', script.path], { env: { SALVO_PRECONNECT: server.url } })).code, 0);
  assert.equal(server.connections, 6);
  const wrong = await runSalvo(['run', '--preconnect', 'localhost:80,http://:1,http://a', script.path]);
  assert.equal(wrong.code, 255);
  assert.match(wrong.stderr, /--preconnect: must be an http:\/\/ or https:\/\/ URL .*"localhost:80"/);
  assert.match(wrong.stderr, /"http:\/\/:1"/);
  assert.doesNotMatch(wrong.stderr, /"http:\/\/a"/);
});

test('Ctrl-C while connecting ends the run at once', async () => {
  // It accepts and never answers the handshake.
  await using url = await listening(createServer(), 'https');
  await using script = await tempScript('export default function () {}');
  const cli = startSalvo(['run', '-u', '3', '-d', '30s', '--preconnect', url.text, script.path]);
  await cli.until(/connecting \(/);
  const askedMs = performance.now();
  cli.kill('SIGINT');
  const { code, stdout, stderr } = await cli.done;
  assert.equal(code, 105);
  // Far below the time that a dial may take.
  assert.ok(performance.now() - askedMs < 10_000);
  assert.deepEqual(runningLine(stdout), { complete: 0, interrupted: 0 });
  assert.doesNotMatch(stderr, /could not open/);
});

/** On a free port of the loopback; its connections end with it. */
async function listening(server: Server, scheme: string): Promise<AsyncDisposable & { readonly text: string }> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    text: `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}
