// What tools around k6 read of a whole run: the summary's data and exports, the text of groups, the lines of outputs.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { type CliResult, runSalvo } from '../helpers/cli.js';
import { tempFolder } from '../helpers/temp.js';

const GROUPS = `
  import { check, group, sleep } from 'k6';
  import { Counter } from 'k6/metrics';
  const mine = new Counter('mine');
  export function setup() {
    check(1, { 'in setup': () => true });
    group('prepare', () => {});
  }
  export default function () {
    group('zeta', () => {
      group('second', () => mine.add(1));
      group('first', () => {});
    });
    group('empty', () => {});
    group('alpha', () => check(1, { odd: () => false }));
  }
  export function handleSummary(data) {
    return { 'data.json': JSON.stringify(data), stdout: '' };
  }
`;
const PLAIN = GROUPS.slice(0, GROUPS.indexOf('export function handleSummary'));

interface Left extends CliResult {
  /** Undefined when it was not written. */
  readonly exported: { root_group: Tree; metrics: Record<string, Record<string, unknown>> } | undefined;
  readonly data: { root_group: Tree; metrics: object } | undefined;
}
interface Tree {
  readonly groups: Record<string, Tree>;
  readonly checks: object;
}

async function run(script: string, flags: readonly string[]): Promise<Left> {
  await using folder = await tempFolder({ 'script.js': script });
  const args = ['run', '-q', '--summary-export=export.json', ...flags, 'script.js'];
  const result = await runSalvo(args, { cwd: folder.path });
  const read = async (name: string): Promise<Left['exported'] & Left['data']> => {
    const path = join(folder.path, name);
    return existsSync(path) ? JSON.parse(await readFile(path, 'utf8')) : undefined;
  };
  return { ...result, exported: await read('export.json'), data: await read('data.json') };
}

const titlesIn = (text: string): string[] => (text.match(/[█↳] [A-Z].*/g) ?? []).map((title) => title.trim());

test('groups stand in order of first use, empty ones and those of setup included', async () => {
  const { stdout } = await run(PLAIN, ['--summary-mode=full']);
  assert.deepEqual(
    titlesIn(stdout).filter((title) => title.includes('GROUP')),
    [
      '█ GROUP: setup',
      '↳ GROUP: prepare',
      '█ GROUP: zeta',
      '↳ GROUP: second',
      '↳ GROUP: first',
      '█ GROUP: empty',
      '█ GROUP: alpha',
    ],
  );
  // Columns are those of the group, not of the whole report.
  assert.match(stdout, /↳ GROUP: second \n\n {6}CUSTOM\n {6}mine\.\.\.: 1 /);
  assert.match(stdout, /█ GROUP: alpha .*\n {4}✗ odd\n {6}↳ {2}0%/s);
});

test("no metric of the generator is in k6's forms, unless a threshold names it", async () => {
  const { exported, data } = await run(GROUPS, []);
  const ours = /^(generator_|iteration_lag|http_req_duration_corrected)/;
  assert.deepEqual(
    Object.keys(exported!.metrics).filter((name) => ours.test(name)),
    [],
  );
  assert.deepEqual(
    Object.keys(data!.metrics).filter((name) => ours.test(name)),
    [],
  );
  assert.deepEqual(Object.keys(exported!.root_group.groups), ['setup', 'zeta', 'empty', 'alpha']);
  const asked = await run(`${GROUPS} export const options = { thresholds: { generator_memory: ['value>0'] } };`, []);
  assert.deepEqual(asked.exported!.metrics.generator_memory!.thresholds, { 'value>0': false });
});

test('the data of handleSummary names what setup returned, also when that is nothing', async () => {
  const keys = `export default function () {}
    export const handleSummary = (data) => ({ stdout: JSON.stringify([Object.keys(data), data.setup_data === undefined]) });`;
  const [names, isUndefined] = JSON.parse((await run(keys, [])).stdout);
  assert.deepEqual(
    [[...names].sort(), isUndefined],
    [['metrics', 'options', 'root_group', 'setup_data', 'state'], true],
  );
  const given = await run(`${keys} export const setup = () => 5;`, []);
  assert.match(given.stdout, /"setup_data"/);
});

test('--no-thresholds leaves none behind, and no metric that only a threshold asked for', async () => {
  const script = `${PLAIN} export const options = { thresholds: { mine: ['count>9'], 'mine{a:b}': ['count>0'] } };`;
  const judged = await run(script, []);
  assert.equal(judged.code, 99);
  assert.deepEqual(judged.exported!.metrics.mine!.thresholds, { 'count>9': true });
  assert.ok('mine{a:b}' in judged.exported!.metrics);
  const { code, stdout, exported } = await run(script, ['--no-thresholds']);
  assert.equal(code, 0);
  assert.doesNotMatch(stdout, /THRESHOLDS|\{ a:b \}/);
  assert.ok('mine' in exported!.metrics && !('thresholds' in exported!.metrics.mine!));
  assert.ok(!('mine{a:b}' in exported!.metrics));
});

test('the export is a part of handling the summary', async () => {
  const disabled = await run(PLAIN, ['--summary-mode=disabled']);
  assert.deepEqual([disabled.stdout, disabled.exported], ['', undefined]);
  const throwing = await run(`${PLAIN} export function handleSummary() { throw new Error('broken'); }`, []);
  assert.match(throwing.stdout, /TOTAL RESULTS/);
  assert.ok(throwing.exported);
  const endless = `${PLAIN} export const options = { handleSummaryTimeout: '1s' };
    export function handleSummary() { for (;;); }`;
  const { code, exported } = await run(endless, []);
  assert.deepEqual([code, exported], [0, undefined]);
});

test('what a missing system tag would tell is not there', async () => {
  const withTags = (tags: string): Promise<Left> => run(PLAIN, [`--system-tags=${tags}`, '--summary-mode=full']);
  const noCheck = await withTags('group,scenario');
  assert.match(noCheck.stdout, /checks_total\.+: 2 /);
  assert.doesNotMatch(noCheck.stdout, /odd|in setup/);
  assert.deepEqual(noCheck.exported!.root_group.groups.alpha!.checks, {});
  const noGroup = await withTags('check,scenario');
  assert.match(noGroup.stdout, /✗ odd/);
  assert.doesNotMatch(noGroup.stdout, /GROUP/);
  assert.deepEqual([noGroup.exported!.root_group.groups, noGroup.exported!.root_group.checks], [{}, {}]);
});

test('json: thresholds that may end the run as objects, names of sub-metrics without spaces at their ends', async () => {
  await using folder = await tempFolder({
    'script.js': `${PLAIN} export const options = { thresholds: {
      mine: ['count>0', { threshold: 'count<9', abortOnFail: true }, { threshold: 'count<8', abortOnFail: true, delayAbortEval: '1m' }],
      'mine{ a:b }': ['count<1'],
    } };`,
  });
  const { code } = await runSalvo(['run', '-q', '--out=json=out.json', 'script.js'], { cwd: folder.path });
  assert.equal(code, 0);
  const lines = (await readFile(join(folder.path, 'out.json'), 'utf8')).split('\n');
  const { data } = JSON.parse(lines.find((line) => line.includes('"Metric"') && line.includes('"name":"mine"'))!);
  assert.deepEqual(data.thresholds, [
    'count>0',
    { threshold: 'count<9', abortOnFail: true, delayAbortEval: null },
    { threshold: 'count<8', abortOnFail: true, delayAbortEval: '1m0s' },
  ]);
  assert.deepEqual(data.submetrics, [{ name: 'mine{a:b}', suffix: 'a:b', tags: { a: 'b' } }]);
});
