// Stages of a test and what can go wrong in each.
import { type Case, family } from '../case.js';
import { PRELUDE } from './scripts.js';

type Stage = 'init' | 'later' | 'setup' | 'iteration' | 'teardown' | 'summary';
const STAGES: readonly Stage[] = ['init', 'later', 'setup', 'iteration', 'teardown', 'summary'];

/** What happens in the stage. */
const EVENTS: Readonly<Record<string, string>> = {
  'throws an error': "throw new Error('boo');",
  'throws a text': "throw 'boo';",
  'throws null': 'throw null;',
  'throws an object': "throw { a: 1, message: 'boo' };",
  fails: "fail('boo');",
  'aborts the test': "exec.test.abort('enough');",
  'aborts without a word': 'exec.test.abort();',
  'fails the test': "exec.test.fail('bad');",
  'calls nothing': 'undefined();',
  'catches an abort':
    "try { exec.test.abort('enough'); } catch (e) { console.log('caught'); } finally { console.log('finally'); } console.log('on');",
  'rejects unhandled': "Promise.reject(new Error('boo'));",
  'throws in a promise': "Promise.resolve().then(() => { throw new Error('boo'); });",
  'throws in a timer': "setTimeout(() => { throw new Error('boo'); }, 10);",
  'aborts in a promise': "Promise.resolve().then(() => exec.test.abort('enough'));",
  'sends a request': "console.log(http.get(BASE + '/ok?stage').status);",
  checks: 'console.log(check(1, { one: (v) => v === 1 }));',
  groups: "group('g', () => console.log('in'));",
  counts: 'counter.add(1);',
  'makes a metric': "new Counter('late_counter');",
  sleeps: "sleep(0.1); console.log('slept');",
  'opens a file': "console.log(open('data.txt'));",
  'makes a shared array': "console.log(new SharedArray('late', () => [1]).length);",
  'reads the VU':
    'console.log(exec.vu.idInTest, exec.vu.idInInstance, exec.vu.iterationInInstance, asText(exec.vu.tags));',
  'reads the scenario': 'console.log(exec.scenario.name, exec.scenario.executor, exec.scenario.iterationInTest);',
  'reads the instance': 'console.log(exec.instance.vusActive, exec.instance.iterationsCompleted);',
  'reads options': 'console.log(exec.test.options.iterations, asText(exec.test.options.scenarios));',
  'reads globals':
    "console.log(typeof __VU === 'undefined' ? 'none' : __VU, typeof __ITER === 'undefined' ? 'none' : __ITER, __ENV.MINE);",
};

const script = (stage: Stage, event: string): string => `${PRELUDE}
export const options = { vus: 2, iterations: 4 };
const counter = new Counter('my_counter');
console.log('init', __VU);
${stage === 'init' ? event : ''}${stage === 'later' ? `if (__VU === 2) { ${event} }` : ''}
export function setup() { console.log('setup'); ${stage === 'setup' ? event : ''} return { from: 'setup' }; }
export default function (data) { http.get(BASE + '/ok?' + data.from); sleep(0.05); ${stage === 'iteration' ? event : ''} }
export function teardown(data) { console.log('teardown', data && data.from); ${stage === 'teardown' ? event : ''} }
export function handleSummary(data) {
  console.log('summary', data.metrics.iterations && data.metrics.iterations.values.count);
  ${stage === 'summary' ? event : ''}
  return { stdout: 'said by the script\\n' };
}
`;

const events = STAGES.flatMap((stage) =>
  Object.entries(EVENTS).map(
    ([name, event]): Case => ({
      name: `${stage} ${name}`,
      script: script(stage, event),
      files: { 'data.txt': 'some data' },
      env: { MINE: 'mine' },
      screen: true,
      workers: stage === 'iteration' || stage === 'later' ? [1, 2, 3] : [2],
      // Which VU comes first is chance.
      ...(name === 'reads the instance' && { slack: 1 }),
    }),
  ),
);

/** Whole scripts, without the frame above. */
const SCRIPTS: Readonly<Record<string, string>> = {
  'setup returns nothing':
    'export function setup() {}\nexport default function (d) { console.log(typeof d, arguments.length); }',
  'setup returns null': 'export function setup() { return null; }\nexport default function (d) { console.log(d); }',
  'setup returns a number':
    'export function setup() { return 5; }\nexport default function (d) { console.log(d + 1); }',
  'setup returns NaN':
    'export function setup() { return { n: NaN }; }\nexport default function (d) { console.log(JSON.stringify(d)); }',
  'setup returns a function':
    'export function setup() { return { f: () => 1 }; }\nexport default function (d) { console.log(JSON.stringify(d)); }',
  'setup returns odd values':
    "export function setup() { return { d: new Date(0), m: new Map([[1, 2]]), s: new Set([1]), u: undefined, r: /a/, e: new Error('x'), b: new Uint8Array([1]) }; }\nexport default function (d) { console.log(asText(d)); }\nexport function teardown(d) { console.log(asText(d)); }",
  'setup returns a promise':
    'export async function setup() { await null; return { a: 1 }; }\nexport default function (d) { console.log(JSON.stringify(d)); }',
  'setup returns a BigInt':
    'export function setup() { return { b: 5n }; }\nexport default function (d) { console.log(typeof d.b); }',
  'setup returns a circle':
    'export function setup() { const a = {}; a.a = a; return a; }\nexport default function (d) { console.log(typeof d); }',
  'setup returns a response':
    "export function setup() { return http.get(BASE + '/json'); }\nexport default function (d) { console.log(d.status, d.body, Object.keys(d).sort().join()); }",
  'data changes':
    'export const options = { iterations: 3 };\nexport function setup() { return { n: 0, list: [] }; }\nexport default function (d) { d.n++; d.list.push(d.n); console.log(JSON.stringify(d)); }\nexport function teardown(d) { console.log(JSON.stringify(d)); }',
  'no setup, arguments': 'export default function () { console.log(arguments.length, typeof arguments[0]); }',
  'setup takes too long':
    "export const options = { setupTimeout: '300ms' };\nexport function setup() { sleep(5); }\nexport default function () { console.log('on'); }\nexport function teardown() { console.log('teardown'); }",
  'setup hangs in a request':
    "export const options = { setupTimeout: '300ms' };\nexport function setup() { http.get(BASE + '/delay/3000'); }\nexport default function () { console.log('on'); }",
  'teardown takes too long':
    "export const options = { teardownTimeout: '300ms' };\nexport function teardown() { sleep(5); }\nexport default function () { console.log('on'); }",
  'summary takes too long':
    "export const options = { handleSummaryTimeout: '300ms' };\nexport function handleSummary() { return new Promise(() => {}); }\nexport default function () {}",
  'no default': 'export function other() {}',
  'no exports': "console.log('only this');",
  'no exports, bad options': "export const options = { vus: 'two' };",
  'default is a number': 'export default 5;',
  'default is a class': "export default class { constructor() { console.log('made'); } }",
  'default is async':
    "export default async function () { await Promise.resolve(); console.log('on'); http.get(BASE + '/ok'); }",
  'default is async and throws': "export default async function () { throw new Error('boo'); }",
  'default is async and throws later':
    "export const options = { iterations: 3 };\nexport default async function () { await null; throw new Error('boo ' + __ITER); }",
  'default is a generator': "export default function* () { console.log('never'); yield 1; }",
  'default is an arrow': "export default () => { console.log('on'); };",
  'setup is a number': 'export const setup = 5;\nexport default function () {}',
  'teardown is a text': "export const teardown = 'x';\nexport default function () {}",
  'handleSummary is a number': "export const handleSummary = 5;\nexport default function () { console.log('on'); }",
  'options is a function': 'export const options = () => 1;\nexport default function () {}',
  'exec elsewhere':
    "export const options = { scenarios: { a: { executor: 'shared-iterations', exec: 'other' } } };\nexport function other() { console.log('other', exec.scenario.name); }",
  'syntax error': 'export default function () { const = 5; }',
  'import of nothing': "import { nothing } from './nowhere.js';\nexport default function () { nothing(); }",
  'import of a missing name':
    "import { nothing } from 'k6';\nexport default function () { console.log(typeof nothing); }",
  'import of an unknown module': "import x from 'k6/nonsense';\nexport default function () {}",
  'import of a bare name': "import x from 'lodash';\nexport default function () {}",
  'import of an extension': "import x from 'k6/x/nonsense';\nexport default function () {}",
  'timers after the end':
    "export default function () { setTimeout(() => console.log('later'), 100); console.log('now'); }",
  'interval that stops itself':
    'export default function () { let n = 0; const id = setInterval(() => { console.log(n); if (++n === 3) clearInterval(id); }, 20); }',
  'timer without a function': 'export default function () { setTimeout(5, 10); }',
  'timer ids':
    'export default function () { console.log(setTimeout(() => {}, 1), setTimeout(() => {}, 1), typeof setInterval); }',
  'order of tasks':
    "export default async function () { setTimeout(() => console.log('timer 0')); Promise.resolve().then(() => console.log('micro')); console.log('sync'); await null; console.log('after await'); setTimeout((a) => console.log('timer', a), 5, 'argument'); }",
  'globals persist in a VU':
    'let n = 0;\nexport const options = { iterations: 3 };\nexport default function () { console.log(n++, __ITER, __VU); }',
  'environment persists':
    'export const options = { iterations: 3 };\nexport default function () { console.log(__ENV.N); __ENV.N = String(__ITER); }',
  'sleep of odd values':
    "export default function () { for (const s of [0, -1, NaN, '0.01', null, undefined, {}]) sleep(s); console.log('awake'); sleep(); }",
  'min iteration duration':
    "export const options = { iterations: 2, minIterationDuration: '200ms' };\nexport default function () { http.get(BASE + '/ok'); }",
  'abort from many VUs':
    "export const options = { vus: 5, iterations: 50 };\nexport default function () { sleep(0.1); if (__VU === 3) exec.test.abort('three'); sleep(5); }\nexport function teardown() { console.log('teardown'); }",
  'fail and a threshold':
    "export const options = { thresholds: { iterations: ['count>5'] } };\nexport default function () { exec.test.fail('bad'); }",
  'abort and a threshold':
    "export const options = { thresholds: { iterations: ['count>5'] } };\nexport default function () { exec.test.abort('enough'); }",
  'threshold and a failed teardown':
    "export const options = { thresholds: { iterations: ['count>5'] } };\nexport default function () {}\nexport function teardown() { throw new Error('boo'); }",
  'eleven scenarios': `export const options = { scenarios: Object.fromEntries(Array.from({ length: 12 }, (_, i) => ['s' + i, { executor: 'shared-iterations' }])) };\nexport default function () { console.log(exec.scenario.name); }`,
  'a thousand lines of init': "for (let i = 0; i < 1500; i++) console.log('line', i);\nexport default function () {}",
};

const scripts = Object.entries(SCRIPTS).map(
  ([name, text]): Case => ({ name, script: `${PRELUDE}${text}\n`, workers: [1, 2], screen: true }),
);

const SIGNALS: Readonly<Record<string, Partial<Case>>> = {
  'interrupt while it runs': { signals: [{ signal: 'SIGINT', when: /going/, afterMs: 200 }] },
  'termination while it runs': { signals: [{ signal: 'SIGTERM', when: /going/, afterMs: 200 }] },
  'interrupt twice': {
    signals: [
      { signal: 'SIGINT', when: /going/ },
      { signal: 'SIGINT', when: /going/, afterMs: 300 },
    ],
  },
  'interrupt in setup': { signals: [{ signal: 'SIGINT', when: /in setup/, afterMs: 100 }] },
  'interrupt in teardown': { signals: [{ signal: 'SIGINT', when: /in teardown/, afterMs: 100 }], args: ['-i', '1'] },
};
const SIGNAL_SCRIPT = `${PRELUDE}export const options = { vus: 2, duration: '5s' };
export function setup() { console.log('in setup'); sleep(0.5); }
export default function () { http.get(BASE + '/ok?' + __ITER); console.log('going'); sleep(1); }
export function teardown() { console.log('in teardown'); sleep(0.4); console.log('teardown is over'); }\n`;
const signals = Object.entries(SIGNALS).map(([name, more]): Case => ({ name, script: SIGNAL_SCRIPT, ...more }));

export const lifecycle = family('lifecycle', [...events, ...scripts, ...signals]);
