// `k6/ws`: a call that blocks until the connection is closed, with handlers that may block inside of it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countingServer } from '../../helpers/servers.js';
import { rawServer, socketServer } from '../../helpers/web-socket-servers.js';
import { runLines, SAY } from './run-lines.js';

for (const level of ['complete', 'optimised']) {
  test(`a conversation, compiled to the ${level} level`, async () => {
    await using server = await socketServer({
      connected: (socket, send) => {
        send('hello');
        send(Buffer.from([1, 2]));
        socket.ping();
      },
    });
    const { lines, metrics } = await runLines(
      server.url,
      `import ws from 'k6/ws';
       ${SAY}
       export default function () {
         const response = ws.connect('URL/path?q=1', { headers: { 'X-Own': 7 } }, (socket) => {
           say('callback');
           for (const type of ['message', 'ping', 'pong', 'close', 'error']) socket.on(type, (...all) => say(type, ...all));
           socket.on('binaryMessage', (data) => say('binary', data instanceof ArrayBuffer, [...new Uint8Array(data)]));
           socket.on('open', () => {
             say('open');
             socket.send('text');
             socket.sendBinary(new Uint8Array([9]).buffer);
             socket.ping();
             socket.setTimeout(() => { socket.close(); say('closed'); socket.send('too late'); }, 300);
           });
         });
         say(response.status, response.url.endsWith('/path?q=1'), response.headers.Upgrade, response.body, response.error);
       }`,
      [`--compile=${level}`],
    );
    // The server's pong may come between the messages.
    assert.deepEqual(
      lines.filter((line) => line !== 'pong'),
      [
        ...['callback', 'open', 'message hello', 'binary true [1,2]', 'ping', 'message text', 'binary true [9]'],
        ...['close 1001', 'closed', 'error {}', '101 true websocket  '],
      ],
    );
    assert.equal(lines.filter((line) => line === 'pong').length, 1);
    assert.equal(server.requests[0]!.headers['x-own'], '7');
    assert.deepEqual([server.sessions, server.received, server.pings], [1, 2, 1]);
    const counted = ['ws_sessions', 'ws_msgs_sent', 'ws_msgs_received'].map((name) => metrics[name]!.count);
    assert.deepEqual(counted, [1, server.received, server.sent]);
    for (const name of ['ws_connecting', 'ws_session_duration', 'ws_ping']) assert.ok(metrics[name]!.max! > 0, name);
    assert.ok(metrics.data_sent!.count! > 200 && metrics.data_received!.count! > 100);
  });

  test(`handlers wait, and the others wait for them, compiled to the ${level} level`, async () => {
    await using server = await socketServer({ connected: (_socket, send) => send('a', 'b') });
    await using http = await countingServer();
    const { lines } = await runLines(
      server.url,
      `import { connect } from 'k6/ws';
       import http from 'k6/http';
       import { sleep } from 'k6';
       ${SAY}
       const wait = () => http.get('${http.url}/').status;
       function session(socket) {
         socket.on('message', (text) => {
           say('begin', text);
           if (text === 'a') sleep(0.05);
           say(wait(), text);
           if (text === 'b') { socket.close(4001); say('behind close'); }
         });
         socket.on('close', (code) => say('close', code, wait()));
       }
       export default function () {
         Promise.resolve().then(() => say('promise'));
         setTimeout(() => say('timer'), 1);
         say(connect('URL', session).status, [1].map(() => connect('URL', null, (socket) => socket.close()).status));
       }`,
      [`--compile=${level}`],
    );
    assert.deepEqual(lines, [
      ...['begin a', '200 a', 'begin b', '200 b', 'close 4001 200', 'behind close', '101 [101]', 'promise', 'timer'],
    ]);
    assert.equal(http.requests, 3);
    await server.untilAllClosed();
    assert.deepEqual(server.closes, ['4001', '1001']);
  });
}

test('errors of handlers come out of connect()', async () => {
  await using server = await socketServer({ connected: (_socket, send) => send('a') });
  const { lines } = await runLines(
    server.url,
    `import ws from 'k6/ws';
     ${SAY}
     const fails = (what, begin) => {
       try {
         ws.connect('URL', (socket) => { socket.on('close', (code) => say('close', code)); begin(socket); });
       } catch (error) { say(what, error.message, error instanceof Error); }
     };
     export default function () {
       fails('callback', () => { throw new Error('1'); });
       fails('open', (socket) => socket.on('open', () => { throw new Error('2'); }));
       fails('message', (socket) => socket.on('message', () => { throw new Error('3'); }));
       for (const args of [[], ['URL'], ['URL', {}], ['URL', { compression: 'gzip' }, () => {}], ['URL', { tags: { a: {} } }, () => {}]]) {
         try { ws.connect(...args); say('?'); } catch (error) { say(error.name, error.message); }
       }
     }`,
  );
  assert.deepEqual(lines, [
    ...['close 1001', 'callback 1 true', 'close 1001', 'open 2 true', 'close 1001', 'message 3 true'],
    ...['GoError invalid number of arguments to ws.connect', 'GoError invalid number of arguments to ws.connect'],
    'GoError last argument to ws.connect must be a function',
    "GoError unsupported compression algorithm 'gzip', supported algorithm is 'deflate'",
    "GoError invalid ws.connect() metric tags: invalid value for metric tag 'a': only String, Boolean and Number types are accepted as a metric tag values",
  ]);
});

const FAULTS: Readonly<
  Record<string, { readonly bytes: string; readonly after?: 'end' | 'reset'; readonly says: string }>
> = {
  normal: { bytes: '880503e8627965', says: 'close 1000' },
  away: { bytes: '880203e9', says: 'close 1001' },
  protocol: { bytes: '880203ea', says: 'error websocket: close 1002 (protocol error) close 1002' },
  nothing: { bytes: '8800', says: 'error websocket: close 1005 (no status) close 1005' },
  own: { bytes: '88030fa078', says: 'error websocket: close 4000: x close 4000' },
  unsayable: { bytes: '880203ee', says: 'error websocket: close sent close 1001' },
  end: { bytes: '', after: 'end', says: 'error websocket: close 1006 (abnormal closure): unexpected EOF close 1006' },
  cut: {
    bytes: '8105aabb',
    after: 'end',
    says: 'error websocket: close 1006 (abnormal closure): unexpected EOF close 1006',
  },
  reset: { bytes: '8105aabb', after: 'reset', says: 'error write: broken pipe close 1001' },
  masked: { bytes: '8181000000006161', says: 'error websocket: close sent close 1001' },
  utf8: { bytes: '8102ff00880203e8', says: 'message \ufffd\0 close 1000' },
  huge: { bytes: '827f0000001000000000', says: 'error a message of 68719476736 bytes is over the limit close 1001' },
};

test('what breaks the rules, and how connections end', async () => {
  await using server = await rawServer(FAULTS);
  const { lines, metrics } = await runLines(
    server.url,
    `import ws from 'k6/ws';
     ${SAY}
     export default function () {
       for (const name of ${JSON.stringify(Object.keys(FAULTS))}) {
         const heard = [];
         const response = ws.connect('URL/' + name, (socket) => {
           if (name === 'reset') socket.on('open', () => socket.send('now'));
           for (const type of ['message', 'close']) socket.on(type, (value) => heard.push(type, value));
           socket.on('error', (error) => heard.push('error', error.error().replace(/write tcp .*?: /, '').replace(/websocket: a (.*) of .*/, 'a $1')));
         });
         say(name, response.status, ...heard.map(String));
       }
     }`,
  );
  assert.deepEqual(
    lines,
    Object.entries(FAULTS).map(([name, { says }]) => `${name} 101 ${says}`),
  );
  assert.equal(metrics.ws_sessions!.count, Object.keys(FAULTS).length);
  // What the server is told of it.
  for (const frame of [
    '8:1000',
    '8:1001',
    '8:1002',
    '8:',
    '8:4000',
    '8:1002 bad close code 1006',
    '8:1002 bad MASK',
    '8:1009',
  ])
    assert.ok(server.frames.includes(frame), frame);
});

const REFUSALS = {
  missing: { head: 'HTTP/1.1 404 Nothing\r\nContent-Length: 4\r\nX-A: b\r\n\r\nnope', after: 'end' },
  wrongkey: {
    head: 'HTTP/1.1 101 S\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: AAAA\r\n\r\n',
    after: 'end',
  },
  unasked: { head: 'HTTP/1.1 101 S\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n', after: 'end' },
  garbage: { head: 'garbage\r\n', after: 'end' },
  silent: { head: '', after: 'end' },
} as const;

test('no WebSocket at the other end', async () => {
  await using server = await rawServer(REFUSALS);
  const script = `import ws from 'k6/ws';
     ${SAY}
     const places = [${Object.keys(REFUSALS).map((name) => `'URL/${name}'`)}, 'ws://127.0.0.1:1/', 'http://127.0.0.1/', 'ws://a:b@127.0.0.1/'];
     export default function () {
       for (const place of places) {
         try {
           const { url, status, body, error } = ws.connect(place, () => say('never'));
           say(url, status, body, error);
         } catch (error) { say(error.name, error.message); }
       }
     }`;
  const { lines, metrics } = await runLines(server.url, script);
  assert.deepEqual(lines, [
    ...[' 404 nope ', ' 101  ', ' 101  ', ' 0  malformed HTTP response "garbage"', ' 0  unexpected EOF'],
    ' 0  dial tcp 127.0.0.1:1: connect: connection refused',
    ...[' 0  malformed ws or wss URL', ' 0  malformed ws or wss URL'],
  ]);
  assert.equal(metrics.ws_sessions!.count, lines.length);
  const { lines: thrown } = await runLines(server.url, script, ['--throw']);
  assert.equal(thrown[0], 'GoError websocket: bad handshake');
  assert.equal(thrown[5], 'GoError dial tcp 127.0.0.1:1: connect: connection refused');
});
