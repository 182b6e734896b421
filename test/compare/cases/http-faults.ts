// What a client makes of answers that are broken, late or not there; with TLS and HTTP/2.
import { type Case, family } from '../case.js';
import { FAULTS, type Fault } from '../server/faults.js';
import { once, withOptions } from './scripts.js';

const SHOW = `const show = (r) => console.log(r.status, r.error_code, r.error, r.proto, r.url === undefined ? 'no url' : 'url',
  r.body === null ? 'null' : JSON.stringify(String(r.body).slice(0, 60)), Object.keys(r.headers).length);\n`;
/** Long enough for a slow machine; short where no answer comes. */
const limitOf = (fault: Fault): string => (fault.ending === 'hang' ? '500ms' : '5s');
const twice = (url: string, limit: string): string =>
  `${SHOW}for (let i = 0; i < 2; i++) { show(http.get(${url}, { timeout: '${limit}' })); sleep(0.05); }`;

/** The answer is a matter of one connection: one and two workers are enough. */
const one = (name: string, script: string, more: Partial<Case> = {}): Case => ({
  name,
  script,
  workers: [1, 2],
  ordered: true,
  ...more,
});

const faults = Object.entries(FAULTS).flatMap(([name, fault]) => [
  one(name, once(twice(`BASE + '/fault/${name}'`, limitOf(fault)))),
  one(
    `${name} thrown`,
    withOptions(
      { throw: true },
      `try { http.get(BASE + '/fault/${name}', { timeout: '${limitOf(fault)}' }); console.log('fine'); } catch (e) { console.log(e.name, e.message); }`,
    ),
  ),
]);

const AFTER_A_GOOD_ONE = ['reset-at-once', 'close-at-once', 'half-a-body', 'never-answers'].flatMap((name) =>
  ['get', 'post'].map((method) =>
    one(
      `${method} ${name} on a used connection`,
      once(
        `${SHOW}http.get(BASE + '/ok'); show(http.${method}(BASE + '/fault/${name}', ${method === 'post' ? "'body', " : ''}{ timeout: '400ms' }));`,
      ),
    ),
  ),
);

const PLACES: Readonly<Record<string, string>> = {
  'refused connection': "show(http.get(REFUSED + '/x'));",
  'refused and thrown': 'http.get(REFUSED, { throw: true });',
  'unknown host': "show(http.get('http://nowhere.invalid/'));",
  'timeout before the head': "show(http.get(BASE + '/delay/2000', { timeout: 500 }));",
  'timeout within the body': "show(http.get(BASE + '/slow/2000', { timeout: 500 }));",
  'timeout thrown': "http.get(BASE + '/delay/2000', { timeout: 500, throw: true });",
  'plain to a TLS port': "show(http.get(SECURE.replace('https', 'http') + '/ok'));",
  'TLS to a plain port': "show(http.get(BASE.replace('http', 'https') + '/ok'));",
  'unknown authority': "show(http.get(SECURE + '/ok'));",
  'proxy of nowhere': "show(http.get(BASE + '/ok'));",
};
const places = Object.entries(PLACES).map(([name, body]) =>
  one(name, once(SHOW + body), name.startsWith('proxy') ? { env: { HTTP_PROXY: 'http://127.0.0.1:1' } } : {}),
);

const insecure = (options: object, body: string): string =>
  withOptions({ insecureSkipTLSVerify: true, ...options }, SHOW + body);
const SECURE_CASES: Readonly<Record<string, string>> = {
  get: "const r = http.get(SECURE + '/echo'); show(r); console.log(r.tls_version, r.tls_cipher_suite !== '', JSON.stringify(r.ocsp));",
  post: "show(http.post(SECURE + '/echo', 'x'.repeat(1000), { headers: { 'X-Way': 'there', Host: 'other.test' } }));",
  head: "show(http.head(SECURE + '/ok'));",
  redirect: "show(http.get(SECURE + '/hops/2'));",
  'to the clear': "show(http.get(SECURE + '/to/302?url=' + encodeURIComponent(BASE + '/ok')));",
  'no reuse': "show(http.get(SECURE + '/ok')); show(http.get(SECURE + '/ok'));",
  batch: "console.log(http.batch([1, 2, 3].map((i) => SECURE + '/ok?' + i)).map((r) => r.status));",
  timeout: "show(http.get(SECURE + '/delay/3000', { timeout: 1000 }));",
  'odd headers':
    "show(http.get(SECURE + '/headers?x-a=1&X-B=2', { headers: { Connection: 'close', 'Transfer-Encoding': 'chunked', 'X-UP': 'a' } }));",
  statuses: 'for (const s of [204, 304, 404, 500]) show(http.get(SECURE + "/status/" + s));',
};
const secure = Object.entries(SECURE_CASES).flatMap(([name, body]) => [
  one(`HTTP/2 ${name}`, insecure(name === 'no reuse' ? { noConnectionReuse: true } : {}, body)),
  one(`HTTP/1 over TLS ${name}`, insecure(name === 'no reuse' ? { noConnectionReuse: true } : {}, body), {
    env: { GODEBUG: 'http2client=0' },
  }),
]);

const ENDINGS = ['reset', 'half', 'goaway'].flatMap((way) =>
  [0, 1, 2, 3, 5, 7, 8, 11].map((code) =>
    one(`HTTP/2 ${way} ${code}`, insecure({}, `show(http.get(SECURE + '/${way}/${code}', { timeout: '3s' }));`), {
      slack: 1,
    }),
  ),
);

const TLS_OPTIONS: Readonly<Record<string, object>> = {
  'version 1.2': { tlsVersion: 'tls1.2' },
  'version 1.3': { tlsVersion: 'tls1.3' },
  'version 1.1': { tlsVersion: 'tls1.1' },
  'a cipher': { tlsVersion: 'tls1.2', tlsCipherSuites: ['TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'] },
  'a cipher it has not': { tlsVersion: 'tls1.2', tlsCipherSuites: ['TLS_RSA_WITH_AES_128_CBC_SHA'] },
};
const tls = Object.entries(TLS_OPTIONS).map(([name, options]) =>
  one(
    `TLS ${name}`,
    insecure(options, "const r = http.get(SECURE + '/ok'); show(r); console.log(r.tls_version, r.tls_cipher_suite);"),
  ),
);

export const httpFaults = family('http-faults', [
  ...faults,
  ...AFTER_A_GOOD_ONE,
  ...places,
  ...secure,
  one('HTTP/2 destroyed', insecure({}, "show(http.get(SECURE + '/destroy'));"), { slack: 2 }),
  ...ENDINGS,
  ...tls,
]);
