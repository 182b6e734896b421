// `http.batch` and cookie jars.
import { type Case, family } from '../case.js';
import { once, withOptions } from './scripts.js';

const BATCHES: Readonly<Record<string, string>> = {
  'of URLs': "show(http.batch([BASE + '/ok?1', BASE + '/ok?2']))",
  'of arrays': "show(http.batch([['GET', BASE + '/ok'], ['POST', BASE + '/echo', 'body', { headers: { A: '1' } }]]))",
  'of objects': "show(http.batch([{ method: 'PUT', url: BASE + '/echo', body: 'b', params: { tags: { t: '1' } } }]))",
  'as an object': "show(http.batch({ a: BASE + '/ok', b: ['GET', BASE + '/status/404'] }))",
  empty: 'show(http.batch([]))',
  'empty object': 'show(http.batch({}))',
  'with one bad URL': "show(http.batch([BASE + '/ok', 'nonsense', BASE + '/json']))",
  'with one refused': "show(http.batch([BASE + '/ok', REFUSED]))",
  'of nothing': 'show(http.batch())',
  'of null': 'show(http.batch(null))',
  'of a number': 'show(http.batch(5))',
  'of a text': "show(http.batch('x'))",
  'of numbers': 'show(http.batch([1, 2]))',
  'of nulls': 'show(http.batch([null]))',
  'of two arguments': "show(http.batch(BASE + '/ok', BASE + '/json'))",
  'of empty arrays': 'show(http.batch([[]]))',
  'with a method only': "show(http.batch([['GET']]))",
  'with bodies of GET':
    "show(http.batch([['GET', BASE + '/echo', { a: 1 }], ['GET', BASE + '/echo', null, { headers: { X: '1' } }]]))",
  'with unusable tags': "show(http.batch([['GET', BASE + '/ok', null, { tags: { a: undefined } }]]))",
  'with throw': "show(http.batch([['GET', REFUSED, null, { throw: true }], BASE + '/ok']))",
  'in parallel':
    "const from = Date.now(); http.batch([1, 2, 3, 4].map((i) => BASE + '/delay/100?' + i)); const t = Date.now() - from; console.log(t < 190 ? 'at once' : 'in turn')",
  'more than per host':
    "const from = Date.now(); http.batch([1, 2, 3, 4, 5, 6, 7].map((i) => BASE + '/delay/150?' + i)); const t = Date.now() - from; console.log(t < 290 ? 'at once' : t < 440 ? 'in two' : 'in turn')",
};

const SHOW_ALL = `const show = (all) => console.log(JSON.stringify(Array.isArray(all)
  ? all.map((r) => r && [r.status, r.error_code, r.body]) : all && Object.keys(all).sort().map((k) => [k, all[k].status])));
try { `;

const batches = Object.entries(BATCHES).map(
  ([name, body]): Case => ({
    name: `batch ${name}`,
    script: once(`${SHOW_ALL}${body} } catch (e) { console.log(e.name, e.message); }`),
    workers: [1, 2],
    ordered: true,
  }),
);

const JARS: Readonly<Record<string, string>> = {
  'set by the server':
    "http.get(BASE + '/cookies?set=a%3D1&set=b%3D2%3B%20Path%3D%2Fother&set=c%3D3%3B%20HttpOnly%3B%20Max-Age%3D100'); show(); http.get(BASE + '/cookies');",
  expired:
    "http.get(BASE + '/cookies?set=a%3D1%3B%20Max-Age%3D0&set=b%3D2%3B%20Expires%3DThu%2C%2001%20Jan%202015%2000%3A00%3A00%20GMT'); show();",
  'deleted by the server':
    "http.get(BASE + '/cookies?set=a%3D1'); http.get(BASE + '/cookies?set=a%3D%3B%20Max-Age%3D-1'); show(); http.get(BASE + '/cookies');",
  'other domain': "http.get(BASE + '/cookies?set=a%3D1%3B%20Domain%3Dother.test'); show();",
  'set by the script':
    "jar.set(BASE, 'a', '1'); jar.set(BASE, 'b', 2, { path: '/cookies', secure: false, max_age: 50 }); show(); http.get(BASE + '/cookies'); http.get(BASE + '/ok');",
  'set with a date': "console.log(jar.set(BASE, 'a', '1', { expires: 'Mon, 02 Jan 2040 15:04:05 GMT' })); show();",
  'set with a bad date':
    "try { jar.set(BASE, 'a', '1', { expires: 'soon' }); } catch (e) { console.log(e.name, e.message); } show();",
  'set for a bad URL': "try { jar.set('nonsense', 'a', '1'); } catch (e) { console.log(e.name, e.message); } show();",
  'secure in the clear': "jar.set(BASE, 'a', '1', { secure: true }); show(); http.get(BASE + '/cookies');",
  cleared: "jar.set(BASE, 'a', '1'); jar.clear(BASE); show(); http.get(BASE + '/cookies');",
  deleted:
    "jar.set(BASE, 'a', '1'); jar.set(BASE, 'b', '2'); jar.delete(BASE, 'a'); show(); http.get(BASE + '/cookies');",
  'deleted by path':
    "http.get(BASE + '/cookies?set=a%3D1%3B%20Path%3D%2Fcookies&set=b%3D2'); jar.delete(BASE + '/cookies', 'a'); jar.delete(BASE, 'b'); show(); http.get(BASE + '/cookies');",
  'own jar':
    "const own = new http.CookieJar(); own.set(BASE, 'own', '1'); jar.set(BASE, 'vu', '1'); http.get(BASE + '/cookies', { jar: own }); http.get(BASE + '/cookies');",
  'parameter over jar': "jar.set(BASE, 'a', 'jar'); http.get(BASE + '/cookies', { cookies: { a: 'param' } }); show();",
  'parameter replaces':
    "jar.set(BASE, 'a', 'jar'); http.get(BASE + '/cookies', { cookies: { a: { value: 'param', replace: true } } }); show();",
  'parameter along redirects': "http.get(BASE + '/to/302?url=/cookies', { cookies: { a: '1' } });",
  'odd values':
    "jar.set(BASE, 'a', 'with space'); jar.set(BASE, 'b', 'q\"uote'); jar.set(BASE, 'c', 'semi;colon'); jar.set(BASE, 'd', 'ä'); show(); http.get(BASE + '/cookies');",
  'response fields':
    "const r = http.get(BASE + '/cookies?set=a%3D1%3B%20Path%3D%2F%3B%20HttpOnly%3B%20Max-Age%3D100%3B%20SameSite%3DStrict'); console.log(asText(r.cookies));",
  'kept between iterations':
    "console.log(exec.vu.iterationInScenario); jar.set(BASE, 'n' + exec.vu.iterationInScenario, '1'); http.get(BASE + '/cookies');",
};
const SHOW_JAR = `const jar = http.cookieJar();
const show = () => console.log(asText([jar.cookiesForURL(BASE), jar.cookiesForURL(BASE + '/cookies')]));\n`;

const jars = Object.entries(JARS).flatMap(([name, body]): Case[] => {
  const one = { workers: [1, 2], ordered: true };
  return [
    { ...one, name: `jar ${name}`, script: once(SHOW_JAR + body) },
    ...(name.startsWith('kept')
      ? [true, false].map((noCookiesReset) => ({
          ...one,
          name: `jar ${name}, noCookiesReset ${noCookiesReset}`,
          script: withOptions({ iterations: 3, noCookiesReset }, SHOW_JAR + body),
        }))
      : []),
  ];
});

export const batchAndCookies = family('batch-and-cookies', [...batches, ...jars]);
