// The summary: on the screen, in files, in the script's hands.
import { type Case, family, grid, label } from '../case.js';
import { PRELUDE } from './scripts.js';

const WORK = `const counter = new Counter('my_counter'), gauge = new Gauge('my_gauge'), rate = new Rate('my_rate');
const trend = new Trend('my_trend'), time = new Trend('my_time', true), unused = new Counter('unused');
export default function () {
  group('outer', () => {
    http.get(BASE + '/ok');
    group('inner', () => check(1, { 'always': true, 'never': false }));
    group('empty', () => {});
  });
  group('a later one', () => { check(__ITER, { 'sometimes': (i) => i === 0 }); counter.add(2); });
  gauge.add(5 + __ITER); rate.add(__ITER === 0); trend.add(1.5); time.add(12); check(1, { 'at the root': true });
}\n`;
const script = (options: object, more = ''): string =>
  `${PRELUDE}export const options = ${JSON.stringify({ iterations: 3, ...options })};\n${WORK}${more}\n`;

const SCENARIOS = {
  iterations: undefined,
  scenarios: {
    zebra: { executor: 'shared-iterations', iterations: 2 },
    apple: { executor: 'per-vu-iterations', vus: 2 },
  },
};

const screens = [
  ...grid({ mode: ['compact', 'full', 'disabled'], unit: ['', 's', 'us'] }).map(({ mode, unit }): Case => {
    const args = ['--summary-mode', mode, ...(unit === '' ? [] : ['--summary-time-unit', unit])];
    return { name: `screen ${label({ mode, unit })}`, script: script({}), args, screen: true, workers: [1, 2] };
  }),
  ...['compact', 'full'].map(
    (mode): Case => ({
      name: `screen of scenarios, ${mode}`,
      script: script({ ...SCENARIOS, thresholds: { 'http_reqs{scenario:zebra}': ['count>0'], checks: ['rate>0.9'] } }),
      args: ['--summary-mode', mode],
      screen: true,
    }),
  ),
  ...['avg', 'count', 'p(50),p(99.999)', 'med,max,count', ''].map(
    (stats): Case => ({
      name: `screen with stats '${stats}'`,
      script: script({ summaryTrendStats: stats === '' ? [] : stats.split(',') }),
      screen: true,
      workers: [2],
    }),
  ),
];

const HANDLERS: Readonly<Record<string, string>> = {
  'returns files':
    "return { stdout: 'out\\n', stderr: 'err\\n', 'sum.txt': 'words', 'sum.bin': new Uint8Array([65, 66]).buffer };",
  'returns nothing': '',
  'returns null': 'return null;',
  'returns an empty object': 'return {};',
  'returns a text': "return 'x';",
  'returns a number in it': "return { 'sum.txt': 5 };",
  'returns an object in it': "return { 'sum.txt': { a: 1 } };",
  'returns an unwritable path': "return { 'nowhere/sum.txt': 'x', 'sum.txt': 'y' };",
  'is told the keys':
    'const state = { ...data.state, testRunDurationMs: data.state.testRunDurationMs > 0 }; return { stdout: asText([Object.keys(data).sort(), state, data.options, data.setup_data]) };',
  'is told metrics':
    "return { stdout: Object.keys(data.metrics).filter((n) => n !== 'vus' && n !== 'vus_max').sort().map((n) => [n, data.metrics[n].type, data.metrics[n].contains, Object.keys(data.metrics[n].values).sort().join('+'), data.metrics[n].values.count, data.metrics[n].values.passes].join(' ')).join('\\n') };",
  'is told the tree': 'return { stdout: asText(data.root_group) };',
  'is told thresholds': 'return { stdout: asText(data.metrics.http_reqs.thresholds) };',
  'is async': "await null; return { stdout: 'later\\n' };",
  throws: "throw new Error('boo');",
  'uses http': "return { stdout: String(http.get(BASE + '/ok').status) };",
};
const handlers = Object.entries(HANDLERS).map(([name, body]): Case => {
  const declaration = name === 'is async' ? 'async function' : 'function';
  return {
    name: `handleSummary ${name}`,
    script: script(
      { thresholds: { http_reqs: ['count>1'] } },
      `export function setup() { return { s: 1 }; }\nexport ${declaration} handleSummary(data) { ${body} }`,
    ),
    screen: true,
    writes: ['sum.txt', 'sum.bin'],
    workers: [1, 2],
  };
});

/** The keys of the newer form, and the values that count something. */
const NEWER = `const plainValues = (v) => (Array.isArray(v) ? v.map(plainValues) : v && typeof v === 'object' ? Object.fromEntries(Object.keys(v).filter((k) => !['script', 'generated_at', 'k6_version', 'duration', 'rate', 'avg', 'min', 'max', 'med', 'p90', 'p95', 'execution'].includes(k)).map((k) => [k, plainValues(v[k])])) : v);`;
const machine = ['compact', 'full'].map(
  (mode): Case => ({
    name: `newer machine-readable, ${mode}`,
    script: script(
      {},
      `${NEWER}\nexport function handleSummary(data) { return { stdout: JSON.stringify(plainValues(data), null, 1) }; }`,
    ),
    args: ['--new-machine-readable-summary', '--summary-mode', mode],
    screen: true,
    workers: [1, 2],
  }),
);

const exports_ = [
  { name: 'export of scenarios', script: script(SCENARIOS) },
  { name: 'export with setup data', script: script({}, 'export function setup() { return { a: [1] }; }') },
  { name: 'export with handleSummary', script: script({}, 'export function handleSummary() { return {}; }') },
  { name: 'export of a failed run', script: script({}, "export function setup() { throw new Error('boo'); }") },
  { name: 'export without a summary', script: script({}), args: ['--summary-mode', 'disabled'] },
  { name: 'export to an unwritable path', script: script({}), args: ['--summary-export', 'nowhere/x.json'] },
  {
    name: 'no iteration fully finished',
    script: `${PRELUDE}export const options = { duration: '1s', vus: 1, gracefulStop: '0s', scenarios: undefined };\nexport default function () { sleep(60); }`,
    signals: [{ signal: 'SIGINT' as const, when: /█|running|default/, afterMs: 900 }],
    screen: true,
  },
];

export const summary = family('summary', [...screens, ...handlers, ...machine, ...exports_]);
