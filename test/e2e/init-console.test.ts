// What init code says comes out, all of it and in order, however much it is and however soon the script is loaded.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runSalvo } from '../helpers/cli.js';
import { tempScript } from '../helpers/temp.js';

const LINES = 5000;
const TALKATIVE = `
  if (__VU === 0) for (let line = 1; line <= ${LINES}; line++) console.log('line ' + line);
  export default function () {}
`;
const linesOf = (stderr: string): number[] => [...stderr.matchAll(/msg="line (\d+)"/g)].map(([, line]) => Number(line));
const ALL = Array.from({ length: LINES }, (_, index) => index + 1);

for (const command of ['run', 'inspect'])
  test(`${command} shows every line of the first init`, async () => {
    await using script = await tempScript(TALKATIVE);
    const { code, stderr } = await runSalvo([command, script.path]);
    assert.equal(code, 0);
    assert.deepEqual(linesOf(stderr), ALL);
  });

test('init code that fails has said everything before', async () => {
  await using script = await tempScript(`${TALKATIVE}; throw new Error('no more');`);
  const { code, stderr } = await runSalvo(['run', script.path]);
  assert.equal(code, 107);
  assert.deepEqual(linesOf(stderr), ALL);
  assert.ok(stderr.indexOf('no more') > stderr.lastIndexOf(`line ${LINES}`), 'the reason comes last');
});

test('the last lines of a run are not lost either', async () => {
  await using script = await tempScript(`
    export default function () {}
    export function handleSummary() {
      for (let line = 1; line <= ${LINES}; line++) console.log('line ' + line);
      return {};
    }
  `);
  const { code, stderr } = await runSalvo(['run', script.path]);
  assert.equal(code, 0);
  assert.deepEqual(linesOf(stderr), ALL);
});
