// k6/execution, k6/data, open, imports, segments.
import { type Case, family } from '../case.js';
import { PRELUDE } from './scripts.js';

const SEGMENTS = ['0:1/3', '1/3:2/3', '2/3:1'];
const SEQUENCE = '0,1/3,2/3,1';
const SCENARIOS: Readonly<Record<string, object>> = {
  shared: { executor: 'shared-iterations', vus: 5, iterations: 11 },
  perVu: { executor: 'per-vu-iterations', vus: 4, iterations: 2 },
  constant: { executor: 'constant-vus', vus: 5, duration: '1s' },
  rate: { executor: 'constant-arrival-rate', rate: 9, duration: '1050ms', preAllocatedVUs: 7 },
  ramping: {
    executor: 'ramping-vus',
    startVUs: 0,
    stages: [
      { duration: '600ms', target: 6 },
      { duration: '500ms', target: 6 },
    ],
  },
};
const segments = Object.entries(SCENARIOS).flatMap(([name, config]) =>
  SEGMENTS.map(
    (segment): Case => ({
      name: `segment ${segment} of ${name}`,
      script: `${PRELUDE}export const options = { scenarios: { only: ${JSON.stringify(config)} } };
export default function () { console.log('iteration', exec.scenario.iterationInTest, exec.scenario.iterationInInstance); sleep(${name === 'constant' || name === 'ramping' ? 0.7 : 0.1}); }\n`,
      args: ['--execution-segment', segment, '--execution-segment-sequence', SEQUENCE],
    }),
  ),
);

const EXECUTION: Readonly<Record<string, string>> = {
  'VU ids':
    'console.log(exec.vu.idInInstance, exec.vu.idInTest, __VU, exec.vu.iterationInInstance, exec.vu.iterationInScenario);',
  scenario:
    'console.log(exec.scenario.name, exec.scenario.executor, typeof exec.scenario.startTime, exec.scenario.progress >= 0, exec.scenario.iterationInTest < 6, exec.scenario.iterationInInstance < 6);',
  instance:
    'console.log(exec.instance.vusActive, exec.instance.vusInitialized, exec.instance.iterationsInterrupted, typeof exec.instance.currentTestRunDuration);',
  // In k6 they are in another order each time.
  keys: 'for (const o of [exec, exec.vu, exec.scenario, exec.instance, exec.test]) console.log(Object.keys(o).sort().join());',
  JSON: 'console.log(JSON.stringify(Object.keys(JSON.parse(JSON.stringify(exec.vu))).sort()));',
  assigned:
    'try { exec.vu.idInTest = 5; console.log(exec.vu.idInTest); } catch (e) { console.log(e.name, e.message); }',
  options:
    'console.log(asText(exec.test.options)); try { exec.test.options.vus = 5; } catch (e) { console.log(e.name, e.message); }',
};
const execution = Object.entries(EXECUTION).map(
  ([name, body]): Case => ({
    name: `execution ${name}`,
    // Which VU is first to end is chance.
    ...(name === 'instance' && { slack: 1 }),
    script: `${PRELUDE}export const options = { scenarios: { mine: { executor: 'per-vu-iterations', vus: 3, iterations: 2 } } };\nexport default function () { ${body} sleep(0.2); }\n`,
  }),
);

const FILES = {
  'data.json': '[{"id":1},{"id":2}]',
  'data.csv': 'a,b\n1,2\n',
  'lib/tool.js':
    "import { deep } from './deep.js';\nexport const tool = () => deep() + 1;\nexport const text = open('./near.txt');\n",
  'lib/deep.js': 'export function deep() { return 41; }\n',
  'lib/near.txt': 'near',
  'common.cjs': 'module.exports = { five: 5 };\n',
  'common.js': 'exports.six = 6; exports.where = typeof module;\n',
  'typed.ts': 'export const seven: number = 7;\n',
  'data/x.json': '{"x":1}',
};
const MODULES: Readonly<Record<string, string>> = {
  'shared array':
    "const data = new SharedArray('d', () => JSON.parse(open('data.json')));\nexport default function () { console.log(data.length, JSON.stringify(data), data[0].id, data[0] === data[0], Array.isArray(data), data instanceof Array, data.map((d) => d.id).join(), typeof data[5], JSON.stringify([...data])); try { data[0].id = 9; console.log('written', data[0].id); } catch (e) { console.log(e.name, e.message); } try { data[0] = 1; data.push(1); } catch (e) { console.log(e.name, e.message); } }",
  'shared array of no array': "const data = new SharedArray('d', () => ({ a: 1 }));\nexport default function () {}",
  'shared array of a promise': "const data = new SharedArray('d', async () => [1]);\nexport default function () {}",
  'shared array that throws':
    "const data = new SharedArray('d', () => { throw new Error('boo'); });\nexport default function () {}",
  'shared array without a name':
    "const data = new SharedArray('', () => [1]);\nexport default function () { console.log(data.length); }",
  'shared array without a function': "const data = new SharedArray('d');\nexport default function () {}",
  'shared array of primitives':
    "const data = new SharedArray('d', () => [1, 'a', null, true, [1, 2], undefined, new Date(0)]);\nexport default function () { for (const d of data) console.log(typeof d, JSON.stringify(d)); console.log(Object.isFrozen(data[4])); }",
  'shared array twice':
    "let calls = 0; const make = () => { calls++; return [calls]; };\nconst a = new SharedArray('d', make), b = new SharedArray('d', make);\nexport default function () { console.log(a[0], b[0]); }",
  'open text': "const text = open('data.csv');\nexport default function () { console.log(JSON.stringify(text)); }",
  'open binary':
    "const bytes = open('data.csv', 'b');\nexport default function () { console.log(Object.prototype.toString.call(bytes), new Uint8Array(bytes).join()); }",
  'open nothing': "open('nowhere.txt');\nexport default function () {}",
  'open a folder': "open('lib');\nexport default function () {}",
  'open without a path': 'open();\nexport default function () {}',
  'open only in VU 1': "if (__VU === 1) open('data.csv');\nexport default function () { console.log('on'); }",
  'import of a file':
    "import { tool, text } from './lib/tool.js';\nexport default function () { console.log(tool(), text); }",
  'import of CommonJS':
    "import five from './common.cjs'; import * as six from './common.js'; import { six as s } from './common.js';\nexport default function () { console.log(JSON.stringify(five), JSON.stringify(six.six), s, six.default && six.default.where); }",
  'import of TypeScript': "import { seven } from './typed.ts';\nexport default function () { console.log(seven); }",
  'import without an ending': "import { tool } from './lib/tool';\nexport default function () { console.log(tool()); }",
  'import of JSON': "import x from './data/x.json';\nexport default function () { console.log(JSON.stringify(x)); }",
  'dynamic import':
    "export default async function () { const m = await import('./lib/deep.js'); console.log(m.deep()); }",
  require:
    "const six = require('./common.js'); const http2 = require('k6/http'); const { sleep: s } = require('k6');\nexport default function () { console.log(six.six, typeof http2.get, typeof s, typeof http2.default); }",
  'require in a VU':
    "export default function () { try { console.log(require('./common.js').six); } catch (e) { console.log(e.name); } }",
  'require of a missing file': "require('./nowhere.js');\nexport default function () {}",
  'import.meta':
    "export default function () { console.log(typeof import.meta, typeof import.meta.resolve, import.meta.resolve && import.meta.resolve('./x.js').endsWith('/x.js')); }",
  'top-level await': 'const five = await Promise.resolve(5);\nexport default function () { console.log(five); }',
  namespaces:
    "import * as k6 from 'k6'; import * as h from 'k6/http'; import * as m from 'k6/metrics'; import * as d from 'k6/data'; import * as e from 'k6/execution';\nexport default function () { for (const n of [k6, h, m, d, e]) console.log(Object.keys(n).sort().join()); }",
  globals:
    "export default function () { console.log(['window', 'process', 'Buffer', 'URL', 'URLSearchParams', 'fetch', 'performance', 'structuredClone', 'queueMicrotask', 'setImmediate', 'atob', 'btoa', 'AbortController', 'Event', 'WebSocket', 'Blob', 'global', 'globalThis', 'self', 'TextEncoder', 'TextDecoder', 'require', 'module', 'exports', 'open', 'crypto', 'console', 'setTimeout'].map((n) => { try { return n + ':' + typeof globalThis[n]; } catch (e) { return n + ':' + e.name; } }).join(' ')); }",
  'absent globals':
    "export default function () { for (const act of [() => process.env.X, () => fetch('http://x/'), () => Buffer.from('x'), () => window.x]) { try { act(); console.log('there'); } catch (e) { console.log(e.name, e.message); } } }",
  'global made at run time':
    "globalThis.made = 5;\nexport default function () { console.log(made, typeof global === 'undefined' ? 0 : global.made); }",
  'this at the top': 'const here = typeof this;\nexport default function () { console.log(here, typeof this); }',
  'random seed':
    "import { randomSeed } from 'k6';\nexport default function () { randomSeed(123); const a = Math.random(); randomSeed(123); console.log(a === Math.random(), a < 1); }",
};
const modules_ = Object.entries(MODULES).map(
  ([name, text]): Case => ({
    name,
    script: `${PRELUDE}${text}\n`,
    files: FILES,
    ordered: true,
    workers: [1, 2],
  }),
);

export const modules = family('modules', [...segments, ...execution, ...modules_]);
