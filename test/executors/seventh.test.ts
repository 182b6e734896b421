// Adding an executor is one file and one row: with these two every part of a run knows it.
import './add-seventh.js';
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { describeScenario } from '../../src/executors/describe.js';
import { needsOf, warmUpConfig } from '../../src/executors/index.js';
import { parseScenario, scenarioToJson } from '../../src/executors/parse.js';
import { planVus } from '../../src/executors/plan-vus.js';
import { Findings, Spot } from '../../src/schema/spot.js';
import { Segment } from '../../src/shard/segment.js';
import { PLAIN_MAIN, runSalvo } from '../helpers/cli.js';
import { complaintsOf, resolveFrom } from '../helpers/options.js';
import { tempFolder } from '../helpers/temp.js';
import { segmentsOf } from '../shard/sequences.js';
import { FakeRun } from './fake-run.js';

const raw = { executor: 'staircase', vus: 3, laps: 5, gracefulStop: '1s' };
const parsed = parseScenario('stairs', raw, new Spot('', new Findings()))!;

test('it is read, refused and shown like the others', () => {
  const { options, json } = resolveFrom({ script: { scenarios: { stairs: raw } } });
  assert.deepEqual(options.scenarios, [parsed]);
  assert.deepEqual((json.consolidated.scenarios as Record<string, unknown>).stairs, {
    ...{ executor: 'staircase', startTime: null, gracefulStop: '1s', env: null, exec: null, tags: null },
    ...{ vus: 3, laps: 5, longest: null },
  });
  assert.equal(scenarioToJson(parsed).longest, '1m0s');
  assert.deepEqual(complaintsOf({ script: { scenarios: { stairs: { ...raw, lapps: 1 } } } }), [
    'scenarios.stairs.lapps: unknown field; did you mean laps? staircase has executor, startTime, gracefulStop, env, exec, tags, options, vuSetup, vuTeardown, vus, laps, longest',
  ]);
  assert.deepEqual(complaintsOf({ script: { scenarios: { stairs: { ...raw, vus: 9 } } } }), [
    'scenarios.stairs.laps: must not be below vus (9), got 5',
  ]);
  assert.equal(
    describeScenario(parsed, needsOf(parsed, Segment.whole)),
    'Stairs of 5 iterations for 3 VUs (longest: 1m0s, gracefulStop: 1s)',
  );
});

test('it is planned, cut for a warm-up and dealt out', async () => {
  const plan = planVus([parsed], Segment.whole, 2);
  assert.deepEqual([plan.plannedVus, plan.maxVus, plan.totalMs, plan.pools], [3, 3, 61_000, [2, 1]]);
  assert.deepEqual(warmUpConfig(parsed, 2000), { ...parsed, longestMs: 2000 });
  for (const workers of [1, 2, 7]) {
    const run = await new FakeRun({ config: parsed, workers, lengthOf: () => 'now' }).finish();
    assert.deepEqual(run.faults, []);
    assert.deepEqual(
      run.numbers,
      Array.from({ length: 5 + 4 + 3 }, (_, number) => number),
    );
  }
  const parts = segmentsOf(['0', '1/2', '1']).map((segment) => needsOf(parsed, segment).total);
  assert.deepEqual(parts, [5 + 3, 4]);
});

test('a run with it, on two workers, by the command', async () => {
  await using folder = await tempFolder();
  const script = await folder.write(
    'script.js',
    `import exec from 'k6/execution';
     export const options = { scenarios: { stairs: ${JSON.stringify(raw)} } };
     export default function () { console.log(exec.scenario.executor + ' ' + exec.scenario.iterationInTest); }`,
  );
  const row = join(import.meta.dirname, 'add-seventh.js');
  const { code, stdout, stderr } = await runSalvo(['run', '--workers=2', script], {
    main: PLAIN_MAIN,
    nodeArgs: ['--import', row],
  });
  assert.equal(code, 0, stderr);
  assert.match(stdout, /\* stairs: Stairs of 5 iterations for 3 VUs \(longest: 1m0s, gracefulStop: 1s\)/);
  assert.match(stdout, /stairs ✓ \[ 100% \] 3 VUs .* 12\/12 steps/);
  assert.equal(stderr.match(/staircase \d+/g)?.length, 12, stderr);
});
