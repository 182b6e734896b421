// Each wrong input gets an error that names the place, what was found and what is allowed, and k6's exit code.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runSalvo } from '../helpers/cli.js';
import { tempScript } from '../helpers/temp.js';

interface Case {
  readonly name: string;
  readonly script?: string;
  readonly args?: readonly string[];
  readonly code: number;
  readonly says: readonly RegExp[];
}

const EMPTY = 'export default function () {}';

const CASES: readonly Case[] = [
  { name: 'a missing file', args: ['nowhere.js'], code: 255, says: [/nowhere\.js/] },
  {
    name: 'a syntax error, with line and frame',
    script: 'export default function () {\n  let x = ;\n}',
    code: 107,
    says: [/script\.js:2:\d+/, /let x = ;/, /\^/],
  },
  {
    name: 'a k6 module that is not there, with the line that imports it',
    script: `// what it needs\nimport nothing from 'k6/nothing';\n${EMPTY}`,
    code: 107,
    says: [/no module k6\/nothing in Salvo; there are k6, k6\/crypto, /, /\n\s+at file:\S+script\.js:2:1\n/],
  },
  {
    name: 'a metric declared as two types, with the line of the second',
    script: `import { Counter, Gauge } from 'k6/metrics';\nnew Counter('mine');\nnew Gauge('mine');\n${EMPTY}`,
    code: 107,
    says: [/metric mine exists already as a counter/, /another name/, /script\.js:3:1\b/],
  },
  { name: 'no exported function', script: 'export const answer = 42;', code: 255, says: [/no exported functions/] },
  {
    name: 'no exported function, and options that cannot be read',
    script: `export const options = { vus: 'many' };`,
    code: 104,
    says: [/vus/, /"many"/],
  },
  ...['setup', 'teardown'].map((name) => ({
    name: `a ${name} that is no function`,
    script: `export const ${name} = 5; ${EMPTY}`,
    code: 255,
    says: [new RegExp(`exported '${name}' must be a function`)],
  })),
  { name: 'an unknown flag', script: EMPTY, args: ['--vuss', '3'], code: 255, says: [/--vuss/, /--vus\b/] },
  {
    name: 'a wrong type in the options',
    script: `export const options = { vus: 'many' }; ${EMPTY}`,
    code: 104,
    says: [/vus/, /"many"/],
  },
  ...['vus: Number(__ENV.TYPO)', 'iterations: +__ENV.X', 'duration: Infinity', 'minIterationDuration: -1 / 0'].map(
    (option) => ({
      name: `a number that JSON has no place for, ${option}`,
      script: `export const options = { ${option} }; ${EMPTY}`,
      code: 255,
      says: [new RegExp(`options\\.${option.split(':')[0]} is (NaN|-?Infinity)`), /__ENV\.VUS \|\| 10/],
    }),
  ),
  {
    name: 'such a number deep inside the options',
    script: `export const options = { scenarios: { a: { executor: 'ramping-vus', stages: [
      { duration: '1s', target: 1 }, { duration: '1s', target: undefined * 2 }] } } }; ${EMPTY}`,
    code: 255,
    says: [/options\.scenarios\.a\.stages\[1\]\.target is NaN/],
  },
  {
    name: 'options that lead back to themselves',
    script: `export const options = { ext: {} }; options.ext.own = options; ${EMPTY}`,
    code: 255,
    says: [/options cannot be written as JSON: .*circular/],
  },
  {
    name: 'two problems at once',
    script: `export const options = { vus: 'many', maxRedirects: -1.5, duration: 'soon' }; ${EMPTY}`,
    code: 104,
    says: [/vus/, /maxRedirects/, /duration/],
  },
  {
    name: 'an unknown executor',
    script: `export const options = { scenarios: { s: { executor: 'sometimes' } } }; ${EMPTY}`,
    code: 104,
    says: [/scenarios\.s/, /sometimes/, /constant-vus/],
  },
  {
    name: 'more VUs than iterations',
    script: EMPTY,
    args: ['-u', '5', '-i', '2'],
    code: 104,
    says: [/-i: must not be below vus \(5\), got 2/],
  },
  {
    name: 'an exec that is not exported',
    script: `export const options = { scenarios: { s: { executor: 'constant-vus', duration: '1s', exec: 'nope' } } }; ${EMPTY}`,
    code: 104,
    says: [/nope/],
  },
  {
    name: 'an exception in init code, with its place',
    script: "const a = 1;\nthrow new Error('cannot begin');\nexport default function () {}",
    code: 107,
    says: [/cannot begin/, /script\.js:2:\d+/],
  },
  {
    name: 'a threshold on a metric that does not exist',
    script: `export const options = { thresholds: { htp_reqs: ['count>1'] } }; ${EMPTY}`,
    code: 104,
    says: [/htp_reqs/],
  },
  {
    name: 'http in init code',
    script: `import http from 'k6/http'; http.get('http://127.0.0.1:1/'); ${EMPTY}`,
    code: 107,
    says: [/init context/],
  },
];

for (const { name, script, args = [], code, says } of CASES) {
  test(`${name} ends with ${code}`, async () => {
    await using file = await tempScript(script ?? EMPTY);
    const result = await runSalvo(['run', ...args, ...(args[0] === 'nowhere.js' ? [] : [file.path])]);
    assert.equal(result.code, code, result.stderr);
    for (const pattern of says) assert.match(result.stderr, pattern);
    assert.equal(result.stdout, '');
  });
}
