// exec.test.abort() ends the whole test wherever it stands; nothing of the iteration runs any more.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runningLine } from '../helpers/output.js';
import { runScript } from '../helpers/script-run.js';
import { countingServer } from '../helpers/servers.js';
import { nested, places, promised, timed } from './places.js';

const SIDE_BY_SIDE = 2;

async function abortIn(place: string, before: string): Promise<string[]> {
  await using server = await countingServer();
  const act = `try {
    ${before}exec.test.abort('enough');
    console.log('went on');
  } catch (error) { console.log('caught'); } finally { console.log('finally'); }`;
  const { code, said, stderr } = await runScript(
    `
    import http from 'k6/http';
    import { check, group, sleep } from 'k6';
    import exec from 'k6/execution';
    export const options = { vus: 2, duration: '1m' };
    export default function () {
      if (__VU === 2) sleep(60);
      ${places[place]!(act)}
    }
    export function teardown() { console.log('teardown'); }
  `,
    ['-e', `URL=${server.url}`],
  );
  const faults = [
    ...(code === 108 ? [] : [`${place}: exit code ${code}`]),
    ...(/test aborted: enough/.test(stderr) ? [] : [`${place}: no reason`]),
    ...(said.join() === 'teardown' ? [] : [`${place}: said ${said.join()}`]),
  ];
  return faults;
}

/** Each abort needs a run of its own: what runs through is tried at once, what comes later behind a wait. */
const KINDS = {
  nested: { some: nested, before: '' },
  promised: { some: promised, before: 'sleep(0.005); ' },
  timed: { some: timed, before: 'sleep(0.005); ' },
};

for (const [kind, { some, before }] of Object.entries(KINDS))
  test(`abort() ends the test in every place: ${kind}`, async () => {
    const left = Object.keys(some);
    const faults: string[] = [];
    const work = async (): Promise<void> => {
      for (let place = left.shift(); place !== undefined; place = left.shift())
        faults.push(...(await abortIn(place, before)));
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
    assert.deepEqual(faults, []);
  });

test('the iteration that ends the test is counted with its time, those that it ends are not', async () => {
  const { code, points, stdout } = await runScript(`
    import { sleep } from 'k6';
    import exec from 'k6/execution';
    export const options = { vus: 3, duration: '1m' };
    export default function () {
      if (__VU === 1) { sleep(0.05); exec.test.abort('enough'); }
      sleep(60);
    }
  `);
  assert.equal(code, 108);
  assert.equal(points('iterations').length, 1);
  assert.equal(points('iteration_duration').length, 1);
  // Timers go by whole milliseconds and may be a part of one early.
  assert.ok(points('iteration_duration')[0]!.value >= 49);
  assert.deepEqual(runningLine(stdout), { complete: 0, interrupted: 3 });
});
