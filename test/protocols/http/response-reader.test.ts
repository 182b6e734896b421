// Laws of reading responses: however the bytes are cut, and whatever came before on the connection, the same comes out.
import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Bytes, bufferOf, textOf } from '../../../src/protocols/http/bytes.js';
import type { ResponseHead } from '../../../src/protocols/http/h1/response-head.js';
import { ResponseReader } from '../../../src/protocols/http/h1/response-reader.js';
import type { Failure } from '../../../src/protocols/net/failures.js';

interface Sent {
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
  readonly framing: 'length' | 'chunks' | 'close';
  /** Sizes of chunks, repeated as long as the body lasts. */
  readonly chunkSizes: readonly number[];
  readonly lineEnd: '\r\n' | '\n';
}

const token = fc
  .stringMatching(/^[A-Za-z][A-Za-z0-9!#$%&'*+.^_`|~-]{0,15}$/)
  .filter((name) => !/^(connection|content-length|content-encoding|transfer-encoding|set-cookie)$/i.test(name));
const value = fc.stringMatching(/^(?:[!-~\x80-\xff](?:[ -~\t\x80-\xff]{0,20}[!-~\x80-\xff])?)?$/);
const response: fc.Arbitrary<Sent> = fc.record({
  status: fc.constantFrom(200, 201, 404, 418, 500, 599),
  reason: fc.constantFrom('OK', '', 'I am a teapot', 'caf\xc3\xa9'),
  headers: fc.array(fc.tuple(token, value), { maxLength: 6 }),
  body: fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.integer({ min: 15_000, max: 40_000 }).map(pattern)),
  framing: fc.constantFrom('length', 'chunks', 'close'),
  chunkSizes: fc.array(fc.integer({ min: 1, max: 30_000 }), { minLength: 1, maxLength: 3 }),
  lineEnd: fc.constantFrom('\r\n', '\n'),
});

/** A long body that is quick to make and to shrink. */
function pattern(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => (i * 7) % 251);
}

function bytesOf({ status, reason, headers, body, framing, chunkSizes, lineEnd }: Sent): Buffer {
  const framed = { length: `Content-Length: ${body.length}`, chunks: 'Transfer-Encoding: chunked', close: '' }[framing];
  const lines = [`HTTP/1.1 ${status} ${reason}`, ...headers.map(([name, text]) => `${name}: ${text}`)];
  if (framed !== '') lines.push(framed);
  const head = Buffer.from([...lines, '', ''].join(lineEnd), 'latin1');
  if (framing !== 'chunks') return Buffer.concat([head, body]);
  const parts: Buffer[] = [head];
  for (let at = 0, i = 0; at < body.length; i++) {
    const chunk = body.subarray(at, at + chunkSizes[i % chunkSizes.length]!);
    parts.push(Buffer.from(`${chunk.length.toString(16)}\r\n`), Buffer.from(chunk), Buffer.from('\r\n'));
    at += chunk.length;
  }
  parts.push(Buffer.from('0\r\nX-Trailer: 1\r\n\r\n'));
  return Buffer.concat(parts);
}

class Heard {
  head: ResponseHead | null = null;
  body: Bytes | null = null;
  clean: boolean | null = null;
  failure: Failure | null = null;

  headed(head: ResponseHead): void {
    this.head = head;
  }
  completed(body: Bytes | null, clean: boolean): void {
    assert.equal(this.clean, null, 'a response was completed twice');
    this.body = body;
    this.clean = clean;
  }
  unreadable(failure: Failure): void {
    assert.equal(this.failure, null, 'a response failed twice');
    this.failure = failure;
  }
}

/** A body of 40,000 chunks of one byte, its head, and more. */
const MEMORY_BYTES = 512 * 1024;

/** One connection; its pieces lie in memory that is written over after each read, as that of sockets is. */
class Connection {
  heard = new Heard();
  readonly #reader = new ResponseReader({
    headed: (head) => this.heard.headed(head),
    completed: (body, clean) => this.heard.completed(body, clean),
    unreadable: (failure) => this.heard.unreadable(failure),
  });
  readonly #memory = Buffer.alloc(MEMORY_BYTES);

  answer(bytes: Buffer, cuts: readonly number[], keepBody: 'keep' | 'drop' = 'keep'): Heard {
    this.heard = new Heard();
    this.#reader.expect(false, keepBody === 'keep');
    assert.ok(bytes.length <= MEMORY_BYTES);
    const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
    let from = 0;
    for (const to of [...places, bytes.length]) {
      bytes.copy(this.#memory, 0, from, to);
      this.#reader.read(this.#memory, to - from);
      this.#memory.fill(0x0a);
      from = to;
    }
    return this.heard;
  }

  end(): Heard {
    this.#reader.ended();
    return this.heard;
  }
}

const cuts = fc.array(fc.nat(), { maxLength: 12 });

test('a response is the same however its bytes are cut, one after another on a connection', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(response, cuts), { minLength: 1, maxLength: 4 }), (all) => {
      const connection = new Connection();
      for (const [sent, places] of all) {
        let heard = connection.answer(bytesOf(sent), places);
        if (sent.framing === 'close') heard = connection.end();
        assert.equal(heard.failure, null);
        assert.equal(heard.clean, sent.framing !== 'close');
        const { status, reason, lines } = heard.head!;
        assert.deepEqual([status, reason], [sent.status, textOf(sent.reason)]);
        assert.deepEqual(lines.slice(0, sent.headers.length * 2), sent.headers.flat());
        const body = heard.body === null ? Buffer.alloc(0) : bufferOf(heard.body);
        assert.ok(body.equals(sent.body), 'the body differs');
        if (sent.framing === 'close') return;
      }
    }),
    { numRuns: 200 },
  );
});

/** Where a line is cut it is what is wrong, as Go reads it. */
const CUT = /unexpected EOF$|^malformed (MIME header: missing colon|HTTP (status code|response|version))/;

test('a response that is cut short fails, wherever that is, and keeps what came of its body', () => {
  fc.assert(
    fc.property(response, fc.nat(), cuts, (sent, end, places) => {
      const bytes = bytesOf(sent);
      const part = bytes.subarray(0, end % bytes.length);
      const connection = new Connection();
      connection.answer(part, places);
      const { failure, clean, head } = connection.end();
      if (sent.framing === 'close' && head !== null) assert.deepEqual([failure, clean], [null, false]);
      else assert.match(failure!.text, part.length === 0 ? /^EOF$/ : CUT);
    }),
    { numRuns: 200 },
  );
});

test('a body that nobody wants is read and dropped; what comes behind it is noticed', () => {
  fc.assert(
    fc.property(
      response.filter(({ framing }) => framing !== 'close'),
      cuts,
      (sent, places) => {
        const connection = new Connection();
        const { body, clean } = connection.answer(bytesOf(sent), places, 'drop');
        assert.deepEqual([body, clean], [null, true]);
        const more = connection.answer(Buffer.concat([bytesOf(sent), Buffer.from('more')]), []);
        assert.equal(more.clean, false);
      },
    ),
    { numRuns: 100 },
  );
});

test('no bytes make the reader throw', () => {
  const start = fc.constantFrom('', 'HTTP/1.1 200 OK\r\n', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n');
  fc.assert(
    fc.property(start, fc.uint8Array({ maxLength: 200 }), cuts, (text, noise, places) => {
      const connection = new Connection();
      connection.answer(Buffer.concat([Buffer.from(text), noise]), places);
      const { failure, clean } = connection.end();
      assert.ok((failure === null) !== (clean === null), 'it either came whole or failed');
    }),
    { numRuns: 500 },
  );
});

test('a known head that came in pieces leaves nothing behind for the next one', () => {
  const long = Buffer.from(`HTTP/1.1 200 OK\r\nX-A: ${'a'.repeat(100)}\r\nContent-Length: 0\r\n\r\n`);
  const connection = new Connection();
  connection.answer(long, []);
  assert.equal(connection.answer(long, [long.length - 1]).clean, true);
  assert.equal(connection.answer(Buffer.from('HTTP/1.1 299 Else\r\nContent-Length: 1\r\n\r\nx'), []).head?.status, 299);
});
