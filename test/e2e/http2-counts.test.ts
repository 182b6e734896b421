// What the tool counted over HTTP/2 is what the server counted, for any number of workers, cut short or not; and a server
// that goes away again and again loses no request.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createSecureServer, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import { test } from 'node:test';
import { runSalvo, startSalvo } from '../helpers/cli.js';
import { counterIn, runningLine } from '../helpers/output.js';
import { tempScript } from '../helpers/temp.js';
import { testCertificates } from '../helpers/tls.js';

interface Counting extends AsyncDisposable {
  readonly url: string;
  readonly requests: number;
  readonly connections: number;
  untilRequests(count: number): Promise<void>;
}

async function counting(answer: (stream: ServerHttp2Stream, request: number) => void): Promise<Counting> {
  const server = createSecureServer(testCertificates().server);
  const sockets = new Set<Socket>();
  let requests = 0;
  let waited = { count: Number.POSITIVE_INFINITY, go: (): void => {} };
  server.on('secureConnection', (socket: Socket) => sockets.add(socket));
  server.on('stream', (stream) => {
    stream.on('error', () => {});
    answer(stream, requests++);
    if (requests >= waited.count) waited.go();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}`,
    get requests() {
      return requests;
    },
    get connections() {
      return sockets.size;
    },
    untilRequests: (count) => new Promise((go) => (waited = { count, go })),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answerOk(stream: ServerHttp2Stream): void {
  stream.respond({ ':status': 200 });
  stream.end('{"ok":true}');
}

const SCRIPT = `
  import http from 'k6/http';
  import { check } from 'k6';
  export const options = { insecureSkipTLSVerify: true };
  export default function () {
    const one = http.get(__ENV.URL + '/');
    const rest = http.batch([1, 2, 3].map((i) => __ENV.URL + '/' + i));
    check([one, ...rest], { fine: (all) => all.every((r) => r.status === 200 && r.proto === 'HTTP/2.0' && r.json('ok')) });
  }
`;
const REQUESTS = 4;
const VUS = 5;

for (const workers of [1, 2, 3]) {
  test(`${workers} workers count over HTTP/2 what the server counts`, async () => {
    await using server = await counting(answerOk);
    await using script = await tempScript(SCRIPT);
    const args = ['run', '-u', String(VUS), '-i', '200', '--workers', String(workers), '-e', `URL=${server.url}`];
    const { code, stdout, stderr } = await runSalvo([...args, script.path]);
    assert.equal(code, 0, stderr);
    assert.equal(server.requests, 200 * REQUESTS);
    assert.equal(counterIn(stdout, 'http_reqs'), 200 * REQUESTS);
    assert.match(stdout, /checks_succeeded\.*: 100\.00% 200 out of 200/);
    assert.equal(server.connections, VUS);
  });

  test(`${workers} workers that Ctrl-C cuts short account for every answered request over HTTP/2`, async () => {
    await using server = await counting(answerOk);
    await using script = await tempScript(SCRIPT);
    const args = ['run', '-u', String(VUS), '-d', '1m', '--workers', String(workers), '-e', `URL=${server.url}`];
    const stopping = server.untilRequests(300);
    const cli = startSalvo([...args, script.path]);
    await stopping;
    cli.kill('SIGINT');
    const { code, stdout } = await cli.done;
    assert.equal(code, 105);
    const { complete, interrupted } = runningLine(stdout);
    const counted = counterIn(stdout, 'http_reqs')!;
    const most = (complete + interrupted) * REQUESTS;
    assert.ok(counted >= complete * REQUESTS && counted <= server.requests, `${counted} of ${server.requests}`);
    assert.ok(server.requests <= most, `${server.requests} of at most ${most}`);
  });
}

test('a server that says goodbye after every tenth request loses none', async () => {
  await using server = await counting((stream, request) => {
    if (request % 10 === 9) stream.session!.close();
    answerOk(stream);
  });
  await using script = await tempScript(SCRIPT);
  const args = ['run', '-u', String(VUS), '-i', '100', '--workers', '2', '-e', `URL=${server.url}`];
  const { code, stdout, stderr } = await runSalvo([...args, script.path]);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /checks_succeeded\.*: 100\.00% 100 out of 100/);
  assert.equal(counterIn(stdout, 'http_reqs'), 100 * REQUESTS);
  assert.equal(server.requests, 100 * REQUESTS);
});
