// Answers that no decent server gives, as bytes and how the connection ends after them.
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';

export interface Fault {
  readonly bytes?: string | Buffer;
  /** `end`: a FIN. `reset`: an RST. `hang`: nothing more, for ever. */
  readonly ending: 'end' | 'reset' | 'hang';
  /** Pause between `bytes` and the end. */
  readonly afterMs?: number;
}

const OK = 'HTTP/1.1 200 OK\r\n';
const PACKED = gzipSync('packed words, packed words, packed words');
const answer = (head: string, body: string | Buffer = ''): Buffer =>
  Buffer.concat([Buffer.from(`${OK}${head}\r\n`, 'latin1'), Buffer.from(body)]);
const chunked = (body: string): Buffer => answer('Transfer-Encoding: chunked\r\n', body);
const packed = (encoding: string, body: string | Buffer): Buffer =>
  answer(`Content-Encoding: ${encoding}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n`, body);
const withHeader = (header: string): Buffer => answer(`${header}\r\nContent-Length: 2\r\n`, 'ok');
const informational = (count: number): string =>
  'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'.repeat(count) + answer('Content-Length: 2\r\n', 'ok');

export const FAULTS = {
  'reset-at-once': { ending: 'reset' },
  'close-at-once': { ending: 'end' },
  'never-answers': { ending: 'hang' },
  'half-a-head': { bytes: `${OK}Content-Le`, ending: 'end' },
  'half-a-head-hangs': { bytes: `${OK}Content-Le`, ending: 'hang' },
  'half-a-body': { bytes: answer('Content-Length: 10\r\n', 'half'), ending: 'end' },
  'half-a-body-reset': { bytes: answer('Content-Length: 10\r\n', 'half'), ending: 'reset', afterMs: 30 },
  'half-a-body-hangs': { bytes: answer('Content-Length: 10\r\n', 'half'), ending: 'hang' },
  'too-long-a-body': { bytes: answer('Content-Length: 2\r\n', 'longer'), ending: 'end' },
  'no-length': { bytes: answer('', 'until the end'), ending: 'end' },
  'no-length-reset': { bytes: answer('', 'until the end'), ending: 'reset', afterMs: 30 },
  'http-1.0': { bytes: 'HTTP/1.0 200 OK\r\n\r\nold', ending: 'end' },
  'http-0.9': { bytes: 'just a body', ending: 'end' },
  'http-2.7': { bytes: 'HTTP/2.7 200 OK\r\nContent-Length: 0\r\n\r\n', ending: 'end' },
  'no-words-in-status': { bytes: 'HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok', ending: 'end' },
  'status-of-letters': { bytes: 'HTTP/1.1 abc OK\r\nContent-Length: 0\r\n\r\n', ending: 'end' },
  'status-of-two-digits': { bytes: 'HTTP/1.1 20 OK\r\nContent-Length: 0\r\n\r\n', ending: 'end' },
  'status-999': { bytes: 'HTTP/1.1 999 Odd\r\nContent-Length: 2\r\n\r\nok', ending: 'end' },
  'status-600': { bytes: 'HTTP/1.1 600 Odd\r\nContent-Length: 2\r\n\r\nok', ending: 'end' },
  'status-0': { bytes: 'HTTP/1.1 000 Odd\r\nContent-Length: 2\r\n\r\nok', ending: 'end' },
  'bytes-of-noise': { bytes: Buffer.from([0x16, 3, 1, 0, 0xff, 0, 13, 10]), ending: 'end' },
  chunked: { bytes: chunked('5\r\nhello\r\n0\r\n\r\n'), ending: 'end' },
  'chunked-trailers': { bytes: chunked('2\r\nok\r\n0\r\nX-After: 1\r\n\r\n'), ending: 'end' },
  'chunked-bad-trailer': { bytes: chunked('2\r\nok\r\n0\r\nno colon\r\n\r\n'), ending: 'end' },
  'chunked-extension': { bytes: chunked('2;name=value\r\nok\r\n0\r\n\r\n'), ending: 'end' },
  'chunked-zero-padded': { bytes: chunked('0002\r\nok\r\n0\r\n\r\n'), ending: 'end' },
  'chunked-bare-lf': { bytes: chunked('2\nok\n0\n\n'), ending: 'end' },
  'chunked-bad-size': { bytes: chunked('zz\r\nok\r\n0\r\n\r\n'), ending: 'end' },
  'chunked-wrong-size': { bytes: chunked('3\r\nok\r\n0\r\n\r\n'), ending: 'end' },
  'chunked-cut': { bytes: chunked('a\r\nhalf'), ending: 'end' },
  'chunked-no-last': { bytes: chunked('2\r\nok\r\n'), ending: 'end' },
  'chunked-and-length': {
    bytes: answer('Transfer-Encoding: chunked\r\nContent-Length: 2\r\n', '2\r\nok\r\n0\r\n\r\n'),
    ending: 'end',
  },
  'two-lengths': { bytes: answer('Content-Length: 2\r\nContent-Length: 3\r\n', 'ok'), ending: 'end' },
  'same-length-twice': { bytes: answer('Content-Length: 2\r\nContent-Length: 2\r\n', 'ok'), ending: 'end' },
  'negative-length': { bytes: answer('Content-Length: -1\r\n', 'ok'), ending: 'end' },
  'length-of-letters': { bytes: answer('Content-Length: two\r\n', 'ok'), ending: 'end' },
  'unknown-transfer': { bytes: answer('Transfer-Encoding: gzip\r\n', 'ok'), ending: 'end' },
  'gzip-cut': { bytes: packed('gzip', PACKED.subarray(0, PACKED.length - 12)), ending: 'end' },
  'gzip-no-gzip': { bytes: packed('gzip', 'plain'), ending: 'end' },
  'gzip-empty': { bytes: packed('gzip', ''), ending: 'end' },
  'gzip-bad-sum': { bytes: packed('gzip', Buffer.concat([PACKED.subarray(0, -8), Buffer.alloc(8)])), ending: 'end' },
  'deflate-raw': { bytes: packed('deflate', PACKED.subarray(10, -8)), ending: 'end' },
  'deflate-no-deflate': { bytes: packed('deflate', 'plain'), ending: 'end' },
  'br-no-br': { bytes: packed('br', 'plain text'), ending: 'end' },
  'zstd-no-zstd': { bytes: packed('zstd', 'plain text'), ending: 'end' },
  'unknown-encoding': { bytes: packed('compress', 'plain'), ending: 'end' },
  'one-hint': { bytes: informational(1), ending: 'end' },
  'five-hints': { bytes: informational(5), ending: 'end' },
  'seven-hints': { bytes: informational(7), ending: 'end' },
  'switches-101': {
    bytes: 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n',
    ending: 'end',
  },
  'header-with-space': { bytes: withHeader('X Space: 1'), ending: 'end' },
  'header-space-colon': { bytes: withHeader('X-Space : 1'), ending: 'end' },
  'header-no-colon': { bytes: withHeader('nothing'), ending: 'end' },
  'header-empty-name': { bytes: withHeader(': 1'), ending: 'end' },
  'header-nul': { bytes: withHeader('X-Nul: a\0b'), ending: 'end' },
  'header-latin1': { bytes: withHeader('X-Word: caf\xe9'), ending: 'end' },
  'header-folded': { bytes: withHeader('X-Long: one\r\n two'), ending: 'end' },
  'header-of-2-mb': { bytes: withHeader(`X-Big: ${'a'.repeat(2_000_000)}`), ending: 'end' },
  'header-of-500-kb': { bytes: withHeader(`X-Big: ${'a'.repeat(500_000)}`), ending: 'end' },
  'head-bare-lf': { bytes: 'HTTP/1.1 200 OK\nContent-Length: 2\n\nok', ending: 'end' },
  'says-close-stays': { bytes: answer('Connection: close\r\nContent-Length: 2\r\n', 'ok'), ending: 'hang' },
  'no-body-for-204': { bytes: 'HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\nok', ending: 'end' },
  'bad-location': { bytes: 'HTTP/1.1 302 Found\r\nLocation: http://[bad/\r\nContent-Length: 0\r\n\r\n', ending: 'end' },
  'no-location': { bytes: 'HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n', ending: 'end' },
  'location-other-scheme': {
    bytes: 'HTTP/1.1 302 Found\r\nLocation: ftp://127.0.0.1/x\r\nContent-Length: 0\r\n\r\n',
    ending: 'end',
  },
  'bad-cookie': { bytes: withHeader('Set-Cookie: bad cookie\x01=1; Path'), ending: 'end' },
} as const satisfies Readonly<Record<string, Fault>>;

export function commit({ bytes, ending, afterMs = 0 }: Fault, socket: Socket): void {
  if (bytes !== undefined) socket.write(bytes);
  const finish = { end: () => socket.end(), reset: () => socket.resetAndDestroy(), hang: () => {} }[ending];
  if (afterMs === 0) finish();
  else setTimeout(finish, afterMs);
}
