// A law over random conversations: Salvo's own HTTP/2 and Node's (`--http-client undici`) send the same to a server and say
// the same of its answers.
import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import {
  createSecureServer,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
  type ServerHttp2Stream,
} from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import { test } from 'node:test';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { testCertificates } from '../../helpers/tls.js';
import { type Answered, testVu } from './http-vu.js';

/** One request, and what the server answers to it. */
interface Turn {
  readonly method: string;
  readonly sent: Readonly<Record<string, string>>;
  readonly sentBytes: number;
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly bytes: number;
  /** How the body is cut. */
  readonly pieceBytes: number;
  readonly packed: '' | 'gzip' | 'br';
  readonly trailers: boolean;
  readonly early: boolean;
  /** The server reads the request's body before it answers. */
  readonly reads: boolean;
  /** Less than 0: it answers. */
  readonly resetCode: number;
}

const name = fc.constantFrom('x-a', 'x-b', 'x-long-name', 'set-cookie', 'x-c');
const value = fc.oneof(
  fc.constantFrom('', 'a=1', '"quoted"', 'v'.repeat(2000)),
  fc.stringMatching(/^[!-~]([ -~]{0,30}[!-~])?$/),
);
const turn: fc.Arbitrary<Turn> = fc.record({
  method: fc.constantFrom('GET', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE'),
  sent: fc
    .tuple(
      fc.dictionary(fc.constantFrom('X-A', 'X-B', 'Accept', 'X-Long'), value, { maxKeys: 4 }),
      fc.constantFrom('', 'a=1', 'a=1; b=2'),
    )
    .map(([headers, Cookie]) => (Cookie === '' ? headers : { ...headers, Cookie })),
  sentBytes: fc.constantFrom(0, 1, 1000, 70_000, 400_000),
  status: fc.constantFrom(200, 200, 201, 204, 304, 404, 500),
  headers: fc.array(fc.tuple(name, value), { maxLength: 5 }),
  bytes: fc.constantFrom(0, 1, 500, 16_384, 16_385, 300_000),
  pieceBytes: fc.constantFrom(7, 1000, 100_000),
  packed: fc.constantFrom('', '', 'gzip', 'br'),
  trailers: fc.boolean(),
  early: fc.boolean(),
  reads: fc.boolean(),
  resetCode: fc.constantFrom(-1, -1, -1, -1, -1, 2, 8, 11),
});
/** Several rounds of requests at a time, on one connection. */
const conversation = fc.array(fc.array(turn, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 });

const PACKERS = { '': (bytes: Buffer) => bytes, gzip: gzipSync, br: brotliCompressSync };

function answer(stream: ServerHttp2Stream, turn: Turn): void {
  if (turn.resetCode >= 0) {
    stream.close(turn.resetCode);
    return;
  }
  if (turn.early) stream.additionalHeaders({ ':status': 103 });
  const headers: Record<string, string | string[]> = {};
  for (const [key, text] of turn.headers) headers[key] = key in headers ? [headers[key]!, text].flat() : text;
  if (turn.packed !== '') headers['content-encoding'] = turn.packed;
  const { status } = turn;
  const bodiless = status === 204 || status === 304 || turn.method === 'HEAD';
  stream.respond({ ...headers, ':status': status } as OutgoingHttpHeaders, {
    endStream: bodiless,
    waitForTrailers: turn.trailers && !bodiless,
  });
  stream.on('wantTrailers', () => stream.sendTrailers({ 'x-trailer': 'last' }));
  if (bodiless) return;
  const body = PACKERS[turn.packed](Buffer.alloc(turn.bytes, 'body'));
  const piece = Math.max(turn.pieceBytes, Math.ceil(body.length / 40));
  for (let at = 0; at < body.length; at += piece) stream.write(body.subarray(at, at + piece));
  stream.end();
}

/** What the server saw, and what the script got. */
async function held(httpClient: 'salvo' | 'undici', rounds: readonly (readonly Turn[])[]) {
  const server = createSecureServer(testCertificates().server);
  const sockets = new Set<Socket>();
  const sessions = new Set<unknown>();
  const seen: [string, IncomingHttpHeaders, number][] = [];
  const turns = rounds.flat();
  server.on('secureConnection', (socket) => sockets.add(socket));
  server.on('stream', (stream, headers) => {
    stream.on('error', () => {});
    sessions.add(stream.session);
    const turn = turns[Number(headers[':path']!.slice(1))]!;
    let bytes = 0;
    stream.on('data', (chunk: Buffer) => (bytes += chunk.length));
    const done = (): void => {
      // Without what Node says of them by a symbol: which it would keep out of compression.
      const rest = Object.fromEntries(Object.entries(headers).filter(([key]) => key !== ':authority'));
      // How much had come of what nobody waited for is chance.
      seen.push([headers[':path']!, rest, turn.reads ? bytes : -1]);
      answer(stream, turn);
    };
    if (turn.reads) stream.on('end', done);
    else done();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  using vu = testVu({ insecureSkipTLSVerify: true, httpClient });
  const got: unknown[] = [];
  let index = 0;
  // Alone at first: how many connections a batch opens before one of them stands is chance.
  for (const round of [rounds[0]!.slice(0, 1), rounds[0]!.slice(1), ...rounds.slice(1)]) {
    const calls = round.map(({ method, sent, sentBytes }) => {
      const body = method === 'POST' || method === 'PUT' ? 'b'.repeat(sentBytes) : null;
      return { method, url: `https://localhost:${port}/${index++}`, body, params: { headers: sent, redirects: 0 } };
    });
    const answers = await vu.callFor<Answered[]>('batch', calls);
    got.push(
      ...answers.map(({ status, status_text, proto, headers, body, error_code, error, cookies }) => {
        const { Date: _, ...stable } = headers;
        return { status, status_text, proto, headers: stable, body, error_code, error, cookies: Object.keys(cookies) };
      }),
    );
  }
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
  return {
    got,
    seen: seen.sort(([one], [other]) => one.localeCompare(other)),
    requests: vu.counter('http_reqs'),
    connections: sessions.size,
  };
}

test('both clients hold the same conversations', async () => {
  await fc.assert(
    fc.asyncProperty(conversation, async (rounds) => {
      const own = await held('salvo', rounds);
      const node = await held('undici', rounds);
      assert.deepEqual(own, node);
    }),
    { numRuns: 15, includeErrorInReport: true },
  );
});
