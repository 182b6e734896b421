// How values are printed, at which level, and where to.
import { type Case, family } from '../case.js';
import { once } from './scripts.js';

const VALUES: Readonly<Record<string, readonly string[]>> = {
  nothing: ['', '""', 'undefined', 'null', "'', ''"],
  texts: [
    "'a b'",
    "'a', 'b'",
    "'%s', 5",
    "'line\\nline'",
    '\'"quoted"\'',
    "'\\u0000\\u001b[31m'",
    "'\\ud800'",
    "new String('x')",
  ],
  numbers: ['5', '-0', '1e21', '0.1 + 0.2', 'NaN', '-Infinity', '5n', 'new Number(5)', '0xff'],
  booleans: ['true', 'false', 'new Boolean(false)'],
  symbols: ["Symbol('s')", 'Symbol()', "{ [Symbol('k')]: 1 }", "[Symbol('s')]"],
  objects: [
    '{}',
    '{ a: 1 }',
    "{ a: 'x', b: [1, 'y'], c: { d: null, e: undefined } }",
    "{ 'a b': 1, 5: 2 }",
    'Object.create(null)',
    'Object.create({ a: 1 })',
    '{ get a() { return 5; } }',
    '{ toString() { return "mine"; } }',
    '{ toJSON() { return "mine"; } }',
  ],
  deep: ['{ a: { b: { c: { d: { e: { f: 1 } } } } } }', '[[[[[1]]]]]', 'Array.from({ length: 150 }, (_, i) => i)'],
  circles: [
    '(() => { const a = {}; a.a = a; return a; })()',
    '(() => { const a = []; a.push(a); return a; })()',
    '(() => { const s = {}; return { x: s, y: s }; })()',
  ],
  arrays: ['[]', "[1, 'a', null, undefined]", '[, 1]', 'new Array(3)', 'Object.assign([1], { a: 2 })'],
  functions: [
    '() => 1',
    'function named() {}',
    'class A {}',
    'async () => 1',
    'function* g() {}',
    '{ f() {} }',
    'Math.max',
  ],
  errors: [
    "new Error('boo')",
    "new TypeError('x')",
    "{ e: new Error('x') }",
    "Object.assign(new Error('x'), { code: 5 })",
    "new Error('x', { cause: new Error('y') })",
    '(() => { try { null.x; } catch (e) { return e.name; } })()',
    "class Mine extends Error {}; new Mine('m')".split('; ')[1]!.replace('Mine', 'RangeError'),
  ],
  dates: ['new Date(0)', '{ d: new Date(0) }', 'new Date(NaN)'],
  collections: [
    'new Map([[1, 2]])',
    'new Set([1])',
    'new WeakMap()',
    '{ m: new Map([[1, 2]]) }',
    'new Map().entries()',
    '[1].values()',
  ],
  regexps: ['/a+/gi', '{ r: /a/ }'],
  buffers: [
    'new ArrayBuffer(2)',
    'new Uint8Array([1, 2])',
    'new Float64Array([0.5])',
    'new DataView(new ArrayBuffer(2))',
    '{ b: new ArrayBuffer(1) }',
    'new Uint8Array(200)',
    'new BigInt64Array([5n])',
    'new Uint8ClampedArray([300])',
  ],
  instances: [
    'new (class A { constructor() { this.x = 1; } })()',
    'new (class A { #p = 1; q = 2; get r() { return 3; } })()',
    'Promise.resolve(5)',
    'new Proxy({ a: 1 }, {})',
    'globalThis === undefined',
    'Math',
    'JSON',
  ],
  'k6 values': [
    "http.get(BASE + '/empty/204').timings === undefined",
    'new http.CookieJar()',
    'http.cookieJar()',
    "http.file('x', 'n')",
    'exec.vu.tags',
    '__ENV.BASE === BASE',
    'exec.scenario.name',
    'http.url`x${1}`',
    'http.expectedStatuses(200)',
  ],
  crypto: ['typeof crypto', 'typeof crypto.subtle', 'crypto.getRandomValues(new Uint8Array(2)).length'],
  many: ["'a', 1, { b: 2 }, [3], null, undefined, true"],
};

const printing = Object.entries(VALUES).map(
  ([name, values]): Case => ({
    name: `values: ${name}`,
    script: once(
      values
        .map((value) => `try { console.log(${value}); } catch (e) { console.log('throws', e.name, e.message); }`)
        .join('\n'),
    ),
    ordered: true,
    workers: [1],
  }),
);

const levels: Case = {
  name: 'levels',
  script: once(
    "for (const level of ['log', 'debug', 'info', 'warn', 'error']) console[level]('at', level);\nconsole.log(Object.keys(console).sort().join(), typeof console.table, typeof console.trace, typeof console.assert);",
  ),
  ordered: true,
};
const LINES = once(
  "console.log('a \"quoted\" word'); console.warn('two\\nlines'); console.error({ a: 1 }); console.debug('hidden'); console.log('');",
);

const OUTPUTS: readonly (readonly string[])[] = [
  [],
  ['--verbose'],
  ['--quiet'],
  ['--log-format', 'raw'],
  ['--log-format', 'text'],
  ['--log-format', 'json'],
  ['--log-output', 'stdout'],
  ['--log-output', 'none'],
  ['--log-output', 'file=log.txt'],
  ['--log-output', 'file=log.txt,level=warning'],
  ['--console-output', 'console.txt'],
  ['--console-output', 'console.txt', '--log-format', 'json'],
  ['--console-output', 'console.txt', '--log-format', 'raw'],
];
const outputs = OUTPUTS.map(
  (args): Case => ({
    name: `output ${args.join(' ') || 'as usual'}`,
    script: LINES,
    // Whole log lines are each tool's own with --verbose.
    plainLog: !args.includes('--verbose'),
    args,
    writes: ['log.txt', 'console.txt'].filter((name) => args.some((arg) => arg.includes(name))),
    workers: [1, 2],
  }),
);
const errors = [
  "throw new Error('boo')",
  "fail('boo')",
  "exec.test.abort('enough')",
  "exec.test.fail('bad')",
  "http.get('nonsense')",
  'http.get(REFUSED)',
].map((event): Case => ({ name: `log of ${event}`, script: once(`${event};`), plainLog: true, workers: [2] }));

export const consoles = family('console', [...printing, levels, ...outputs, ...errors]);
