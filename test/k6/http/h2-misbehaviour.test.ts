// What HTTP/2 servers do wrong gives k6's status, code, text and body (all as k6 gave them for the same frames), and the next
// request is answered.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MISBEHAVIOUR } from '../../helpers/h2-misbehaviour.js';
import { rawH2Server } from '../../helpers/raw-h2-server.js';
import { testVu } from './http-vu.js';

type Outcome = readonly [status: number, code: number, error: string, body: string | null];

const stream = (code: number, name: string, body: string | null = null): Outcome => [
  0,
  code,
  `http2: stream error with http2 ErrCode ${name}`,
  body,
];
const connection = (code: number, name: string, body: string | null = null): Outcome => [
  0,
  code,
  `http2: connection error with http2 ErrCode ${name}`,
  body,
];
const gone = (code: number, name: string, body: string | null = null): Outcome => [
  0,
  code,
  `http2: received GoAway with http2 ErrCode ${name}`,
  body,
];
const broken = (error: string, body: string | null = null): Outcome => [0, 1000, error, body];

const FINE: Outcome = [200, 0, '', 'fine'];
const FOUR: Outcome = [200, 0, '', 'four'];
const LATE: Outcome = [0, 1050, 'request timeout', null];
const STREAM = stream(1632, 'PROTOCOL_ERROR');
const PROTOCOL = connection(1652, 'PROTOCOL_ERROR');
const FLOW = connection(1654, 'FLOW_CONTROL_ERROR');
const SIZE = connection(1657, 'FRAME_SIZE_ERROR');
const COMPRESSION = connection(1660, 'COMPRESSION_ERROR');

const OUTCOMES: Readonly<Record<string, Outcome>> = {
  fine: FINE,
  'reset no error': stream(1631, 'NO_ERROR'),
  'reset internal': stream(1633, 'INTERNAL_ERROR'),
  'reset cancel': stream(1639, 'CANCEL'),
  'reset calm': stream(1642, 'ENHANCE_YOUR_CALM'),
  'reset http/1.1': stream(1644, 'HTTP_1_1_REQUIRED'),
  'reset unknown': stream(1630, 'unknown error code 0x63'),
  'body cut no error': stream(1631, 'NO_ERROR', 'part'),
  'body cut internal': stream(1633, 'INTERNAL_ERROR', 'part'),
  'body cut refused': stream(1638, 'REFUSED_STREAM', 'part'),
  'body cut protocol': stream(1632, 'PROTOCOL_ERROR', 'part'),
  'body then reset': [200, 0, '', 'all'],
  'closed at once': broken('unexpected EOF'),
  'closed in headers': broken('unexpected EOF'),
  // k6 gives no part of a frame.
  'closed in body': broken('unexpected EOF', 'part'),
  'closed between': broken('unexpected EOF', 'part'),
  'goaway last 0': LATE,
  'goaway seen then closed': gone(1611, 'NO_ERROR'),
  'goaway calm then closed': gone(1622, 'ENHANCE_YOUR_CALM'),
  'goaway calm open': LATE,
  'goaway refused open': LATE,
  'goaway then answer': [200, 0, '', 'late'],
  'goaway calm last 0': broken('http2: Transport received GOAWAY from server ErrCode:ENHANCE_YOUR_CALM'),
  'goaway in body closed': gone(1613, 'INTERNAL_ERROR', 'part'),
  'data on 0': PROTOCOL,
  'headers on 0': PROTOCOL,
  'data on idle stream': PROTOCOL,
  'headers on idle stream': FINE,
  'reset on 0': PROTOCOL,
  'reset on idle stream': FINE,
  'reset too short': SIZE,
  'settings on stream': PROTOCOL,
  'settings broken length': SIZE,
  'settings ack with content': SIZE,
  'settings window too large': FLOW,
  'settings frame size too small': PROTOCOL,
  'settings push 2': PROTOCOL,
  'settings unknown': FINE,
  'ping on stream': PROTOCOL,
  'ping too short': SIZE,
  'goaway on stream': PROTOCOL,
  'goaway too short': SIZE,
  'window of 0': PROTOCOL,
  'window of 0 on stream': STREAM,
  'window too large': FLOW,
  // k6 stops for ever here: its client waits for a lock that it holds.
  'window too large on stream': stream(1634, 'FLOW_CONTROL_ERROR'),
  'window too short': SIZE,
  'priority on 0': PROTOCOL,
  'priority too short': SIZE,
  priority: FINE,
  push: PROTOCOL,
  'continuation of nothing': PROTOCOL,
  'continuation of another': PROTOCOL,
  'headers broken off': PROTOCOL,
  continued: FINE,
  'frame too large': broken('http2: frame too large', ''),
  'unknown frame': FINE,
  'padding too long': connection(1652, 'PROTOCOL_ERROR', ''),
  'padding of headers too long': STREAM,
  padded: FINE,
  'not http/2': broken('http2: frame too large'),
  'compression index': COMPRESSION,
  'compression truncated': COMPRESSION,
  'compression huffman': COMPRESSION,
  'compression table size': COMPRESSION,
  'data before headers': STREAM,
  'no status': STREAM,
  'status no number': STREAM,
  'status of four': [2000, 3000, '', ''],
  'status twice': STREAM,
  'status late': STREAM,
  'field of a request': STREAM,
  'upper case': STREAM,
  'bad name': STREAM,
  'bad value': STREAM,
  'connection header': FINE,
  'early hints': FINE,
  'ten interim': FINE,
  'interim that ends': STREAM,
  'status 101': FINE,
  trailers: FINE,
  'trailers that do not end': connection(1652, 'PROTOCOL_ERROR', ''),
  'trailers with status': connection(1652, 'PROTOCOL_ERROR', ''),
  'body too short': broken('unexpected EOF', 'four'),
  'body too long': broken('net/http: server replied with more than declared Content-Length; truncated', 'fo'),
  'body missing': broken('unexpected EOF', ''),
  'length no number': FOUR,
  'length twice': FOUR,
  'not modified with length': [304, 0, '', null],
  'no content with data': [204, 0, '', null],
  'headers too large': PROTOCOL,
  'compression bomb': STREAM,
};

/** Where time has to pass, it may be short; elsewhere it must not pass, on slow machines either. */
const limitOf = (outcome: Outcome): number => (outcome === LATE ? 300 : 30_000);

test('every misbehaviour has its outcome', () => {
  assert.deepEqual(Object.keys(OUTCOMES).sort(), Object.keys(MISBEHAVIOUR).sort());
});

test('what servers do wrong is told as k6 tells it, and the next request is answered', async () => {
  await using server = await rawH2Server((request) => MISBEHAVIOUR[request.name]!(request));
  using vu = testVu({ insecureSkipTLSVerify: true });
  const ask = (name: string, timeout: number) => vu.call('get', server.url, { headers: { 'X-Case': name }, timeout });
  for (const [name, outcome] of Object.entries(OUTCOMES)) {
    const { status, error_code, error, body } = await ask(name, limitOf(outcome));
    assert.deepEqual([name, status, error_code, error, body], [name, ...outcome]);
    assert.deepEqual([name, (await ask('fine', 30_000)).body], [name, 'fine']);
  }
  assert.equal(vu.counter('http_reqs'), 2 * Object.keys(OUTCOMES).length);
  const times = (name: string): number => server.seen.names.filter((other) => other === name).length;
  // All go out once, but those that the server says it will not look at.
  assert.ok(times('goaway last 0') >= 2);
  assert.equal(times('goaway calm last 0'), 2);
  for (const name of Object.keys(OUTCOMES)) {
    if (name !== 'fine' && !name.endsWith('last 0')) assert.equal(times(name), 1, name);
  }
});

test('a client that gives up says so, and its connection goes on', async () => {
  await using server = await rawH2Server((request) => {
    if (request.name !== 'silent') MISBEHAVIOUR.fine!(request);
  });
  using vu = testVu({ insecureSkipTLSVerify: true });
  const late = await vu.call('get', server.url, { headers: { 'X-Case': 'silent' }, timeout: 100 });
  assert.deepEqual([late.error_code, late.error], [1050, 'request timeout']);
  assert.equal((await vu.call('get', server.url)).body, 'fine');
  assert.deepEqual([server.seen.resets, server.seen.connections], [[8], 1]);
});
