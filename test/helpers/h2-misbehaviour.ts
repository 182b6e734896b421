// What servers do wrong, or at least unusually, with HTTP/2, by name.
import { block, frame, type RawRequest, setting, uint32 } from './raw-h2-server.js';

const [DATA, HEADERS, PRIORITY, RST_STREAM, SETTINGS, PUSH_PROMISE, PING, GOAWAY, WINDOW_UPDATE, CONTINUATION] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
] as const;
const [END_STREAM, END_HEADERS, PADDED] = [1, 4, 8] as const;
const OK: readonly [string, string] = [':status', '200'];
/** A head that ends with a body to come, or with nothing more. */
const head = (id: number, ...more: readonly (readonly [string, string])[]): Buffer =>
  frame(HEADERS, END_HEADERS, id, block(OK, ...more));
const whole = (id: number, body: string): Buffer[] => [head(id), frame(DATA, END_STREAM, id, body)];
const goAway = (last: number, code: number): Buffer => frame(GOAWAY, 0, 0, uint32(last, code));

export const MISBEHAVIOUR: Readonly<Record<string, (request: RawRequest) => void>> = {
  fine: ({ id, send }) => send(...whole(id, 'fine')),
  // Streams.
  'reset no error': ({ id, send }) => send(frame(RST_STREAM, 0, id, uint32(0))),
  'reset internal': ({ id, send }) => send(frame(RST_STREAM, 0, id, uint32(2))),
  'reset cancel': ({ id, send }) => send(frame(RST_STREAM, 0, id, uint32(8))),
  'reset calm': ({ id, send }) => send(frame(RST_STREAM, 0, id, uint32(11))),
  'reset http/1.1': ({ id, send }) => send(frame(RST_STREAM, 0, id, uint32(13))),
  'reset unknown': ({ id, send }) => send(frame(RST_STREAM, 0, id, uint32(99))),
  'body cut no error': ({ id, send }) =>
    send(head(id), frame(DATA, 0, id, 'part'), frame(RST_STREAM, 0, id, uint32(0))),
  'body cut internal': ({ id, send }) =>
    send(head(id), frame(DATA, 0, id, 'part'), frame(RST_STREAM, 0, id, uint32(2))),
  'body cut refused': ({ id, send }) => send(head(id), frame(DATA, 0, id, 'part'), frame(RST_STREAM, 0, id, uint32(7))),
  'body cut protocol': ({ id, send }) =>
    send(head(id), frame(DATA, 0, id, 'part'), frame(RST_STREAM, 0, id, uint32(1))),
  'body then reset': ({ id, send }) => send(...whole(id, 'all'), frame(RST_STREAM, 0, id, uint32(0))),
  // Connections that end.
  'closed at once': ({ socket }) => void socket.end(),
  'closed in headers': ({ id, socket }) => void socket.end(head(id).subarray(0, 12)),
  'closed in body': ({ id, socket }) => void socket.end(Buffer.concat([head(id), frame(DATA, 0, id, 'part', 10)])),
  'closed between': ({ id, socket }) => void socket.end(Buffer.concat([head(id), frame(DATA, 0, id, 'part')])),
  'goaway last 0': ({ send }) => send(goAway(0, 0)),
  'goaway seen then closed': ({ id, socket }) => void socket.end(goAway(id, 0)),
  'goaway calm then closed': ({ id, socket }) => void socket.end(goAway(id, 11)),
  'goaway calm open': ({ id, send }) => send(goAway(id, 11)),
  'goaway refused open': ({ id, send }) => send(goAway(id, 7)),
  'goaway then answer': ({ id, send }) => send(goAway(id, 0), ...whole(id, 'late')),
  'goaway calm last 0': ({ send }) => send(goAway(0, 11)),
  'goaway in body closed': ({ id, socket }) =>
    void socket.end(Buffer.concat([head(id), frame(DATA, 0, id, 'part'), goAway(id, 2)])),
  // Rules of the connection.
  'data on 0': ({ send }) => send(frame(DATA, 0, 0, 'x')),
  'headers on 0': ({ send }) => send(frame(HEADERS, END_HEADERS, 0, block(OK))),
  'data on idle stream': ({ id, send }) => send(frame(DATA, 0, id + 10, 'x')),
  'headers on idle stream': ({ id, send }) => send(head(id + 10), ...whole(id, 'fine')),
  'reset on 0': ({ send }) => send(frame(RST_STREAM, 0, 0, uint32(0))),
  'reset on idle stream': ({ id, send }) => send(frame(RST_STREAM, 0, id + 10, uint32(0)), ...whole(id, 'fine')),
  'reset too short': ({ id, send }) => send(frame(RST_STREAM, 0, id, 'x')),
  'settings on stream': ({ id, send }) => send(frame(SETTINGS, 0, id)),
  'settings broken length': ({ send }) => send(frame(SETTINGS, 0, 0, 'xxx')),
  'settings ack with content': ({ send }) => send(frame(SETTINGS, 1, 0, setting(3, 1))),
  'settings window too large': ({ send }) => send(frame(SETTINGS, 0, 0, setting(4, 0x8000_0000))),
  'settings frame size too small': ({ send }) => send(frame(SETTINGS, 0, 0, setting(5, 100))),
  'settings push 2': ({ send }) => send(frame(SETTINGS, 0, 0, setting(2, 2))),
  'settings unknown': ({ id, send }) => send(frame(SETTINGS, 0, 0, setting(99, 7)), ...whole(id, 'fine')),
  'ping on stream': ({ id, send }) => send(frame(PING, 0, id, '12345678')),
  'ping too short': ({ send }) => send(frame(PING, 0, 0, '1234')),
  'goaway on stream': ({ id, send }) => send(frame(GOAWAY, 0, id, uint32(0, 0))),
  'goaway too short': ({ send }) => send(frame(GOAWAY, 0, 0, uint32(0))),
  'window of 0': ({ send }) => send(frame(WINDOW_UPDATE, 0, 0, uint32(0))),
  'window of 0 on stream': ({ id, send }) => send(frame(WINDOW_UPDATE, 0, id, uint32(0))),
  'window too large': ({ send }) => send(frame(WINDOW_UPDATE, 0, 0, uint32(0x7fff_ffff))),
  'window too large on stream': ({ id, send }) => send(frame(WINDOW_UPDATE, 0, id, uint32(0x7fff_ffff))),
  'window too short': ({ send }) => send(frame(WINDOW_UPDATE, 0, 0, 'x')),
  'priority on 0': ({ send }) => send(frame(PRIORITY, 0, 0, '12345')),
  'priority too short': ({ id, send }) => send(frame(PRIORITY, 0, id, '123')),
  priority: ({ id, send }) => send(frame(PRIORITY, 0, id, '\0\0\0\0\0'), ...whole(id, 'fine')),
  push: ({ id, send }) =>
    send(frame(PUSH_PROMISE, END_HEADERS, id, Buffer.concat([uint32(2), block([':method', 'GET'])]))),
  'continuation of nothing': ({ id, send }) => send(frame(CONTINUATION, END_HEADERS, id, block(OK))),
  'continuation of another': ({ id, send }) =>
    send(frame(HEADERS, 0, id, block(OK)), frame(CONTINUATION, END_HEADERS, id + 2)),
  'headers broken off': ({ id, send }) => send(frame(HEADERS, 0, id, block(OK)), frame(DATA, END_STREAM, id, 'x')),
  continued: ({ id, send }) =>
    send(
      frame(HEADERS, 0, id, block(OK).subarray(0, 5)),
      frame(CONTINUATION, END_HEADERS, id, block(OK).subarray(5)),
      frame(DATA, END_STREAM, id, 'fine'),
    ),
  'frame too large': ({ id, send }) => send(head(id), frame(DATA, END_STREAM, id, Buffer.alloc(20_000))),
  'unknown frame': ({ id, send }) => send(frame(99, 0, id, 'x'), ...whole(id, 'fine')),
  'padding too long': ({ id, send }) => send(head(id), frame(DATA, END_STREAM | PADDED, id, '\x09abc')),
  'padding of headers too long': ({ id, send }) => send(frame(HEADERS, END_HEADERS | PADDED, id, '\x09abc')),
  padded: ({ id, send }) => send(head(id), frame(DATA, END_STREAM | PADDED, id, '\x02fine..')),
  'not http/2': ({ socket }) => void socket.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n'),
  'compression index': ({ id, send }) => send(frame(HEADERS, END_HEADERS, id, '\xff\x20')),
  'compression truncated': ({ id, send }) => send(frame(HEADERS, END_HEADERS, id, '\x00\x7f')),
  'compression huffman': ({ id, send }) => send(frame(HEADERS, END_HEADERS, id, '\x88\x00\x01a\x84\xff\xff\xff\xff')),
  'compression table size': ({ id, send }) => send(frame(HEADERS, END_HEADERS, id, '\x3f\xe1\xff\x03\x88')),
  // Messages.
  'data before headers': ({ id, send }) => send(frame(DATA, END_STREAM, id, 'x')),
  'no status': ({ id, send }) => send(frame(HEADERS, END_HEADERS | 1, id, block(['a', 'b']))),
  'status no number': ({ id, send }) => send(frame(HEADERS, END_HEADERS | 1, id, block([':status', 'abc']))),
  'status of four': ({ id, send }) => send(frame(HEADERS, END_HEADERS | 1, id, block([':status', '2000']))),
  'status twice': ({ id, send }) => send(frame(HEADERS, END_HEADERS | 1, id, block(OK, OK))),
  'status late': ({ id, send }) => send(frame(HEADERS, END_HEADERS | 1, id, block(['a', 'b'], OK))),
  'field of a request': ({ id, send }) => send(frame(HEADERS, END_HEADERS | 1, id, block(OK, [':path', '/']))),
  'upper case': ({ id, send }) => send(frame(HEADERS, END_HEADERS | 1, id, block(OK, ['Name', 'b']))),
  'bad name': ({ id, send }) => send(frame(HEADERS, END_HEADERS | 1, id, block(OK, ['na me', 'b']))),
  'bad value': ({ id, send }) => send(frame(HEADERS, END_HEADERS | 1, id, block(OK, ['name', 'a\nb']))),
  'connection header': ({ id, send }) => send(head(id, ['connection', 'close']), frame(DATA, END_STREAM, id, 'fine')),
  'early hints': ({ id, send }) =>
    send(frame(HEADERS, END_HEADERS, id, block([':status', '103'])), ...whole(id, 'fine')),
  'ten interim': ({ id, send }) =>
    send(
      ...Array.from({ length: 10 }, () => frame(HEADERS, END_HEADERS, id, block([':status', '103']))),
      ...whole(id, 'fine'),
    ),
  'interim that ends': ({ id, send }) => send(frame(HEADERS, END_HEADERS | 1, id, block([':status', '103']))),
  'status 101': ({ id, send }) =>
    send(frame(HEADERS, END_HEADERS, id, block([':status', '101'])), ...whole(id, 'fine')),
  trailers: ({ id, send }) =>
    send(head(id), frame(DATA, 0, id, 'fine'), frame(HEADERS, END_HEADERS | 1, id, block(['a', 'b']))),
  'trailers that do not end': ({ id, send }) => send(head(id), frame(HEADERS, END_HEADERS, id, block(['a', 'b']))),
  'trailers with status': ({ id, send }) => send(head(id), frame(HEADERS, END_HEADERS | 1, id, block(OK))),
  'body too short': ({ id, send }) => send(head(id, ['content-length', '10']), frame(DATA, END_STREAM, id, 'four')),
  'body too long': ({ id, send }) => send(head(id, ['content-length', '2']), frame(DATA, END_STREAM, id, 'four')),
  'body missing': ({ id, send }) => send(frame(HEADERS, END_HEADERS | 1, id, block(OK, ['content-length', '10']))),
  'length no number': ({ id, send }) => send(head(id, ['content-length', 'x']), frame(DATA, END_STREAM, id, 'four')),
  'length twice': ({ id, send }) =>
    send(head(id, ['content-length', '2'], ['content-length', '9']), frame(DATA, END_STREAM, id, 'four')),
  'not modified with length': ({ id, send }) =>
    send(frame(HEADERS, END_HEADERS | 1, id, block([':status', '304'], ['content-length', '10']))),
  'no content with data': ({ id, send }) =>
    send(frame(HEADERS, END_HEADERS, id, block([':status', '204'])), frame(DATA, END_STREAM, id, 'four')),
  'headers too large': ({ id, send }) => {
    const piece = block(['name', 'x'.repeat(16_000)]);
    const more = Array.from({ length: 700 }, () => frame(CONTINUATION, 0, id, piece));
    send(frame(HEADERS, 0, id, block(OK)), ...more, frame(CONTINUATION, END_HEADERS, id));
  },
  'compression bomb': ({ id, send }) => {
    // A value of 4,000 bytes goes into the table, and is named 5,000 times.
    const first = Buffer.concat([Buffer.from('\x88\x40\x01a\x7f\xa1\x1e', 'latin1'), Buffer.alloc(4000, 'x')]);
    send(frame(HEADERS, END_HEADERS | 1, id, Buffer.concat([first, Buffer.alloc(5000, 0xbe)])));
  },
};
