// `k6/websockets`: the browser's WebSocket, whose handlers are tasks of the VU.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rawServer, socketServer } from '../../helpers/web-socket-servers.js';
import { runLines, SAY } from './run-lines.js';

for (const level of ['complete', 'optimised']) {
  test(`a conversation, compiled to the ${level} level`, async () => {
    await using server = await socketServer({ connected: (socket) => socket.ping() });
    const { lines, metrics } = await runLines(
      server.url,
      `import { WebSocket, Blob } from 'k6/websockets';
       ${SAY}
       export default function () {
         const socket = new WebSocket('URL/chat', ['a', 'b'], { headers: { 'X-Own': 'yes' }, tags: { kind: 'k' } });
         say(socket.readyState, socket.url.endsWith('/chat'), socket.binaryType, socket.onopen);
         let binary = 0;
         socket.onopen = ({ type, target }) => {
           say(type, target === socket, socket.readyState, socket.protocol, socket.extensions);
           socket.send('text');
           socket.send(new Uint8Array([7]));
           socket.ping();
         };
         socket.addEventListener('message', async (event) => {
           if (typeof event.data === 'string') return say(event.type, event.data, event.origin === socket.url);
           if (event.data instanceof Blob) say('blob', event.data.size, await event.data.arrayBuffer() instanceof ArrayBuffer);
           else say('buffer', event.data instanceof ArrayBuffer, event.data.byteLength);
           socket.binaryType = 'arraybuffer';
           if (++binary === 1) socket.send(new Uint8Array([8, 9]).buffer);
           else setTimeout(() => { socket.close(4000, 'done'); say('closing', socket.readyState); }, 100);
         });
         for (const type of ['ping', 'pong']) socket.addEventListener(type, (event) => say(event.type));
         socket.onerror = (event) => say(event.type, event.error);
         socket.onclose = (event) => say(event.type, event.code, event.reason, socket.readyState);
         say('returned');
       }`,
      [`--compile=${level}`],
    );
    const isPing = (line: string): boolean => line === 'ping' || line === 'pong';
    assert.deepEqual(
      lines.filter((line) => !isPing(line)),
      [
        ...['0 true blob null', 'returned', 'open true 1 a []', 'message text true', 'blob 1 true', 'buffer true 2'],
        ...['closing 2', 'error websocket: close 4000: done', 'close 4000 done 3'],
      ],
    );
    assert.deepEqual(lines.filter(isPing).sort(), ['ping', 'pong']);
    assert.deepEqual(server.closes, ['4000 done']);
    assert.equal(server.requests[0]!.headers['sec-websocket-protocol'], 'a, b');
    // Pings and close frames of the script count as sent, as in k6.
    assert.deepEqual(
      [metrics.ws_msgs_sent!.count, metrics.ws_msgs_received!.count],
      [server.received + 2, server.sent],
    );
    assert.equal(metrics.ws_sessions!.count, 1);
  });

  test(`the order of handlers, promises and timers, compiled to the ${level} level`, async () => {
    await using server = await socketServer({ connected: (_socket, send) => send('a', 'b') });
    const { lines } = await runLines(
      server.url,
      `import { WebSocket } from 'k6/experimental/websockets';
       import { sleep } from 'k6';
       ${SAY}
       export default function () {
         const socket = new WebSocket('URL');
         // Long enough for all to have come: handlers are looked for when it is their turn.
         sleep(0.3);
         socket.addEventListener('message', ({ data }) => { say('first', data); sleep(0.01); });
         socket.onmessage = ({ data }) => {
           say('on', data);
           Promise.resolve().then(() => say('promise', data));
           setTimeout(() => say('timer', data));
         };
         socket.addEventListener('message', ({ data }) => { say('last', data); if (data === 'b') socket.close(); });
         socket.onclose = ({ code }) => say('close', code);
       }`,
      [`--compile=${level}`],
    );
    const told = lines.filter((line) => !line.startsWith('timer'));
    assert.deepEqual(told, [
      'on a',
      'promise a',
      'first a',
      'last a',
      'on b',
      'promise b',
      'first b',
      'last b',
      'close 1000',
    ]);
    assert.deepEqual(
      lines.filter((line) => line.startsWith('timer')),
      ['timer a', 'timer b'],
    );
  });
}

test('calls that are wrong', async () => {
  await using server = await socketServer();
  const { lines } = await runLines(
    server.url,
    `import { WebSocket } from 'k6/websockets';
     ${SAY}
     const tries = (what, fn) => { try { fn(); say(what); } catch (error) { say(what, error.name, error.message); } };
     export default function () {
       tries('none', () => new WebSocket());
       tries('http', () => new WebSocket('http://127.0.0.1/'));
       tries('fragment', () => new WebSocket('ws://127.0.0.1/#a'));
       tries('bad', () => new WebSocket('ws://['));
       tries('option', () => new WebSocket('URL', null, { timeout: 1 }));
       tries('compression', () => new WebSocket('URL', null, { compression: '' }));
       const socket = new WebSocket('URL');
       tries('early', () => socket.send('a'));
       tries('type', () => { socket.binaryType = 'text'; });
       tries('handler', () => { socket.onopen = 5; });
       tries('listener', () => socket.addEventListener('open'));
       tries('unknown', () => socket.addEventListener('opened', () => {}));
       socket.onopen = () => {
         tries('object', () => socket.send({}));
         tries('code', () => socket.close(1001));
         tries('reason', () => socket.close(3000, 'é'.repeat(62)));
         socket.close();
         tries('late', () => socket.send('a'));
         tries('twice', () => socket.close());
       };
     }`,
  );
  assert.deepEqual(lines, [
    'none GoError WebSocket requires a url',
    'http GoError WebSocket requires url with scheme ws or wss, but got "http"',
    'fragment GoError WebSocket requires no url fragment, but got "a"',
    'bad GoError WebSocket requires valid url, but got "ws://[" which resulted in parse "ws://[": missing \']\' in host',
    "option GoError unknown WebSocket's option timeout",
    "compression GoError unsupported compression algorithm '', supported algorithm is 'deflate'",
    'early GoError InvalidStateError',
    'type GoError unknown binaryType text, the supported ones are "blob" and "arraybuffer"',
    "handler GoError a value for 'onopen' should be callable",
    'listener GoError handler for event type "open" isn\'t a callable function',
    'unknown',
    'object GoError unsupported send type map[string]interface {}',
    "code GoError InvalidAccessError: Failed to execute 'close' on 'WebSocket': The close code must be either 1000, or between 3000 and 4999. 1001 is neither",
    "reason GoError SyntaxError: Failed to execute 'close' on 'WebSocket': The message must not be greater than 123 bytes",
    'late GoError InvalidStateError',
    'twice',
  ]);
});

const ENDS = {
  normal: { bytes: '880503e8627965', says: 'close 1000 bye' },
  nothing: { bytes: '8800', says: 'error websocket: close 1005 (no status) close 1005 ' },
  internal: { bytes: '880403f37878', says: 'error websocket: close 1011 (internal server error): xx close 1011 xx' },
  cut: {
    bytes: '8105aabb',
    after: 'end',
    says: 'error websocket: close 1006 (abnormal closure): unexpected EOF close 1006 unexpected EOF',
  },
  reset: { bytes: '', after: 'reset', says: 'close undefined ' },
  broken: { bytes: 'c10161', says: 'close undefined ' },
  missing: { head: 'HTTP/1.1 404 N\r\n\r\n', after: 'end', says: 'error websocket: bad handshake close undefined ' },
} as const;

test('how connections end', async () => {
  await using server = await rawServer(ENDS);
  const { lines, metrics } = await runLines(
    server.url,
    `import { WebSocket } from 'k6/websockets';
     ${SAY}
     export default async function () {
       for (const name of [...${JSON.stringify(Object.keys(ENDS))}, 'refused']) {
         await new Promise((ended) => {
           const heard = [];
           const socket = new WebSocket(name === 'refused' ? 'ws://127.0.0.1:1/' : 'URL/' + name);
           if (name === 'reset') socket.onopen = () => socket.send('now');
           socket.onerror = ({ error }) => heard.push('error', error);
           socket.onclose = ({ code, reason }) => { say(name, ...heard, 'close', String(code), reason); ended(); };
         });
       }
     }`,
  );
  const refused = 'refused error dial tcp 127.0.0.1:1: connect: connection refused close undefined ';
  assert.deepEqual(lines, [...Object.entries(ENDS).map(([name, { says }]) => `${name} ${says}`), refused]);
  assert.equal(metrics.ws_sessions!.count, lines.length);
});

test('a handler that throws ends the iteration, and the script hears of it', async () => {
  await using server = await socketServer({ connected: (_socket, send) => send('a') });
  const { lines, stderr, metrics } = await runLines(
    server.url,
    `import { WebSocket } from 'k6/websockets';
     ${SAY}
     export default function () {
       const socket = new WebSocket('URL');
       socket.onmessage = () => { throw new Error('thrown by a handler'); };
       socket.addEventListener('message', () => say('never'));
       socket.onerror = ({ error }) => say('error', error);
       socket.onclose = ({ code }) => say('close', String(code));
       setTimeout(() => say('never'), 10_000);
     }`,
  );
  assert.deepEqual(lines, ['error Error: thrown by a handler', 'close undefined']);
  assert.equal(stderr.match(/^Error: thrown by a handler/gm)?.length, 1, stderr);
  assert.equal(metrics.iterations!.count, 1);
  await server.untilAllClosed();
});

test('messages are compressed when both sides want it', async () => {
  await using server = await socketServer({ deflate: true });
  const { lines, metrics } = await runLines(
    server.url,
    `import { WebSocket } from 'k6/websockets';
     import ws from 'k6/ws';
     ${SAY}
     const text = 'abc'.repeat(10_000);
     export default function () {
       const socket = new WebSocket('URL', null, { compression: 'deflate' });
       socket.onopen = () => { say(socket.extensions); socket.send(text); socket.send(''); };
       socket.onmessage = ({ data }) => { say(data === text, data.length); if (data === '') socket.close(); };
       ws.connect('URL', { compression: 'deflate' }, (blocking) => {
         blocking.on('open', () => blocking.send(text));
         blocking.on('message', (data) => { say(data === text); blocking.close(); });
       });
     }`,
  );
  assert.deepEqual(lines, [
    'true',
    '["permessage-deflate; server_no_context_takeover; client_no_context_takeover"]',
    ...['true 30000', 'false 0'],
  ]);
  assert.ok(metrics.data_sent!.count! < 3_000 && metrics.data_received!.count! < 3_000);
});

test('a flood waits for a script that is busy, and nothing of it is lost', async () => {
  const flood = Array.from({ length: 5000 }, (_, i) => `${i} ${'x'.repeat(500)}`);
  await using server = await socketServer({ connected: (_socket, send) => send(...flood) });
  const { lines, metrics } = await runLines(
    server.url,
    `import { WebSocket } from 'k6/websockets';
     import ws from 'k6/ws';
     import { sleep } from 'k6';
     ${SAY}
     export default function () {
       let next = 0;
       const told = (what, text) => {
         if (parseInt(text) !== next++) say(what, 'out of order', next);
         if (next % 1000 === 1) sleep(0.02);
         return next === ${flood.length};
       };
       ws.connect('URL', (socket) => socket.on('message', (text) => { if (told('blocking', text)) socket.close(); }));
       say('blocking', next);
       next = 0;
       const socket = new WebSocket('URL');
       socket.onmessage = ({ data }) => { if (told('browser', data)) { say('browser', next); socket.close(); } };
     }`,
  );
  assert.deepEqual(lines, [`blocking ${flood.length}`, `browser ${flood.length}`]);
  assert.equal(metrics.ws_msgs_received!.count, server.sent);
});
