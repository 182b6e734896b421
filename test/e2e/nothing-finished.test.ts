// k6's warning about a test in which no iteration came to its end: tools search logs for its words.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runSalvo } from '../helpers/cli.js';
import { tempScript } from '../helpers/temp.js';

const WARNING = 'level=warning msg="No script iterations fully finished, consider making the test duration longer"';

const scenario = (duration: string, gracefulStop: string): string => `
  import { sleep } from 'k6';
  import exec from 'k6/execution';
  export const options = { scenarios: { only: {
    executor: 'constant-vus', vus: 2, duration: '${duration}', gracefulStop: '${gracefulStop}' } } };
`;
const SLEEPER = `${scenario('1s', '0s')} export default function () { console.log('asleep'); sleep(30); }`;

const CASES: readonly {
  name: string;
  script: string;
  args?: string[];
  signal?: boolean;
  code: number;
  warns: boolean;
}[] = [
  { name: 'every iteration is cut off by the end of the test', script: SLEEPER, code: 0, warns: true },
  {
    name: 'a threshold was crossed as well',
    script: `${SLEEPER} options.thresholds = { iterations: ['count>0'] };`,
    code: 99,
    warns: true,
  },
  {
    name: 'one was cut off, others ended',
    script: `${scenario('1s', '0s')}
    export default function () { sleep(exec.vu.idInTest === 1 ? 30 : 0.01); }`,
    code: 0,
    warns: false,
  },
  {
    name: 'the script ended the test',
    script: `${scenario('1s', '0s')}
    export default function () { exec.test.abort('enough'); }`,
    code: 108,
    warns: false,
  },
  { name: 'Ctrl-C ended the test', script: SLEEPER.replace("'1s'", "'60s'"), signal: true, code: 105, warns: false },
  {
    name: 'setup failed',
    script: `${SLEEPER} export function setup() { throw new Error('no'); }`,
    code: 107,
    warns: false,
  },
];

for (const { name, script, signal, code: expected, warns } of CASES) {
  test(`${name}: ${warns ? 'warned' : 'not warned'}`, async () => {
    await using file = await tempScript(script);
    const { code, stderr } = await runSalvo(['run', file.path], {
      signals: signal ? [{ signal: 'SIGINT', whenOutput: /asleep/ }] : [],
    });
    assert.equal(code, expected, stderr);
    assert.equal(stderr.split(WARNING).length - 1, warns ? 1 : 0, stderr);
  });
}
