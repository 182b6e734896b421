// Servers that break the protocol or the connection: each gives its error, none a hang, a crash or a wrong count.
import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { test } from 'node:test';
import { type RawRequest, rawServer, respond } from '../../helpers/raw-server.js';
import { testVu } from './http-vu.js';

interface Outcome {
  readonly status: number;
  readonly error: string;
  readonly code: number;
}

/** The tag has the reason alone; logs and exceptions say where it was found. */
const broken = (reason: string): string => reason;
const reset = (socket: Socket): void => {
  socket.resetAndDestroy();
};

/** What one request to a server with this answer gives; and that it was counted once. */
async function outcome(answer: (request: RawRequest) => void, params: object = {}): Promise<Outcome> {
  await using server = await rawServer(answer);
  using vu = testVu();
  const response = await vu.call('get', server.url, { timeout: 2000, ...params });
  assert.equal(vu.counter('http_reqs'), 1);
  const { status, error, error_code } = response;
  return { status, error, code: error_code };
}

const FAILURES: Record<string, { answer: (request: RawRequest) => void; error: string; code: number }> = {
  'closed before any answer': { answer: ({ socket }) => socket.end(), error: 'EOF', code: 1000 },
  'reset before any answer': {
    answer: ({ socket }) => reset(socket),
    error: 'read: connection reset by peer',
    code: 1220,
  },
  'closed inside the status line': {
    answer: ({ socket }) => socket.end('HTTP/1.1 2'),
    error: broken('malformed HTTP status code "2"'),
    code: 1000,
  },
  'closed inside the headers': {
    answer: ({ socket }) => socket.end('HTTP/1.1 200 OK\r\nX-A: 1\r\nX-'),
    error: broken('malformed MIME header: missing colon: "X-"'),
    code: 1000,
  },
  'reset inside the headers': {
    answer: ({ socket }) => {
      socket.write('HTTP/1.1 200 OK\r\nX-A: 1\r\n');
      setTimeout(() => reset(socket), 20);
    },
    error: 'read: connection reset by peer',
    code: 1220,
  },
  'closed inside the body': {
    answer: ({ socket }) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345'),
    error: 'unexpected EOF',
    code: 1000,
  },
  'closed inside a chunk': {
    answer: ({ socket }) => socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n123'),
    error: 'unexpected EOF',
    code: 1000,
  },
  'reset inside the body': {
    answer: ({ socket }) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345');
      setTimeout(() => reset(socket), 20);
    },
    error: 'read: connection reset by peer',
    code: 1220,
  },
  'a line of something else': {
    answer: ({ socket }) => socket.write('SSH-2.0-OpenSSH_9.2\r\n'),
    error: broken('malformed HTTP response "SSH-2.0-OpenSSH_9.2"'),
    code: 1000,
  },
  garbage: {
    answer: ({ socket }) => socket.write('\x01\x02 not http at all\r\n\r\n'),
    error: broken('malformed HTTP status code "not"'),
    code: 1000,
  },
  'another version of HTTP': {
    answer: ({ socket }) => socket.write('HTTP/x.1 200 OK\r\n\r\n'),
    error: broken('malformed HTTP version "HTTP/x.1"'),
    code: 1000,
  },
  'a header without a colon': {
    answer: ({ socket }) => socket.write('HTTP/1.1 200 OK\r\nGood: 1\r\nno colon\r\n\r\n'),
    error: broken('malformed MIME header: missing colon: "no colon"'),
    code: 1000,
  },
  'a header without a name': {
    answer: ({ socket }) => socket.write('HTTP/1.1 200 OK\r\n: 1\r\n\r\n'),
    error: broken('malformed MIME header line: ": 1"'),
    code: 1000,
  },
  'a folded line without a header': {
    answer: ({ socket }) => socket.write('HTTP/1.1 200 OK\r\n X: 1\r\n\r\n'),
    error: broken('malformed MIME header initial line: " X: 1"'),
    code: 1000,
  },
  'two lengths': {
    answer: ({ socket }) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx'),
    error: broken('http: message cannot contain multiple Content-Length headers; got ["1" "2"]'),
    code: 1000,
  },
  'a length that is none': {
    answer: ({ socket }) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n'),
    error: broken('bad Content-Length "-1"'),
    code: 1000,
  },
  'an unknown transfer encoding': {
    answer: ({ socket }) => socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n'),
    error: broken('unsupported transfer encoding: "gzip"'),
    code: 1000,
  },
  'a chunk that is longer than it says': {
    answer: ({ socket }) => socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n0\r\n\r\n'),
    error: 'malformed chunked encoding',
    code: 1000,
  },
  'a chunk size without an end': {
    answer: ({ socket }) => socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n00000000000001'),
    error: 'http chunk length too large',
    code: 1000,
  },
  'a bad chunk size': {
    answer: ({ socket }) => socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n'),
    error: 'invalid byte in chunk length',
    code: 1000,
  },
  'a header without an end': {
    answer: ({ socket }) => {
      const line = `X-Long: ${'x'.repeat(64 * 1024)}\r\n`;
      socket.write('HTTP/1.1 200 OK\r\n');
      for (let i = 0; i < 170; i++) socket.write(line);
    },
    error: broken('net/http: server response headers exceeded 10485760 bytes; aborted'),
    code: 1000,
  },
  'no answer at all': { answer: () => {}, error: 'request timeout', code: 1050 },
  'a body that never ends': {
    answer: ({ socket }) => {
      socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n');
      const timer = setInterval(() => socket.write('1\r\nx\r\n'), 5);
      socket.on('close', () => clearInterval(timer));
    },
    error: 'request timeout',
    code: 1050,
  },
  'headers that trickle': {
    answer: ({ socket }) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      const timer = setInterval(() => socket.write('X'), 5);
      socket.on('close', () => clearInterval(timer));
    },
    error: 'request timeout',
    code: 1050,
  },
};

for (const [name, { answer, error, code }] of Object.entries(FAILURES)) {
  test(name, async () => {
    const timeout = code === 1050 ? { timeout: 60 } : {};
    assert.deepEqual(await outcome(answer, timeout), { status: 0, error, code });
  });
}

const ANSWERS: Record<string, { answer: (request: RawRequest) => void; status: number; body: string | null }> = {
  'interim responses before the real one': {
    answer: ({ socket }) =>
      socket.write(
        `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n${respond('200 OK', 'real')}`,
      ),
    status: 200,
    body: 'real',
  },
  'a header with spaces in its name': {
    answer: ({ socket }) => socket.write('HTTP/1.1 200 OK\r\nX Space : 1\r\nContent-Length: 2\r\n\r\nok'),
    status: 200,
    body: 'ok',
  },
  'ten interim responses': {
    answer: ({ socket }) =>
      socket.write(`${'HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(10)}${respond('200 OK', 'real')}`),
    status: 200,
    body: 'real',
  },
  'a response byte by byte': {
    answer: ({ socket }) => {
      socket.setNoDelay(true);
      const bytes = [...`HTTP/1.1 100 Continue\r\n\r\n${respond('201 Created', 'slow')}`];
      const next = (): void => {
        const byte = bytes.shift();
        if (byte !== undefined) socket.write(byte, () => setImmediate(next));
      };
      next();
    },
    status: 201,
    body: 'slow',
  },
  'more than the stated length': {
    answer: ({ socket }) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokTHIS IS NOT PART OF IT'),
    status: 200,
    body: 'ok',
  },
  'a body that ends with the connection': {
    answer: ({ socket }) => socket.end('HTTP/1.1 200 OK\r\n\r\nuntil the end'),
    status: 200,
    body: 'until the end',
  },
  chunks: {
    answer: ({ socket }) =>
      socket.write(
        'HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n5;ext=1\r\nhello\r\n1 \r\n \r\nA\r\n0123456789\r\n0\r\nX-Sum: 1\r\n\r\n',
      ),
    status: 200,
    body: 'hello 0123456789',
  },
  'chunks byte by byte': {
    answer: ({ socket }) => {
      socket.setNoDelay(true);
      const bytes = [...'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n'];
      const next = (): void => {
        const byte = bytes.shift();
        if (byte !== undefined) socket.write(byte, () => setImmediate(next));
      };
      next();
    },
    status: 200,
    body: 'abcde',
  },
  'lines that end with LF alone': {
    answer: ({ socket }) => socket.write('HTTP/1.1 200 OK\nContent-Length: 2\n\nok'),
    status: 200,
    body: 'ok',
  },
  'folded headers': {
    answer: ({ socket }) => socket.write('HTTP/1.1 200 OK\r\nX-Folded: a\r\n  b\r\nContent-Length: 2\r\n\r\nok'),
    status: 200,
    body: 'ok',
  },
  'a length without a body': {
    answer: ({ socket }) => socket.write('HTTP/1.1 304 Not Modified\r\nContent-Length: 100\r\n\r\n'),
    status: 304,
    body: null,
  },
  'the same length twice': {
    answer: ({ socket }) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\ncontent-length: 2\r\n\r\nok'),
    status: 200,
    body: 'ok',
  },
  'HTTP/1.0': {
    answer: ({ socket }) => socket.end('HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\nold'),
    status: 200,
    body: 'old',
  },
  'a status without a reason': {
    answer: ({ socket }) => socket.write('HTTP/1.1 299\r\nContent-Length: 1\r\n\r\nx'),
    status: 299,
    body: 'x',
  },
};

for (const [name, { answer, status, body }] of Object.entries(ANSWERS)) {
  test(`${name} is read, and the next request works`, async () => {
    await using server = await rawServer(answer);
    using vu = testVu();
    for (let i = 1; i <= 3; i++) {
      const response = await vu.call('get', server.url, { timeout: 2000 });
      assert.deepEqual([response.status, response.body, response.error], [status, body, '']);
      assert.deepEqual([vu.counter('http_reqs'), server.requests.length], [i, i]);
    }
  });
}

test('a timeout inside the body keeps the part that came', async () => {
  await using server = await rawServer(({ socket }) =>
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\npart'),
  );
  using vu = testVu();
  const response = await vu.call('get', server.url, { timeout: 50 });
  assert.deepEqual([response.status, response.body, response.error_code], [0, 'part', 1050]);
});

test('thousands of broken connections leave nothing behind', async () => {
  const kinds = Object.values(FAILURES)
    .filter(({ code, error }) => code !== 1050 && !error.includes('exceeded'))
    .map(({ answer }) => answer);
  await using server = await rawServer((request) => kinds[request.index % kinds.length]!(request));
  using vu = testVu();
  const run = async (count: number): Promise<void> => {
    for (let i = 0; i < count; i++) await vu.call('get', server.url, { timeout: 5000 });
  };
  await run(500);
  assert.equal(vu.counter('http_reqs'), 500);
  assert.equal(server.requests.length, 500);
  assert.ok(server.openConnections <= 2, `${server.openConnections} connections are still open`);
});
