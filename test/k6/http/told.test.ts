// What a response tells of its request, and what the server got of it. Expected is what k6 2.2 shows and sends.
import assert from 'node:assert/strict';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { test } from 'node:test';
import { runScript } from '../../helpers/script-run.js';
import { countingServer } from '../../helpers/servers.js';

interface Told {
  readonly told: unknown;
  /** Method, Content-Length, Transfer-Encoding and Cookie of each request that came, in turn. */
  readonly came: readonly string[];
}

/** `/away` leads to `/there` and sets a cookie. */
async function tell(work: string): Promise<Told> {
  const came: string[] = [];
  await using server = await countingServer((request: IncomingMessage, response: ServerResponse) => {
    const { 'content-length': length, 'transfer-encoding': chunks, cookie } = request.headers;
    came.push([request.method, length ?? '-', chunks ?? '-', cookie ?? '-'].join(' '));
    const away = { Location: '/there', 'Set-Cookie': 'way=1; Path=/' };
    if (request.url === '/away') response.writeHead(302, away).end();
    else response.end('ok');
  });
  const { said, code, stderr } = await runScript(
    `import http from 'k6/http';
    const BASE = __ENV.URL;
    export default function () { console.log(JSON.stringify((() => { ${work} })())); }`,
    ['-e', `URL=${server.url}`],
  );
  assert.equal(code, 0, stderr);
  return { told: JSON.parse(said[0]!.replaceAll(server.url, 'BASE')), came };
}

test('headers of a request are those that the script can know: its own, the host it named, and the cookies', async () => {
  const { told } = await tell(`
    http.cookieJar().set(BASE, 'jar', 'j');
    const headers = { Host: 'named.test', 'Content-Length': '4', 'X-Own': 'x' };
    const { request } = http.post(BASE, 'body', { headers, cookies: { own: 'o', none: undefined, nil: null } });
    const packed = http.post(BASE, 'body', { compression: 'gzip' }).request;
    return [request.headers, request.cookies, packed.body, packed.headers['Content-Length'], packed.headers['Content-Encoding']];
  `);
  const [headers, cookies, ...rest] = told as [Record<string, string[]>, object, ...unknown[]];
  const { 'User-Agent': agent, ...others } = headers;
  assert.match(agent![0]!, /./);
  assert.deepEqual(others, { Host: ['named.test'], 'X-Own': ['x'], Cookie: ['own=o; jar=j'] });
  assert.deepEqual(cookies, {
    own: [{ name: 'own', value: 'o', replace: false }],
    jar: [{ name: 'jar', value: 'j', replace: false }],
  });
  assert.deepEqual(rest, ['body', null, ['gzip']]);
});

test('a request that got no connection has no other end', async () => {
  const { told } = await tell(`
    const ends = ({ remote_ip, remote_port, error_code }) => [remote_ip, remote_port > 0, error_code];
    return [ends(http.get('http://127.0.0.1:1/')), ends(http.get(BASE))];
  `);
  assert.deepEqual(told, [
    ['', false, 1212],
    ['127.0.0.1', true, 0],
  ]);
});

test('cookies of a request go along on its redirects, those of a header do not', async () => {
  const { came } = await tell(`
    http.get(BASE + '/away', { cookies: { own: 'o' } });
    http.get(BASE + '/away', { cookies: { way: { value: 'mine', replace: true } }, headers: { Cookie: 'head=1' } });
    return null;
  `);
  assert.deepEqual(
    came.map((line) => line.split(' ').slice(3).join(' ')),
    ['own=o', 'own=o; way=1', 'head=1; way=mine', 'way=mine'],
  );
});

test('an empty body goes out as chunks, and not at all with methods that seldom have one', async () => {
  const { came } = await tell(`
    for (const body of ['', {}, new DataView(new ArrayBuffer(2))]) http.post(BASE, body);
    http.post(BASE);
    http.request('GET', BASE, '');
    http.del(BASE, '');
    http.put(BASE, Symbol('s'));
    http.request('', BASE);
    return null;
  `);
  assert.deepEqual(came, [
    ...Array<string>(3).fill('POST - chunked -'),
    'POST 0 - -',
    'GET - - -',
    'DELETE - - -',
    'PUT 1 - -',
    'GET - - -',
  ]);
});

test('a request without time is over before it is sent', async () => {
  const { told, came } = await tell(`
    const results = [0, -1, '0s', Infinity, NaN].map((timeout) => http.get(BASE, { timeout }));
    return results.map(({ status, error_code }) => [status, error_code]);
  `);
  assert.deepEqual([told, came], [Array(5).fill([0, 1050]), []]);
});

test('a batch in which one entry makes no request sends none', async () => {
  const { told, came } = await tell(`
    const show = (responses) => responses.map((response) => response && [response.status, response.error]);
    return [[5], [['GET']], [{ method: 'GET' }], [[null, BASE]], [BASE, 'http://a b/', BASE]]
      .map((requests) => show(http.batch(requests)));
  `);
  assert.deepEqual(told, [
    [[0, "invalid URL: '#5'"]],
    [[0, 'invalid batch request \'[]interface {}{"GET"}\'']],
    [[0, "batch request 0 doesn't have a url key"]],
    [[0, "invalid method type '<nil>'"]],
    [[0, ''], [0, 'invalid URL: parse "http://a b/": invalid character " " in host name'], null],
  ]);
  assert.deepEqual(came, []);
});

test('what ends a batch early does not end the call after it', async () => {
  const { told } = await tell(`
    const names = [];
    try { http.batch([BASE, ['GET', BASE, null, { timeout: 0, throw: true }]]); } catch (error) { names.push(error.name); }
    return [names, http.get(BASE).status];
  `);
  assert.deepEqual(told, [['GoError'], 200]);
});

test('URLs are shown as they were written, and those of a failed redirect are its target', async () => {
  const { told } = await tell(`
    const shown = ['?x=1', '#', '/a b'].map((end) => http.get(BASE + end).url);
    return [...shown, ...['http://a%20b/', 'x:y z', ' ' + BASE].map((url) => http.get(url).error)];
  `);
  assert.deepEqual(told, [
    ...['BASE?x=1', 'BASE', 'BASE/a%20b'],
    'invalid URL: parse "http://a%20b/": invalid URL escape "%20"',
    'unsupported protocol scheme "x"',
    'invalid URL: parse " BASE": first path segment in URL cannot contain colon',
  ]);
});
