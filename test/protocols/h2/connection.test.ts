// Streams over time, as other protocols than requests need them; without TLS, by prior knowledge. The server is Node's.
import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import { createServer, type Http2Server, type ServerHttp2Stream, type ServerOptions } from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import { test } from 'node:test';
import { Http2Connection } from '../../../src/protocols/h2/connection.js';
import { CANCEL } from '../../../src/protocols/h2/error-codes.js';
import type { HeaderBlock } from '../../../src/protocols/h2/header-block.js';
import { knownField } from '../../../src/protocols/h2/hpack/known-fields.js';
import type { StreamListener } from '../../../src/protocols/h2/stream.js';
import type { StreamFailure } from '../../../src/protocols/h2/stream-failure.js';
import { dial } from '../../../src/protocols/net/dial.js';
import type { Link } from '../../../src/protocols/net/link.js';
import { Network } from '../../../src/protocols/net/network.js';
import { DEFAULTS } from '../../k6/http/http-vu.js';

interface Running extends AsyncDisposable {
  readonly server: Http2Server;
  readonly connection: Http2Connection;
  /** What the connection has told of itself. */
  readonly told: string[];
}

async function connected(options: ServerOptions, onStream: (stream: ServerHttp2Stream) => void): Promise<Running> {
  const server = createServer(options);
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  server.on('stream', (stream) => {
    stream.on('error', () => {});
    onStream(stream);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const told: string[] = [];
  const link = await new Promise<Link>((opened, failed) =>
    dial(
      new Network(DEFAULTS, {}),
      { hostname: '127.0.0.1', port, secure: false },
      { alpn: [], sharedMemory: true },
      { opened, failed: (failure) => failed(new Error(failure.text)) },
    ),
  );
  const connection = new Http2Connection(link, {
    retired: () => told.push('retired'),
    closed: () => told.push('closed'),
  });
  return {
    server,
    connection,
    told,
    async [Symbol.asyncDispose]() {
      connection.close();
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const FIELDS = [
  knownField(':authority', 'server.test'),
  knownField(':method', 'POST'),
  knownField(':path', '/'),
  knownField(':scheme', 'http'),
];

/** Keeps what a stream says; `next` waits for a call of one of its methods. */
class Heard implements StreamListener {
  readonly calls: string[] = [];
  body = Buffer.alloc(0);
  failure: StreamFailure | undefined;
  #waiting: (() => void)[] = [];

  interim(block: HeaderBlock): void {
    this.#add(`interim ${block.status}`);
  }
  headed(block: HeaderBlock): void {
    this.#add(`headed ${block.status}`);
  }
  data(bytes: Buffer, from: number, to: number): void {
    this.body = Buffer.concat([this.body, bytes.subarray(from, to)]);
    this.#add('data');
  }
  trailers(block: HeaderBlock): void {
    this.#add(`trailers ${block.lines.join()}`);
  }
  sent(): void {
    this.#add('sent');
  }
  ended(): void {
    this.#add('ended');
  }
  failed(failure: StreamFailure): void {
    this.failure = failure;
    this.#add(`failed ${failure.kind}`);
  }

  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  over(): Promise<void> {
    return this.until(() => /^(ended|failed)/.test(this.calls.at(-1) ?? ''));
  }

  #add(call: string): void {
    if (call !== 'data' || this.calls.at(-1) !== 'data') this.calls.push(call);
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const go of waiting) go();
  }
}

test('messages go both ways over time, and trailers end the stream', async () => {
  await using running = await connected({}, (stream) => {
    stream.respond({ ':status': 200 }, { waitForTrailers: true });
    stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
    stream.on('data', (chunk: Buffer) => stream.write(`<${chunk}>`));
    stream.on('end', () => stream.end('bye'));
  });
  const heard = new Heard();
  const stream = running.connection.open(FIELDS, false, heard);
  for (const message of ['one', 'two', 'three']) {
    const before = heard.body.length;
    stream.write(Buffer.from(message));
    await heard.until(() => heard.body.length === before + message.length + 2);
  }
  stream.end();
  await heard.over();
  assert.equal(heard.body.toString(), '<one><two><three>bye');
  assert.deepEqual(new Set(heard.calls), new Set(['headed 200', 'data', 'sent', 'trailers grpc-status,0', 'ended']));
  assert.deepEqual(heard.calls.slice(-2), ['trailers grpc-status,0', 'ended']);
  assert.equal(running.connection.streamCount, 0);
});

test('a stream that is reset is heard of no more, and the others go on', async () => {
  const closed: number[] = [];
  await using running = await connected({}, (stream) => {
    stream.on('close', () => closed.push(stream.rstCode));
    stream.on('data', () => {});
    stream.on('end', () => {
      if (stream.destroyed) return;
      stream.respond({ ':status': 204 });
      stream.end();
    });
  });
  const [first, second] = [new Heard(), new Heard()];
  const given = running.connection.open(FIELDS, false, first);
  given.write(Buffer.from('begun'));
  given.reset(CANCEL);
  running.connection.open(FIELDS, true, second);
  await second.over();
  assert.deepEqual([first.calls, second.calls], [[], ['headed 204', 'ended']]);
  while (closed.length < 2) await new Promise((resolve) => setTimeout(resolve, 1));
  assert.deepEqual(closed.toSorted(), [0, CANCEL]);
});

test('windows are kept to: small ones of the server, and ours with much more than one window', async () => {
  const size = 12 * 1024 * 1024;
  await using running = await connected({ settings: { initialWindowSize: 1000 } }, (stream) => {
    let received = 0;
    stream.on('data', (chunk: Buffer) => (received += chunk.length));
    stream.on('end', () => {
      stream.respond({ ':status': 200 });
      stream.end(Buffer.alloc(size, String(received % 10)));
    });
  });
  const all = await Promise.all(
    [99_999, 1_000_003].map(async (length) => {
      const heard = new Heard();
      // Without a copy of a growing body for each piece.
      let received = 0;
      heard.data = (bytes, from, to) => {
        received += to - from;
        assert.equal(bytes[from], 48 + (length % 10));
      };
      running.connection.open(FIELDS, false, heard).end(Buffer.alloc(length));
      await heard.over();
      return [received, heard.calls.at(-1)];
    }),
  );
  assert.deepEqual(all, [
    [size, 'ended'],
    [size, 'ended'],
  ]);
});

test('a server that allows little at a time is no flood', async () => {
  let received = 0;
  await using running = await connected({ settings: { initialWindowSize: 16 } }, (stream) => {
    stream.on('data', (chunk: Buffer) => (received += chunk.length));
    stream.on('end', () => {
      stream.respond({ ':status': 200 });
      stream.end();
    });
  });
  const heard = new Heard();
  // Each eight bytes or so are allowed by a frame of their own.
  running.connection.open(FIELDS, false, heard).end(Buffer.alloc(120_000));
  await heard.over();
  assert.deepEqual([received, heard.calls.at(-1)], [120_000, 'ended']);
});

test('a response that comes before its request has been sent ends the sending', async () => {
  await using running = await connected({ settings: { initialWindowSize: 10 } }, (stream) => {
    stream.respond({ ':status': 413 });
    stream.end('enough');
  });
  const heard = new Heard();
  running.connection.open(FIELDS, false, heard).end(Buffer.alloc(100_000));
  await heard.over();
  assert.deepEqual([heard.body.toString(), heard.calls.at(-1)], ['enough', 'ended']);
});

test('headers that are longer than a frame go out in several', async () => {
  let length = 0;
  await using running = await connected(
    { settings: { maxHeaderListSize: 200_000 }, maxHeaderListPairs: 200 },
    (stream) => {
      stream.respond({ ':status': 200 });
      stream.end();
    },
  );
  running.server.on('stream', (_stream, headers) => (length = String(headers['x-long']).length));
  const heard = new Heard();
  running.connection.open([...FIELDS, knownField('x-long', 'x"'.repeat(25_000))], true, heard);
  await heard.over();
  assert.deepEqual([length, heard.calls], [50_000, ['headed 200', 'ended']]);
});

test('when the server goes away, what it has seen ends and the connection closes', async () => {
  await using running = await connected({}, (stream) => {
    stream.session!.close();
    setTimeout(() => {
      stream.respond({ ':status': 200 });
      stream.end('last');
    }, 20);
  });
  const heard = new Heard();
  running.connection.open(FIELDS, true, heard);
  await heard.over();
  assert.equal(heard.body.toString(), 'last');
  assert.equal(running.connection.usable, false);
  while (!running.told.includes('closed')) await new Promise((resolve) => setTimeout(resolve, 1));
});
