// Requests and responses as they are meant: methods, bodies, headers, cookies, redirects, parameters.
import { type Case, family } from '../case.js';
import { once, withOptions } from './scripts.js';

/** Prints what a script can see of a response, but for times and addresses. */
const SHOW = `const show = (r) => console.log(asText([r.status, r.status_text, r.url, r.proto, r.error, r.error_code,
  r.body === null ? null : typeof r.body, r.headers, r.cookies,
  r.request && [r.request.method, r.request.url, r.request.body, r.request.headers, r.request.cookies]]));\n`;

const call = (name: string, body: string, more: Partial<Case> = {}): Case => ({
  name,
  script: once(SHOW + body),
  ordered: true,
  workers: [1, 2],
  ...more,
});

const METHODS = ['get', 'head', 'post', 'put', 'patch', 'del', 'options'] as const;
const BODIES: Readonly<Record<string, string>> = {
  none: 'undefined',
  null: 'null',
  text: "'some ä text'",
  'empty text': "''",
  object: "{ b: 'x y', a: [1, 2], n: null, u: undefined, e: '', nested: { k: 1 } }",
  'empty object': '{}',
  number: '5',
  boolean: 'true',
  array: '[1, 2]',
  buffer: 'new Uint8Array([1, 2, 255]).buffer',
  'typed array': 'new Uint8Array([1, 2, 255])',
  'data view': 'new DataView(new Uint8Array([1, 2]).buffer)',
  file: "{ f: http.file('content', 'name.txt', 'text/plain') }",
  'file without a name': "{ f: http.file('content') }",
  'file of bytes': "{ f: http.file(new Uint8Array([1, 2]).buffer, 'x.bin') }",
  function: '() => 1',
  date: 'new Date(0)',
  symbol: "Symbol('s')",
};

const methods = METHODS.map((method) => {
  const body = method === 'get' || method === 'head' ? '' : "'body', ";
  return call(`method ${method}`, `show(http.${method}(BASE + '/echo', ${body}{ headers: { 'X-Way': 'there' } }));`);
});
const odd = ['QUERY', 'get', 'foo bar', '', 'CONNECT', 'TRACE'].map((method) =>
  call(`request ${method}`, `show(http.request('${method}', BASE + '/echo', 'body'));`),
);
const bodies = Object.entries(BODIES).flatMap(([name, body]) => [
  call(`body ${name}`, `show(http.post(BASE + '/echo', ${body}));`),
  call(
    `body ${name} as JSON`,
    `show(http.post(BASE + '/echo', ${body}, { headers: { 'content-type': 'application/json' } }));`,
  ),
]);

const redirects = [301, 302, 303, 307, 308, 300, 304].flatMap((status) =>
  ['get', 'post', 'head'].map((method) => {
    const body = method === 'post' ? "'body', " : '';
    return call(
      `redirect ${status} ${method}`,
      `show(http.${method}(BASE + '/to/${status}?url=/echo', ${body}{ headers: { Authorization: 'x' }, cookies: { c: '1' } }));`,
    );
  }),
);

const URLS: readonly string[] = [
  'BASE',
  "BASE + '?x=1'",
  "BASE + '/a b?c d=ä'",
  "BASE + '/ä/%C3%A4?q=%zz'",
  "BASE + '/ok#fragment'",
  "'http://user:pass@' + ADDRESS + '/basic'",
  "'HTTP://' + ADDRESS + '/ok'",
  "'http://' + ADDRESS + '/../a/./b//c'",
  "'//' + ADDRESS + '/ok'",
  "'/ok'",
  "''",
  "'nonsense'",
  "'ftp://' + ADDRESS",
  "'http://'",
  "'http://[::1'",
  "'http://a b/'",
  "'http://127.0.0.1:99999/'",
  'null',
  'undefined',
  '5',
  '{}',
  'http.url`${BASE}/ok?id=${5}`',
  'http.url`http://user:pass@${ADDRESS}/ok?id=${5}`',
  'new String(BASE)',
];
const urls = URLS.map((url) => call(`url ${url}`, `show(http.get(${url}));`));

const PARAMS: readonly string[] = [
  '{ headers: { a: 1, b: true, c: null, d: undefined, e: [1, 2], f: {} } }',
  "{ headers: { Host: 'other.test', 'user-agent': 'me', 'Content-Length': '99' } }",
  "{ headers: { 'bad name': '1' } }",
  "{ headers: { good: 'bad\\nvalue' } }",
  "{ headers: { '': 'x' } }",
  "{ headers: 'x' }",
  '{ headers: null }',
  "{ cookies: { a: '1' } }",
  '{ cookies: { b: 2 } }',
  '{ cookies: { c: null } }',
  '{ cookies: { sid: undefined } }',
  "{ cookies: { o: { value: 'x', replace: true } } }",
  '{ cookies: { o: { replace: true } } }',
  '{ cookies: { o: {} } }',
  "{ cookies: 'a' }",
  "{ cookies: { 'bad name': 'bad;value' } }",
  "{ tags: { a: 1, b: true, c: 'x' } }",
  '{ tags: { user: undefined } }',
  '{ tags: { a: {} } }',
  '{ tags: { a: null } }',
  '{ tags: 5 }',
  "{ tags: 's' }",
  '{ tags: [] }',
  "{ tags: { name: 'mine', url: 'theirs', method: 'x', status: '1', scenario: 's', group: 'g' } }",
  "{ timeout: '100ms' }",
  '{ timeout: 0 }',
  '{ timeout: -1 }',
  '{ timeout: Infinity }',
  '{ timeout: NaN }',
  "{ timeout: 'soon' }",
  "{ timeout: '0s' }",
  '{ timeout: null }',
  '{ redirects: 0 }',
  '{ redirects: -1 }',
  "{ redirects: '1' }",
  '{ redirects: null }',
  "{ responseType: 'none' }",
  "{ responseType: 'binary' }",
  "{ responseType: 'nonsense' }",
  '{ responseType: 5 }',
  "{ auth: 'basic' }",
  "{ auth: 'nonsense' }",
  '{ auth: 5 }',
  "{ compression: 'gzip' }",
  "{ compression: 'gzip, br' }",
  "{ compression: 'nonsense' }",
  "{ compression: '' }",
  '{ responseCallback: null }',
  '{ responseCallback: http.expectedStatuses(404) }',
  '{ responseCallback: http.expectedStatuses({ min: 300, max: 399 }, 500) }',
  '{ responseCallback: () => true }',
  '{ responseCallback: 5 }',
  '{ throw: true }',
  '{ jar: null }',
  '{ jar: {} }',
  '{ jar: new http.CookieJar() }',
  '{ unknown: 1 }',
  'null',
  '5',
  "'text'",
  '[]',
];
const params = PARAMS.map((text) => call(`params ${text}`, `show(http.post(BASE + '/cookies', 'body', ${text}));`));

const RESPONSES: Readonly<Record<string, string>> = {
  'object identity':
    "const r = http.get(BASE + '/json'); console.log(r instanceof Object, Object.keys(r).sort().join(), JSON.stringify(Object.keys({ ...r }).sort()));",
  'for in':
    "const r = http.get(BASE + '/ok'); const names = []; for (const n in r) names.push(n); console.log(names.sort().join());",
  'new property':
    "const r = http.get(BASE + '/ok'); try { r.mine = 1; console.log(r.mine); } catch (e) { console.log(e.name, e.message); }",
  'assigned property':
    "const r = http.get(BASE + '/ok'); r.status = 7; r.body = 'x'; console.log(r.status, r.body, JSON.stringify(r.json ? 1 : 0));",
  json: "const r = http.get(BASE + '/json'); console.log(asText([r.json(), r.json('a.b.2.c'), r.json('a.b.#'), r.json('nothing'), r.json('a.b.#.c'), r.json('t'), r.json('n')]));",
  'json of no JSON':
    "const r = http.get(BASE + '/text'); console.log(r.json('a')); try { r.json(); } catch (e) { console.log(e.name, e.message); }",
  'json of null': 'const r = http.get(REFUSED); try { r.json(); } catch (e) { console.log(e.name, e.message); }',
  'json of binary':
    "const r = http.get(BASE + '/json', { responseType: 'binary' }); console.log(JSON.stringify(r.json('s')));",
  'binary body':
    "const r = http.get(BASE + '/latin', { responseType: 'binary' }); console.log(Object.prototype.toString.call(r.body), new Uint8Array(r.body).join());",
  'text of bad bytes': "const r = http.get(BASE + '/latin'); console.log(r.body.length, JSON.stringify(r.body));",
  'headers case':
    "const r = http.get(BASE + '/headers?x-one=1&X-TWO=2&x-list=a&x-list=b'); console.log(r.headers['X-One'], r.headers['x-one'], r.headers['X-Two'], r.headers['X-List']);",
  'empty statuses': 'for (const s of [204, 304, 205, 404]) show(http.get(BASE + "/empty/" + s));',
  statuses:
    'for (const s of [200, 201, 299, 400, 404, 418, 451, 499, 500, 503, 511, 599]) show(http.get(BASE + "/status/" + s));',
  timings:
    "const r = http.get(BASE + '/delay/100'); const t = r.timings; console.log(Object.keys(t).sort().join(), t.duration >= 100, t.waiting >= 99, t.looking_up, Object.keys(r.timings).length);",
  'remote address':
    "const r = http.get(BASE + '/ok'); console.log(r.remote_ip, typeof r.remote_port, r.remote_port > 0);",
  print: "const r = http.get(BASE + '/empty/204'); console.log(String(r), typeof r, Array.isArray(r));",
  'body of HEAD': "show(http.head(BASE + '/ok'));",
  'HTML page': "show(http.get(BASE + '/page'));",
};
const responses = Object.entries(RESPONSES).map(([name, body]) => call(`response ${name}`, body));

const FEATURES: Readonly<Record<string, string>> = {
  'hops beyond the limit': "show(http.get(BASE + '/hops/12'));",
  'hops beyond a limit of its own': "show(http.get(BASE + '/hops/3', { redirects: 2 }));",
  'hops keep cookies': "show(http.get(BASE + '/hops/3')); show(http.get(BASE + '/cookies'));",
  'redirect to nowhere': "show(http.get(BASE + '/to/302?url=' + encodeURIComponent(REFUSED)));",
  'redirect to another scheme': "show(http.get(BASE + '/to/302?url=ftp://x/'));",
  'redirect with a fragment': "show(http.get(BASE + '/to/302?url=' + encodeURIComponent('/ok#here')));",
  'redirect with user info':
    "show(http.get(BASE + '/to/302?url=' + encodeURIComponent('http://u:p@' + ADDRESS + '/echo')));",
  digest: "show(http.get('http://user:pass@' + ADDRESS + '/digest', { auth: 'digest' }));",
  basic: "show(http.get('http://us%20er:pass@' + ADDRESS + '/basic'));",
  'packed gzip': "show(http.get(BASE + '/packed/gzip')); console.log(http.get(BASE + '/packed/gzip').body);",
  'packed deflate': "console.log(http.get(BASE + '/packed/deflate').body);",
  'packed br': "console.log(http.get(BASE + '/packed/br').body);",
  'packed twice': "console.log(http.get(BASE + '/packed/gzip,br').body);",
  'packed, not wanted': "const r = http.get(BASE + '/packed/gzip', { responseType: 'none' }); console.log(r.body);",
  'compressed twice': "show(http.post(BASE + '/ok', 'x'.repeat(100), { compression: 'gzip, deflate' }));",
  'url template':
    "http.get(http.url`${BASE}/text?say=${'a'}`); http.get(http.url`${BASE}/text?say=${'b'}`); console.log(JSON.stringify(http.url`${BASE}/x`));",
  'name tag':
    "http.get(BASE + '/ok?1', { tags: { name: 'both' } }); http.get(BASE + '/ok?2', { tags: { name: 'both' } });",
  'get with too many arguments': "http.get(BASE + '/ok', {}, {}, 5); http.head(BASE + '/ok', {}, 1);",
  'expected statuses':
    "http.setResponseCallback(http.expectedStatuses(404, { min: 500, max: 502 })); for (const s of [200, 404, 500, 503]) http.get(BASE + '/status/' + s);",
  'no response callback': "http.setResponseCallback(null); http.get(BASE + '/status/500');",
  'bad response callback':
    "for (const bad of [undefined, 5, {}, () => true]) { try { http.setResponseCallback(bad); console.log('taken'); } catch (e) { console.log(e.name, e.message); } }",
  'bad expected statuses':
    "for (const bad of [[], ['200'], [{ min: 1 }], [{}], [null], [1.5], [{ min: 5, max: 1 }]]) { try { http.expectedStatuses(...bad); console.log('taken'); } catch (e) { console.log(e.name, e.message); } }",
  'async request': "return http.asyncRequest('GET', BASE + '/ok').then((r) => show(r));",
  'async request refused': "return http.asyncRequest('GET', REFUSED).then((r) => show(r));",
  'async requests at once':
    "return Promise.all([1, 2, 3].map((i) => http.asyncRequest('POST', BASE + '/echo', String(i)))).then((all) => console.log(all.map((r) => r.status)));",
  'async request bad url':
    "return http.asyncRequest('GET', 'nonsense').then((r) => show(r), (e) => console.log(e.name, e.message));",
  constants:
    'console.log(http.TLS_1_0, http.TLS_1_3, http.OCSP_STATUS_GOOD, http.OCSP_REASON_SUPERSEDED, Object.keys(http).sort().join());',
};
const features = Object.entries(FEATURES).map(([name, body]) => call(name, body));

const OPTIONS: Readonly<Record<string, object>> = {
  discardResponseBodies: { discardResponseBodies: true },
  'no connection reuse': { noConnectionReuse: true, iterations: 2 },
  'no VU connection reuse': { noVUConnectionReuse: true, iterations: 2 },
  hosts: { hosts: { 'some.test': '127.0.0.1' } },
  'blocked hostname': { blockHostnames: ['127.0.0.*', '*.test'] },
  'blocked address': { blacklistIPs: ['127.0.0.0/8'] },
  'system tags': { systemTags: ['url', 'vu', 'iter', 'ip', 'proto', 'error'] },
  'no system tags': { systemTags: [] },
  'run tags': { tags: { name: 'items', mine: '1', url: 'x' } },
  'max redirects': { maxRedirects: 1 },
};
const withOption = Object.entries(OPTIONS).map(([name, options]): Case => {
  const body = `${SHOW}show(http.get(BASE + '/hops/2')); show(http.get('http://some.test:' + ADDRESS.split(':')[1] + '/ok', { tags: { a: 'b' } })); show(http.post(BASE + '/ok', 'x', { responseType: 'text' }));`;
  return { name: `option ${name}`, script: withOptions(options, body), workers: [1, 2], ordered: true };
});

export const http = family('http', [
  ...methods,
  ...odd,
  ...bodies,
  ...redirects,
  ...urls,
  ...params,
  ...responses,
  ...features,
  ...withOption,
]);
