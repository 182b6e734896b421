// Thresholds over a sliding window, through the command: what fails, what ends a run, and where it is shown.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { runSalvo } from '../helpers/cli.js';
import { tempFolder } from '../helpers/temp.js';

/** Fails in the middle of the run for longer than a window is, and less than half of the run. */
const BAD_MIDDLE = `
  import { sleep } from 'k6';
  import exec from 'k6/execution';
  import { Rate } from 'k6/metrics';
  const bad = new Rate('bad');
  export const options = {
    scenarios: { one: { executor: 'shared-iterations', iterations: 60 } },
    thresholds: { bad: ['rate<0.5', { threshold: 'rate<0.5', window: '1s' }, { threshold: 'rate<0.5', window: '1h' }] },
  };
  export default function () {
    const at = exec.scenario.iterationInTest;
    bad.add(at >= 15 && at < 41);
    sleep(0.05);
  }
  export const handleSummary = (data) => ({ 'own.json': JSON.stringify(data.metrics.bad.thresholds) });`;

test('a run that is good as a whole fails by one bad window; every form shows it under its own name', async () => {
  await using folder = await tempFolder({ 'script.js': BAD_MIDDLE });
  const files = [
    '--summary-json',
    'sum.json',
    '--summary-export',
    'export.json',
    '--junit',
    'junit.xml',
    '--markdown',
    'sum.md',
  ];
  const { code, stderr } = await runSalvo(['run', '--workers', '2', ...files, 'script.js'], {
    cwd: folder.path,
  });
  assert.equal(code, 99, stderr);
  const read = (name: string) => readFile(join(folder.path, name), 'utf8');
  assert.deepEqual(JSON.parse(await read('own.json')), {
    'rate<0.5': { ok: true },
    'rate<0.5 over 1s': { ok: false },
    'rate<0.5 over 1h0m0s': { ok: true },
  });
  const document = JSON.parse(await read('sum.json'));
  const [whole, second, hour] = document.thresholds;
  assert.deepEqual([whole.ok, second.ok, hour.ok], [true, false, true]);
  assert.deepEqual([whole.windowMs, second.windowMs, hour.windowMs], [undefined, 1000, 3_600_000]);
  assert.ok(second.observed.value >= 0.5 && whole.observed.value < 0.5, JSON.stringify(document.thresholds));
  assert.equal(hour.observed.value, whole.observed.value, 'a run that is shorter than its window is one window');
  assert.equal(JSON.parse(await read('export.json')).metrics.bad.thresholds['rate<0.5 over 1s'], true);
  assert.match(await read('junit.xml'), /rate&lt;0.5 over 1s was crossed/);
  assert.match(await read('sum.md'), /❌.*over 1s/);
  const merged = await runSalvo(['merge', 'sum.json', 'sum.json', '-o', 'merged.json'], { cwd: folder.path });
  assert.equal(merged.code, 99, merged.stderr);
  assert.deepEqual(
    JSON.parse(await read('merged.json')).thresholds.map(({ ok }: { ok: boolean }) => ok),
    [true, false, true],
  );
});

test('abortOnFail ends the run in a bad window, and teardown still runs', async () => {
  await using folder = await tempFolder({
    'script.js': `
      import { sleep } from 'k6';
      import { Trend } from 'k6/metrics';
      const took = new Trend('took', true);
      export const options = {
        vus: 2, duration: '10m',
        thresholds: { took: [{ threshold: 'p(95)<200', window: '1s', abortOnFail: true }, 'p(1)<200'] },
      };
      export default function () { took.add(__ITER < 30 ? 1 : 500); sleep(0.02); }
      export function teardown() { console.log('torn down'); }`,
  });
  const { code, stdout, stderr } = await runSalvo(['run', 'script.js'], { cwd: folder.path });
  assert.equal(code, 99, stderr);
  assert.match(stderr, /stopping the test/);
  assert.match(stderr, /torn down/);
  assert.match(stdout, /✗ 'p\(95\)<200 over 1s' p\(95\)=500ms/);
});

test('a wrong window is named before the run, and --no-thresholds judges none', async () => {
  const script = (window: string): string => `
    export const options = { thresholds: { iterations: [{ threshold: 'count>5', window: '${window}' }] } };
    export default function () {}`;
  await using folder = await tempFolder({ 'wrong.js': script('10ms'), 'right.js': script('1s') });
  const cwd = folder.path;
  const wrong = await runSalvo(['run', 'wrong.js'], { cwd });
  assert.equal(wrong.code, 104);
  assert.match(wrong.stderr, /thresholds\.iterations\[0\]\.window.*at least 1s/);
  assert.equal((await runSalvo(['run', 'right.js'], { cwd })).code, 99);
  assert.equal((await runSalvo(['run', '--no-thresholds', 'right.js'], { cwd })).code, 0);
});
