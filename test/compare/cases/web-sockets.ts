// `k6/ws` and `k6/websockets`: conversations, calls that are wrong, and how connections end.
import { type Case, family } from '../case.js';
import { PRELUDE } from './scripts.js';

const PLACE = `const WS = BASE.replace('http', 'ws') + '/ws';\n`;

/** Everything that a socket of `k6/ws` tells, and what `connect()` gives. */
const BLOCKING = `import ws from 'k6/ws';
${PRELUDE}${PLACE}
const plain = (value) => value && value.error ? String(value.error()).replace(/[^ ]*->[^ ]*: /, '') : value instanceof ArrayBuffer ? [...new Uint8Array(value)] : value;
const talk = (query, act = () => {}, params = {}) => {
  const { status, headers, body, error } = ws.connect(WS + query, params, (socket) => {
    for (const type of ['message', 'binaryMessage', 'ping', 'pong', 'close', 'error']) socket.on(type, (value) => console.log(type, asText(plain(value))));
    act(socket);
  });
  delete headers['Sec-Websocket-Accept'];
  console.log(status, asText(headers), body, error);
};
`;
/** The same of \`k6/websockets\`. */
const BROWSER = `import { WebSocket } from 'k6/websockets';
${PRELUDE}${PLACE}
const open = (query, act = () => {}, protocols = null, params = {}) => {
  const socket = new WebSocket(WS + query, protocols, params);
  socket.binaryType = 'arraybuffer';
  const say = ({ type, data, code, reason, error }) => console.log(type, socket.readyState, data instanceof ArrayBuffer ? data.byteLength : data, code, reason, error && error.replace(/[^ ]*->[^ ]*: /, ''));
  for (const type of ['open', 'message', 'ping', 'pong', 'close', 'error']) socket.addEventListener(type, say);
  act(socket);
  return socket;
};
const tried = (what) => { try { what(); console.log('fine'); } catch (error) { console.log(error.name, error.message); } };
`;

const one = (name: string, prelude: string, body: string): Case => ({
  name,
  script: `${prelude}export default function () {\n${body}\n}\n`,
  workers: [1, 2],
  ordered: true,
});

const codes = [
  1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 1015, 2999, 3000, 4999,
  5000,
];

/** How a connection ends, by the query that makes it so; the client says a word where that is waited for. */
const ENDS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(codes.map((code) => [`code ${code}`, `?close=${code},why`])),
  'no code': '?hex=8800',
  'one byte of a code': '?hex=880103',
  'a reason of noise': '?hex=880403e8ff00',
  'an end': '?then=end',
  'a reset': '?then=reset',
  'half a frame': '?hex=8105aabb&then=end',
  'text of noise': '?hex=8102ff41&close=1000',
  'a compressed message': '?hex=c10161&close=1000',
  'an unknown kind': '?hex=830161&close=1000',
  'a masked message': '?hex=8181000000006161&close=1000',
  'a ping in parts': '?hex=090161&close=1000',
  'a long ping': '?hex=897e0080&close=1000',
  'the rest of nothing': '?hex=800161&close=1000',
  'two beginnings': '?hex=010161810162&close=1000',
  'a message in parts': '?hex=010161800162&close=1000',
  'status 404': '?status=404',
  'status 301': '?status=301',
  'a wrong key': '?key=AAAA',
  'compression that nobody asked for': '?header=Sec-WebSocket-Extensions:+permessage-deflate',
};
const says = (query: string): boolean => query.includes('then=');
const ends = Object.entries(ENDS).flatMap(([name, query]) => [
  one(
    `ws ends: ${name}`,
    BLOCKING,
    `talk('${query}', ${says(query) ? "(s) => s.on('open', () => s.send('now'))" : 'undefined'});`,
  ),
  one(
    `websockets end: ${name}`,
    BROWSER,
    `open('${query}', ${says(query) ? "(s) => { s.onopen = () => s.send('now'); }" : 'undefined'});`,
  ),
]);

const WS: Readonly<Record<string, string>> = {
  'a conversation': `talk('?text=hello&binary=ab', (s) => { s.on('open', () => { s.send('a'); s.sendBinary(new Uint8Array([1, 2]).buffer); s.setTimeout(() => s.close(), 200); }); });`,
  'a ping each way': `talk('?ping=p', (s) => { s.on('open', () => { s.ping(); s.setTimeout(() => s.close(4000), 200); }); });`,
  'closes at once': `talk('', (s) => { s.close(); console.log('closed'); s.close(); });`,
  'close codes': `for (const code of [undefined, null, 0, '4005', 'abc', 1000, 99]) talk('', (s) => s.on('open', () => s.close(code)));`,
  'odd texts': `talk('', (s) => s.on('open', () => { for (const text of [5, null, undefined, { a: 1 }, '', 'é']) s.send(text); s.setTimeout(() => s.close(), 200); }));`,
  'odd bytes': `talk('', (s) => s.on('open', () => { for (const bytes of ['x', new Uint8Array(2), undefined, null]) { try { s.sendBinary(bytes); } catch (e) { console.log(e.name, e.message); } } try { s.sendBinary(); } catch (e) { console.log(e.name, e.message); } s.close(); }));`,
  'odd times': `talk('', (s) => { for (const ms of [0, -1, 'x', null]) for (const name of ['setTimeout', 'setInterval']) { try { s[name](() => {}, ms); } catch (e) { console.log(e.name, e.message); } } s.close(); });`,
  timers: `talk('', (s) => { s.setInterval(() => console.log('tick'), 100); s.setTimeout(() => { console.log('over'); s.close(); }, 250); });`,
  'errors in handlers': `for (const type of ['open', 'message', 'close']) { try { talk('?text=a', (s) => { s.on(type, () => { throw new Error(type); }); s.on('message', () => s.close()); }); } catch (e) { console.log(e.name, e.message); } }`,
  'wrong calls': `for (const args of [[], [WS], [WS, {}], [WS, { compression: 'gzip' }, () => {}], [WS, { tags: { a: {} } }, () => {}], ['http://a/', () => {}], ['ws://a:b@a/', () => {}]]) { try { console.log(asText(ws.connect(...args))); } catch (e) { console.log(e.name, e.message); } }`,
  headers: `talk('?close=1000', undefined, { headers: { 'x-a': 1, Host: 'other.test', 'user-agent': 'me', cookie: 'a=b', origin: 'o', 'sec-websocket-protocol': 'p, q' }, tags: { mine: 'yes', name: 'n' } });`,
  'a protocol': `talk('?close=1000&header=Sec-WebSocket-Protocol:+q', undefined, { headers: { 'Sec-WebSocket-Protocol': 'p, q' } });`,
  cookies: `http.cookieJar().set(BASE, 'a', 'b'); talk('?close=1000&header=Set-Cookie:+c=d'); talk('?close=1000'); const jar = new http.CookieJar(); jar.set(BASE, 'e', 'f'); talk('?close=1000', undefined, { jar });`,
  'within handlers': `talk('?text=a', (s) => s.on('message', () => { talk('?close=1000'); sleep(0.05); console.log(http.get(BASE + '/ok').status); s.close(); }));`,
  'groups and tags': `exec.vu.tags.one = '1'; group('inside', () => talk('', (s) => s.on('open', () => { s.send('x'); exec.vu.tags.one = '2'; s.setTimeout(() => s.close(), 100); })));`,
  refused: `try { console.log(asText(ws.connect(REFUSED.replace('http', 'ws'), () => {}))); } catch (e) { console.log(e.message); }`,
};
const WEBSOCKETS: Readonly<Record<string, string>> = {
  'a conversation': `open('?text=hello&binary=ab', (s) => { s.onopen = () => { s.send('a'); s.send(new Uint8Array([1, 2])); setTimeout(() => s.close(), 200); }; });`,
  'pings each way': `open('?ping=p', (s) => { s.onopen = () => { s.ping(); setTimeout(() => s.close(4001, 'because'), 200); }; });`,
  'closes while it connects': `open('').close();`,
  'close codes': `open('', (s) => { s.onopen = () => { for (const args of [[99], [1001], [2999], [5000], [3000, 'é'.repeat(62)]]) tried(() => s.close(...args)); s.close(); s.close(3001); tried(() => s.send('late')); }; });`,
  'wrong calls': `for (const args of [[], ['http://a/'], ['ws://a/#f'], ['ws://['], [WS, null, { other: 1 }], [WS, null, { compression: '' }], [WS, null, { tags: { a: {} } }]]) tried(() => new WebSocket(...args));`,
  'too early': `open('?close=1000', (s) => { tried(() => s.send('a')); tried(() => s.ping()); tried(() => { s.binaryType = 'x'; }); tried(() => { s.onopen = 5; }); tried(() => s.addEventListener('open')); });`,
  'odd data': `open('', (s) => { s.onopen = () => { for (const data of [5, {}, [1], true, 1.5]) tried(() => s.send(data)); s.close(); }; });`,
  'handlers in order': `const s = open('?text=a&text=b', (s) => { s.onmessage = ({ data }) => { console.log('on', data); Promise.resolve().then(() => console.log('promise', data)); }; }); s.addEventListener('message', ({ data }) => { console.log('last', data); if (data === 'b') s.close(); });`,
  'handlers that wait': `open('?text=a&text=b', (s) => { s.onmessage = ({ data }) => { sleep(0.05); console.log('slept', data, http.get(BASE + '/ok').status); if (data === 'b') s.close(); }; });`,
  'many of them': `for (let i = 0; i < 20; i++) { const s = new WebSocket(WS); s.onopen = () => s.send('x'); s.onmessage = () => s.close(); }`,
  parameters: `open('?close=1000&header=Sec-WebSocket-Protocol:+q', undefined, ['p', 'q'], { headers: { 'X-A': 1 }, tags: { mine: 'yes', name: 'n' } });`,
  cookies: `http.cookieJar().set(BASE, 'a', 'b'); open('?close=1000');`,
  refused: `const s = new WebSocket(REFUSED.replace('http', 'ws')); s.onerror = ({ error }) => console.log(error); s.onclose = ({ code, reason }) => console.log(code, reason);`,
};

export const webSockets = family('web-sockets', [
  ...Object.entries(WS).map(([name, body]) => one(`ws ${name}`, BLOCKING, body)),
  ...Object.entries(WEBSOCKETS).map(([name, body]) => one(`websockets ${name}`, BROWSER, body)),
  ...ends,
]);
