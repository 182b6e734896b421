// Requests of several hops: redirects, cookies on the way, authentication.
import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { test } from 'node:test';
import { md4 } from '../../../src/base/md4.js';
import { type RawRequest, rawServer, respond } from '../../helpers/raw-server.js';
import { testVu } from './http-vu.js';

/** A server that answers by path, and what it was sent: request lines and the headers that matter here. */
const routes = (table: Record<string, string | ((request: RawRequest) => string)>) =>
  rawServer((request) => {
    const answer = table[request.text.split(' ')[1]!] ?? respond('404 Not Found');
    request.socket.write(typeof answer === 'string' ? answer : answer(request));
  });
const to = (status: string, location: string, ...headers: string[]): string =>
  respond(status, 'moved', [`Location: ${location}`, ...headers]);
const lines = (requests: readonly string[]): string[] => requests.map((text) => text.split(' HTTP')[0]!);
const header = (request: string, name: string): string | undefined =>
  new RegExp(`\r\n${name}: ([^\r]*)`).exec(request)?.[1];

test('redirects are followed, each hop is measured', async () => {
  await using server = await routes({
    '/a': to('302 Found', '/b/c?x#frag'),
    '/b/c?x': to('301 Moved', '../d'),
    '/d': to('303 See Other', '//127.0.0.1:port/e'),
  });
  using vu = testVu();
  const response = await vu.call('get', `${server.url}/a`);
  assert.deepEqual(lines(server.requests), ['GET /a', 'GET /b/c?x', 'GET /d']);
  assert.equal(header(server.requests[1]!, 'Referer'), `${server.url}/a`);
  // As Go writes it, the fragment included.
  assert.equal(header(server.requests[2]!, 'Referer'), `${server.url}/b/c?x#frag`);
  assert.equal(vu.counter('http_reqs'), 3);
  assert.match(response.error, /failed to parse Location header/);
});

test('301, 302 and 303 turn a POST into a GET; 307 and 308 send it again', async () => {
  for (const [status, method, body] of [
    [301, 'GET', ''],
    [302, 'GET', ''],
    [303, 'GET', ''],
    [307, 'POST', 'x=1'],
    [308, 'POST', 'x=1'],
  ] as const) {
    await using server = await routes({ '/a': to(`${status} R`, '/b'), '/b': respond('200 OK', 'ok') });
    using vu = testVu();
    const response = await vu.call('post', `${server.url}/a`, { x: 1 });
    const second = server.requests[1]!;
    assert.deepEqual([second.split(' ')[0], second.split('\r\n\r\n')[1]], [method, body]);
    assert.equal(header(second, 'Content-Type') !== undefined, body !== '');
    assert.deepEqual([response.status, response.url], [200, `${server.url}/b`]);
    // What the script asked for, not what the last hop was.
    assert.deepEqual([response.request.method, response.request.url], ['POST', `${server.url}/a`]);
  }
});

test('a HEAD stays a HEAD; a redirect without a Location is the answer', async () => {
  await using server = await routes({
    '/a': 'HTTP/1.1 302 Found\r\nLocation: /b\r\n\r\n',
    '/b': 'HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n',
  });
  using vu = testVu();
  assert.equal((await vu.call('head', `${server.url}/a`)).status, 302);
  assert.deepEqual(lines(server.requests), ['HEAD /a', 'HEAD /b']);
});

test('the limit gives the last redirect; only a default limit is worth a warning', async () => {
  await using server = await routes({ '/loop': to('302 Found', '/loop') });
  using vu = testVu({ maxRedirects: 3 });
  const response = await vu.call('get', `${server.url}/loop`);
  assert.deepEqual([response.status, response.body, server.requests.length], [302, 'moved', 4]);
  assert.match(vu.logs[0]!.message, /^Stopped after 4 redirects/);
  assert.equal((await vu.call('get', `${server.url}/loop`, { redirects: 0 })).status, 302);
  assert.deepEqual([server.requests.length, vu.logs.length, vu.counter('http_reqs')], [5, 1, 5]);
});

test('credentials and cookies do not follow to another host', async () => {
  await using other = await routes({ '/x': respond('200 OK', 'ok') });
  await using server = await routes({ '/a': () => to('307 T', `http://other.test:${other.port}/x`) });
  using vu = testVu({ hosts: { 'other.test': '127.0.0.1' } });
  await vu.call('get', `${server.url}/a`, { headers: { Authorization: 'secret', Cookie: 'c=1', 'X-Kept': '1' } });
  const [request] = other.requests;
  assert.deepEqual(
    ['Authorization', 'Cookie', 'X-Kept', 'Host'].map((name) => header(request!, name)),
    [undefined, undefined, '1', `other.test:${other.port}`],
  );
});

test('cookies are kept on every hop, for their paths, until the iteration ends', async () => {
  await using server = await routes({
    '/set': to(
      '302 Found',
      '/deep/page',
      'Set-Cookie: a=1; Path=/',
      'Set-Cookie: deep=2; Path=/deep',
      'Set-Cookie: gone=; Max-Age=0',
    ),
    '/deep/page': respond('200 OK', 'ok', ['Set-Cookie: own=3']),
    '/top': respond('200 OK', 'ok'),
    '/deep/two': respond('200 OK', 'ok'),
  });
  using vu = testVu();
  await vu.call('get', `${server.url}/set`);
  await vu.call('get', `${server.url}/top`);
  await vu.call('get', `${server.url}/deep/two`, { cookies: { mine: 'm', a: { value: 'replaced', replace: true } } });
  assert.deepEqual(
    server.requests.map((request) => header(request, 'Cookie')),
    [undefined, 'deep=2; a=1', 'a=1', 'mine=m; a=replaced; deep=2; own=3'],
  );
  vu.endIteration();
  await vu.call('get', `${server.url}/top`);
  assert.equal(header(server.requests.at(-1)!, 'Cookie'), undefined);
});

test('noCookiesReset keeps them; a jar of the script’s own stands apart; no jar takes the VU’s', async () => {
  await using server = await routes({
    '/set': respond('200 OK', 'ok', ['Set-Cookie: a=1']),
    '/get': respond('200 OK', 'ok'),
  });
  using vu = testVu({ noCookiesReset: true });
  await vu.call('get', `${server.url}/set`);
  vu.endIteration();
  await vu.call('get', `${server.url}/get`);
  interface Jar {
    set(...args: unknown[]): void;
    cookiesForURL(url: string): Record<string, string[]>;
    delete(...args: unknown[]): void;
    clear(url: string): void;
  }
  const jar = new (vu.http.CookieJar as new () => Jar)();
  jar.set(server.url, 'b', 'two words', { path: '/get', max_age: 60 });
  jar.set(server.url, 'old', '1', { expires: 'Mon, 02 Jan 2006 15:04:05 MST' });
  await vu.call('get', `${server.url}/get`, { jar });
  await vu.call('get', `${server.url}/get`, { jar: null });
  assert.deepEqual(
    server.requests.slice(1).map((request) => header(request, 'Cookie')),
    ['a=1', 'b="two words"', 'a=1'],
  );
  assert.deepEqual(jar.cookiesForURL(`${server.url}/get`), { b: ['two words'] });
  // A cookie of another path than the one that the address would give it stays, as in k6.
  jar.delete(`${server.url}/get`, 'b');
  assert.deepEqual(jar.cookiesForURL(`${server.url}/get`), { b: ['two words'] });
  jar.delete(`${server.url}/get/more`, 'b');
  assert.deepEqual(jar.cookiesForURL(`${server.url}/get`), {});
  const own = (vu.http.cookieJar as () => Jar)();
  assert.deepEqual(own.cookiesForURL(`${server.url}/set`), { a: ['1'] });
  own.clear(`${server.url}/set`);
  assert.deepEqual(own.cookiesForURL(`${server.url}/set`), {});
});

test('digest authentication: two requests, the first one expected', async () => {
  const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
  await using server = await rawServer(({ socket, text }) => {
    const given = header(text, 'Authorization');
    if (given === undefined) {
      const challenge =
        'WWW-Authenticate: Digest realm="the realm", qop="auth,auth-int", nonce="abc123", opaque="o\\"p"';
      socket.write(respond('401 Unauthorized', 'no', [challenge]));
      return;
    }
    const part = (name: string): string => new RegExp(`${name}="?([^",]*)`).exec(given)![1]!;
    const [a1, a2] = [md5('user:the realm:pass'), md5('GET:/secret?x')];
    const right = md5(`${a1}:abc123:${part('nc')}:${part('cnonce')}:auth:${a2}`);
    socket.write(right === part('response') ? respond('200 OK', 'welcome') : respond('403 Forbidden', given));
  });
  using vu = testVu();
  const url = `http://user:pass@127.0.0.1:${server.port}/secret?x`;
  const response = await vu.call('get', url, { auth: 'digest' });
  assert.deepEqual([response.status, response.body], [200, 'welcome']);
  assert.deepEqual([vu.counter('http_reqs'), vu.rate('http_req_failed').passes], [2, 0]);
  assert.equal(header(server.requests[0]!, 'Authorization'), undefined);
  assert.equal(response.url, `http://127.0.0.1:${server.port}/secret?x`);
});

test('NTLM authentication over one connection', async () => {
  const serverChallenge = Buffer.from('0123456789abcdef', 'hex');
  const challenge = Buffer.alloc(56);
  challenge.write('NTLMSSP\0', 'latin1');
  challenge.writeUInt32LE(2, 8);
  challenge.writeUInt32LE(0xa2888205, 20);
  serverChallenge.copy(challenge, 24);
  challenge.writeUInt16LE(4, 40);
  challenge.writeUInt16LE(4, 42);
  challenge.writeUInt32LE(48, 44);
  await using server = await rawServer(({ socket, text }) => {
    const message = Buffer.from(header(text, 'Authorization')?.replace('NTLM ', '') ?? '', 'base64');
    if (message.length === 0) return socket.write(respond('401 U', '', ['WWW-Authenticate: NTLM']));
    if (message[8] === 1)
      return socket.write(respond('401 U', '', [`WWW-Authenticate: NTLM ${challenge.toString('base64')}`]));
    const field = (at: number): Buffer =>
      message.subarray(message.readUInt32LE(at + 4), message.readUInt32LE(at + 4) + message.readUInt16LE(at));
    const key = createHmac('md5', md4(Buffer.from('pass', 'utf16le')))
      .update(Buffer.from('USERdom', 'utf16le'))
      .digest();
    const [proof, blob] = [field(20).subarray(0, 16), field(20).subarray(16)];
    const right = createHmac('md5', key).update(serverChallenge).update(blob).digest();
    return socket.write(proof.equals(right) ? respond('200 OK', 'welcome') : respond('403 Forbidden'));
  });
  using vu = testVu();
  const response = await vu.call('get', `http://dom%5Cuser:pass@127.0.0.1:${server.port}/`, { auth: 'ntlm' });
  assert.deepEqual([response.status, response.body, server.connections], [200, 'welcome', 1]);
  assert.deepEqual([vu.counter('http_reqs'), vu.rate('http_req_failed').passes], [3, 0]);
});

test('MD4 is RFC 1320’s', () => {
  const of = (text: string): string => md4(Buffer.from(text)).toString('hex');
  assert.equal(of(''), '31d6cfe0d16ae931b73c59d7e0c089c0');
  assert.equal(of('abc'), 'a448017aaf21d8525fc10ae87aa6729d');
  assert.equal(of('1234567890'.repeat(8)), 'e33b4ddc9c38f2199c3e7b164fcc0536');
});
