// Comparisons through the command: every run is a run of its own, and nothing that was done is lost.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Lineup } from '../../src/report/scaling/lineup.js';
import { runSalvo, startSalvo } from '../helpers/cli.js';
import { countingServer } from '../helpers/servers.js';
import { tempFolder, tempScript } from '../helpers/temp.js';

const GET = `
  import http from 'k6/http';
  export default function () { http.get(__ENV.URL); }
  export function handleSummary() { return { stdout: 'never to be seen' }; }
`;

test('two rounds with one and two workers: what they counted is what the server counted', async () => {
  await using server = await countingServer();
  await using folder = await tempFolder({ 'script.js': GET });
  const args = ['compare', 'script.js', '--workers', '1,2', '--rounds', '2', '-u', '4', '-i', '60'];
  const files = ['--json', 'out.json', '--markdown', 'out.md'];
  const env = ['-e', `URL=${server.url}/`, '--tag', 'with=a,comma'];
  const { code, stdout, stderr } = await runSalvo([...args, ...files, ...env], { cwd: folder.path });
  assert.equal(code, 0, stderr);
  assert.equal(server.requests, 4 * 60);
  assert.match(stdout, /│ workers +│ +1 │ +2 │/);
  assert.match(stdout, /2 workers did \d+\.\d\d times/);
  assert.doesNotMatch(stdout, /never to be seen/);
  assert.deepEqual(
    [...stderr.matchAll(/^round (\d) of 2, (\d) worker/gm)].map(([, round, workers]) => `${round}:${workers}`),
    ['1:1', '1:2', '2:2', '2:1'],
  );
  const document = JSON.parse(await readFile(join(folder.path, 'out.json'), 'utf8')) as {
    complete: boolean;
    lineups: Lineup[];
  };
  assert.equal(document.complete, true);
  for (const { runs } of document.lineups)
    for (const run of runs) {
      assert.equal(run.requests, 60);
      assert.equal(run.iterations, 60);
      assert.ok(run.cpuMs > 0 && run.windowMs > 0 && run.seconds > 0 && run.peakMemoryBytes > 10e6);
    }
  assert.match(await readFile(join(folder.path, 'out.md'), 'utf8'), /^## script\.js$/m);
});

test('rates are those of the iterations: what teardown takes is none of their time', async () => {
  await using folder = await tempFolder({
    'script.js': `
      import { sleep } from 'k6';
      export const options = { vus: 1, duration: '1s', gracefulStop: '0s' };
      export default function () { sleep(0.01); }
      export function teardown() { sleep(4); }
    `,
  });
  const args = ['compare', 'script.js', '--workers', '1', '--rounds', '1', '--json', 'out.json'];
  const { code, stderr } = await runSalvo(args, { cwd: folder.path });
  assert.equal(code, 0, stderr);
  const { lineups } = JSON.parse(await readFile(join(folder.path, 'out.json'), 'utf8')) as { lineups: Lineup[] };
  const { seconds, windowMs } = lineups[0]!.runs[0]!;
  assert.ok(seconds > 0.9 && seconds < 4, `${seconds} s`);
  assert.ok(windowMs < 4000, `${windowMs} ms`);
});

test('Ctrl-C tells what is done, and ends as a run that was stopped', async () => {
  await using script = await tempScript(`
    import { sleep } from 'k6';
    export default function () { sleep(0.01); }
  `);
  const cli = startSalvo(['compare', script.path, '--workers', '1,2', '--rounds', '500', '-u', '2', '-i', '2']);
  await cli.until(/run 4 of 1000/);
  cli.kill('SIGINT');
  const { code, stdout, stderr } = await cli.done;
  assert.equal(code, 105, stderr);
  assert.match(stdout, /│ runs +│ +\d │ +\d │/);
});

test('a script that cannot run ends the comparison with the error of the run', async () => {
  await using script = await tempScript(`export default function () {} throw new Error('not today');`);
  const { code, stderr, stdout } = await runSalvo(['compare', script.path]);
  assert.equal(code, 107);
  assert.match(stderr, /not today/);
  assert.equal(stdout, '');
});

test('a run that fails ends the comparison, and the runs before it are told', async () => {
  let answered = 0;
  await using server = await countingServer((_request, response) => response.end(String(++answered)));
  // Each run sends one request in setup and two in iterations.
  await using script = await tempScript(`
    import http from 'k6/http';
    export function setup() {
      if (Number(http.get(__ENV.URL).body) > 6) throw new Error('not a third time');
    }
    export default function () { http.get(__ENV.URL); }
  `);
  const args = ['compare', script.path, '--workers', '1,2', '--rounds', '2', '-u', '2', '-i', '2'];
  const { code, stdout, stderr } = await runSalvo([...args, '-e', `URL=${server.url}`]);
  assert.equal(code, 107, stderr);
  assert.match(stderr, /not a third time/);
  assert.match(stdout, /│ runs +│ +1 │ +1 │/);
});

test('a threshold that aborts a run ends the comparison: a part of a run compares with nothing', async () => {
  await using script = await tempScript(`
    import { sleep } from 'k6';
    export const options = {
      vus: 1,
      duration: '1m',
      thresholds: { iterations: [{ threshold: 'count<1', abortOnFail: true }] },
    };
    export default function () { sleep(0.01); }
  `);
  const { code, stdout, stderr } = await runSalvo(['compare', script.path, '--workers', '1', '--rounds', '1']);
  assert.equal(code, 99, stderr);
  assert.match(stderr, /abortOnFail/);
  assert.equal(stdout, '');
});

for (const [args, code, says] of [
  [['x.js', '--workers', ''], 104, /names no number/],
  [['-'], 255, /standard input/],
  [['x.js', '--workers', '0'], 255, /from 1, or max/],
  [['x.js', '--rounds', '0'], 104, /from 1 to 1000/],
  [['x.js', '--vuss', '1'], 255, /--vus/],
  [['x.js', '--report', 'x.html'], 255, /unknown flag: --report/],
] as const)
  test(`compare ${args.join(' ')}: exit code ${code}`, async () => {
    const result = await runSalvo(['compare', ...args]);
    assert.equal(result.code, code, result.stderr);
    assert.match(result.stderr, says);
  });
