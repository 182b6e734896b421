// Checks, groups, metrics and tags.
import { type Case, family } from '../case.js';
import { once, PRELUDE } from './scripts.js';

const CHECKS: Readonly<Record<string, string>> = {
  'of functions': 'check(5, { five: (v) => v === 5, six: (v) => v === 6 })',
  'of values':
    "check(null, { t: true, f: false, zero: 0, text: 'x', empty: '', obj: {}, n: null, u: undefined, nan: NaN })",
  'of results': "check(1, { text: () => 'x', zero: () => 0, object: () => ({}), nothing: () => {} })",
  'without a set': 'check(1)',
  'of null': 'check(1, null)',
  'of a number': 'check(null, 12345)',
  'of a text': "check(1, 'ab')",
  'of an array': 'check(1, [true, () => false])',
  empty: 'check(1, {})',
  'with tags': "check(1, { a: () => true }, { mine: 'x', n: 5, b: true })",
  'with bad tags': 'check(1, { a: () => true }, { mine: {} })',
  'with undefined tags': 'check(1, { a: () => true }, { mine: undefined })',
  'with tags that are no object': "check(1, { a: () => true }, 'x')",
  'inherited keys':
    'check(1, Object.create({ inherited: true }, { own: { value: true, enumerable: true }, hidden: { value: false } }))',
  'symbol keys': "check(1, { [Symbol('s')]: false, a: true })",
  'bad name': "check(1, { 'a::b': true })",
  'empty name': "check(1, { '': true })",
  'throws in one': "check(1, { a: true, b: () => { throw new Error('boo'); }, c: true })",
  'async function': 'check(1, { a: async () => false })',
  'promise as a value': 'check(1, { a: Promise.resolve(false) })',
  'function that returns a promise': 'check(1, { a: () => Promise.resolve(false) })',
  'request inside': "check(1, { a: () => http.get(BASE + '/ok').status === 200 })",
  'the same name twice': 'check(1, { a: true }), check(1, { a: false })',
  'arguments of the function': 'check(5, { a: function () { return arguments.length === 1; } })',
};

const GROUPS: Readonly<Record<string, string>> = {
  'returns its value': "group('g', () => 5)",
  nested: "group('a', () => group('b', () => { http.get(BASE + '/ok'); check(1, { c: true }); return 1; }))",
  'empty name': "group('', () => { http.get(BASE + '/ok'); check(1, { c: true }); return 1; })",
  'bad name': "group('a::b', () => 1)",
  'without a function': "group('g')",
  'of a value': "group('g', 5)",
  throws: "group('g', () => { http.get(BASE + '/ok'); throw new Error('boo'); })",
  'async function': "group('g', async () => { http.get(BASE + '/ok'); })",
  'promise inside': "group('g', () => Promise.resolve().then(() => { http.get(BASE + '/ok'); }))",
  'number as a name': 'group(5, () => 1)',
  twice: "[group('g', () => 1), group('g', () => 2)].join()",
  'same check in two': "[group('a', () => check(1, { c: true })), group('b', () => check(1, { c: false }))].join()",
  'name as a tag': "group('g', () => http.get(BASE + '/ok', { tags: { group: 'mine' } }).status)",
};

const METRICS: Readonly<Record<string, string>> = {
  'add numbers': 'all((m) => m.add(5))',
  'add fractions': 'all((m) => m.add(0.25))',
  'add negative': 'all((m) => m.add(-5))',
  'add booleans': 'all((m) => [m.add(true), m.add(false)].join())',
  'add texts': "all((m) => m.add('7'))",
  'add empty text': "all((m) => m.add(''))",
  'add words': "all((m) => m.add('x'))",
  'add null': 'all((m) => m.add(null))',
  'add undefined': 'all((m) => m.add(undefined))',
  'add nothing': 'all((m) => m.add())',
  'add NaN': 'all((m) => m.add(NaN))',
  'add Infinity': 'all((m) => m.add(Infinity))',
  'add an object': 'all((m) => m.add({}))',
  'add an array': 'all((m) => m.add([5]))',
  'add a date': 'all((m) => m.add(new Date(5)))',
  'add a BigInt': 'all((m) => m.add(5n))',
  'add with tags': "all((m) => m.add(5, { a: 'x', n: 1, b: true }))",
  'add with bad tags': 'all((m) => m.add(5, { a: {} }))',
  'add with undefined tags': 'all((m) => m.add(5, { a: undefined }))',
  'add with null tags': 'all((m) => m.add(5, null))',
  'add with a text as tags': "all((m) => m.add(5, 'x'))",
  'read the name': 'all((m) => { try { m.name = "x"; } catch (e) { return e.name; } return m.name; })',
  print: 'all((m) => `${JSON.stringify(m)} ${Object.keys(m).join()} ${typeof m.add}`)',
};

const NAMES: readonly string[] = [
  "'a'",
  "'ab'",
  "'a b'",
  "'1a'",
  "'a-b'",
  "'ä'",
  "''",
  'undefined',
  'null',
  '5',
  "'a'.repeat(128)",
  "'a'.repeat(129)",
  "'a'.repeat(130)",
  "'http_reqs'",
  "'http_req_duration'",
  "'checks', true",
  "'data_sent', true",
];

const TAGS: Readonly<Record<string, string>> = {
  'of the VU': "exec.vu.tags.mine = 'x'; exec.vu.tags.n = 5; exec.vu.tags.b = true; http.get(BASE + '/ok'); c.add(1);",
  'of the VU, deleted': "exec.vu.tags.mine = 'x'; c.add(1); delete exec.vu.tags.mine; c.add(1);",
  'of the VU, bad':
    "for (const bad of [{}, null, undefined, [], () => 1]) { try { exec.vu.tags.mine = bad; console.log('taken'); } catch (e) { console.log(e.name, e.message); } }",
  'of the VU, system':
    "for (const name of ['scenario', 'group', 'name', 'url', 'vu', 'iter', 'status']) { try { exec.vu.tags[name] = 'mine'; } catch (e) { console.log(name, e.name, e.message); } } http.get(BASE + '/ok'); c.add(1);",
  'of the VU, printed':
    "exec.vu.tags.mine = 'x'; console.log(asText(exec.vu.tags), Object.keys(exec.vu.tags).sort().join(), `${exec.vu.tags}`, exec.vu.tags.nothing, 'mine' in exec.vu.tags);",
  'of the VU, metrics':
    "exec.vu.metrics.tags.mine = 'x'; exec.vu.metrics.metadata.m = 'y'; http.get(BASE + '/ok'); c.add(1); console.log(asText(exec.vu.metrics));",
  'of the VU, whole': "try { exec.vu.tags = { a: 'b' }; } catch (e) { console.log(e.name, e.message); } c.add(1);",
  'of a group': "group('g', () => { exec.vu.tags.mine = 'x'; console.log(exec.vu.tags.group); c.add(1); });",
  'kept to the next iteration': "console.log(exec.vu.tags.mine); exec.vu.tags.mine = 'it' + __ITER; c.add(1);",
  'of a request over those of the VU':
    "exec.vu.tags.mine = 'vu'; http.get(BASE + '/ok', { tags: { mine: 'request' } }); c.add(1, { mine: 'sample' });",
  'name of the VU':
    "exec.vu.tags.name = 'mine'; http.get(BASE + '/ok'); http.get(BASE + '/ok', { tags: { name: 'own' } });",
};

const attempt = (text: string): string =>
  once(
    `try { console.log(String(${text})); } catch (e) { console.log(e && e.name, e && e.message); }\nconsole.log('on');`,
  );
const metricScript = (text: string, throws: boolean): string => `${PRELUDE}
export const options = { throw: ${throws} };
const metrics = [new Counter('my_counter'), new Gauge('my_gauge'), new Rate('my_rate'), new Trend('my_trend'), new Trend('my_time', true)];
const all = (act) => metrics.map((m) => { try { return String(act(m)); } catch (e) { return e.name + ' ' + e.message; } }).join(' / ');
export default function () { console.log(${text}); }\n`;

const cases = (kind: string, texts: Readonly<Record<string, string>>, script: (text: string) => string): Case[] =>
  Object.entries(texts).map(([name, text]) => ({
    name: `${kind} ${name}`,
    script: script(text),
    ordered: true,
    workers: [1, 2],
  }));

const names = NAMES.flatMap((name) =>
  ['Counter', 'Trend'].map(
    (type): Case => ({
      name: `${type} called ${name}`,
      script: `${PRELUDE}const m = new ${type}(${name});\nexport default function () { http.get(BASE + '/ok'); m.add(1); }\n`,
      workers: [2],
    }),
  ),
);
const twice = ["new Counter('my_c')", "new Gauge('my_c')", "new Counter('my_c', true)", "Counter('my_c')"].map(
  (second): Case => ({
    name: `Counter my_c, then ${second}`,
    script: `${PRELUDE}const a = new Counter('my_c'); const b = ${second};\nexport default function () { a.add(1); b.add(2); }\n`,
    workers: [2],
  }),
);
const tags = Object.entries(TAGS).map(
  ([name, body]): Case => ({
    name: `tags ${name}`,
    script: `${PRELUDE}const c = new Counter('my_c');\nexport const options = { iterations: 2 };\nexport default function () { ${body} }\n`,
    ordered: true,
    workers: [1, 2],
  }),
);

export const measurements = family('measurements', [
  ...cases('check', CHECKS, attempt),
  ...cases('group', GROUPS, attempt),
  ...cases('metrics', METRICS, (text) => metricScript(text, false)),
  ...cases('metrics with throw', METRICS, (text) => metricScript(text, true)).filter((_, at) => at > 3),
  ...names,
  ...twice,
  ...tags,
]);
