// Archives through the command: packed here, run elsewhere without the sources, and what must not be in them.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { MAIN, runSalvo } from '../helpers/cli.js';
import { metadataText, tarOf } from '../helpers/tar.js';
import { type TempFolder, tempFolder } from '../helpers/temp.js';

const SOURCES = {
  'app/main.ts': `
    import exec from 'k6/execution';
    import { SharedArray } from 'k6/data';
    import { open as openData } from 'k6/experimental/fs';
    import csv from 'k6/experimental/csv';
    import { add, Kind } from './lib/sum.ts';
    import { deep } from 'packed-package';
    import settings from './settings.json';
    const older = require('../older.js');
    const text = open('../data/text.txt');
    const binary = open('../data/bytes.bin', 'b');
    const users = new SharedArray('users', () => JSON.parse(open('../data/users.json')));
    const rows = await csv.parse(await openData('../data/rows.csv'), { skipFirstLine: true });
    const absolute = open(__ENV.FOLDER + '/data/text.txt');
    export const options = { scenarios: { one: { executor: 'shared-iterations', vus: 1, iterations: 1, exec: 'work' } } };
    export function work() {
      const sum: number = add(users[1].n, new Uint8Array(binary)[1] as number);
      console.log(JSON.stringify({
        sum, text, absolute: absolute === text, row: rows[0], deep, kind: Kind.Good, older, settings,
        tags: exec.test.options.tags, rps: exec.test.options.rps, host: __ENV.HOST_UNDER_TEST, meta: import.meta.url,
      }));
    }`,
  'app/lib/sum.ts': `export enum Kind { Bad, Good }
    export const add = (a: number, b: number): number => a + b;`,
  'app/settings.json': '{"depth":3}',
  'app/node_modules/packed-package/package.json': '{"name":"packed-package","exports":"./src/entry.mjs"}',
  'app/node_modules/packed-package/src/entry.mjs': "export { deep } from './deep.mjs';",
  'app/node_modules/packed-package/src/deep.mjs': "export const deep = 'from a package';",
  'older.js': 'exports.answer = 42;',
  'data/text.txt': 'some text\n',
  'data/users.json': '[{"n":1},{"n":20}]',
  'data/rows.csv': 'a,b\n1,2\n',
};

async function project(): Promise<TempFolder> {
  const folder = await tempFolder(SOURCES);
  await folder.write('data/bytes.bin', new Uint8Array([0, 22, 255]));
  return folder;
}

const FLAGS = ['-e', 'HOST_UNDER_TEST=there', '--tag', 'night=1', '--rps', '100'];

/** What the script says of itself: the last line of its console. */
const told = (stderr: string): unknown => JSON.parse(JSON.parse(/msg=("\{.*\}") source=console/.exec(stderr)![1]!));

const names = (tar: string): string[] => execFileSync('tar', ['tf', tar]).toString().split('\n').slice(0, -1);

test('an archive runs in another folder, without the sources, as the script did', async () => {
  await using elsewhere = await tempFolder();
  const tar = join(elsewhere.path, 'test.tar');
  const sources = await project();
  const env = ['-e', `FOLDER=${sources.path}`];
  const direct = await runSalvo(['run', ...FLAGS, ...env, 'app/main.ts'], { cwd: sources.path });
  assert.equal(direct.code, 0, direct.stderr);
  const packing = await runSalvo(['archive', ...FLAGS, ...env, 'app/main.ts', '-O', tar], { cwd: sources.path });
  assert.deepEqual([packing.code, packing.stdout], [0, ''], packing.stderr);
  await sources.remove();

  const run = await runSalvo(['run', tar, '--workers', '2'], { cwd: elsewhere.path });
  assert.equal(run.code, 0, run.stderr);
  assert.deepEqual(told(run.stderr), told(direct.stderr));
  assert.deepEqual(told(run.stderr), {
    ...(told(run.stderr) as object),
    sum: 42,
    deep: 'from a package',
    host: 'there',
    tags: { night: '1' },
    rps: 100,
  });
  assert.deepEqual(await readdir(elsewhere.path), ['test.tar']);
});

test('flags and variables of the run override what is archived, and the script’s own options are not asked again', async () => {
  await using folder = await tempFolder({
    'script.js': `
      export const options = { iterations: __ENV.MORE ? 7 : 2, maxRedirects: __ENV.MORE ? 9 : 4 };
      import exec from 'k6/execution';
      export default function () { console.log(__ENV.A, __ENV.B, exec.test.options.maxRedirects); }`,
  });
  const cwd = folder.path;
  await runSalvo(['archive', 'script.js', '-e', 'A=archived', '-e', 'B=archived'], { cwd });
  const run = await runSalvo(['run', 'archive.tar', '-e', 'MORE=1', '-e', 'A=given', '-e', 'PATH=x'], { cwd });
  assert.deepEqual(run.stderr.match(/given archived 4/g)?.length, 2, run.stderr);
  const more = await runSalvo(['run', 'archive.tar', '--iterations', '3'], { cwd });
  assert.deepEqual(more.stderr.match(/archived archived 4/g)?.length, 3, more.stderr);
});

test('the layout is k6’s: metadata, the script, folders, files in order, and the script’s name as a link', async () => {
  await using folder = await tempFolder({
    'b.js': "import './a.js'; const t = open('./d.txt'); export default function () {}",
    'a.js': 'export const a = 1;',
    'd.txt': 'd',
  });
  await runSalvo(['archive', 'b.js', '--vus', '3', '--iterations', '4'], { cwd: folder.path });
  const tar = join(folder.path, 'archive.tar');
  const listed = names(tar);
  const inside = `file${folder.path}`;
  assert.deepEqual(listed.slice(0, 2), ['metadata.json', 'data']);
  assert.deepEqual(listed.slice(-3), [`${inside}/a.js`, `${inside}/d.txt`, `${inside}/b.js`]);
  const metadata = JSON.parse(execFileSync('tar', ['xOf', tar, 'metadata.json']).toString());
  assert.deepEqual(
    { ...metadata, options: undefined },
    {
      type: 'js',
      options: undefined,
      filename: `file://${folder.path}/b.js`,
      pwd: `file://${folder.path}`,
      env: {},
      compatibilityMode: 'extended',
      k6version: '2.2.0',
      goos: process.platform === 'win32' ? 'windows' : process.platform,
      dependencies: { k6: '*' },
      salvo: { options: {} },
    },
  );
  const { vus, iterations, duration, scenarios, summaryTrendStats } = metadata.options;
  assert.deepEqual([vus, iterations, duration, scenarios], [3, 4, null, null]);
  assert.deepEqual(summaryTrendStats, ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)']);
  const again = await readFile(tar);
  await runSalvo(['archive', 'b.js', '--vus', '3', '--iterations', '4'], { cwd: folder.path });
  assert.deepEqual(await readFile(tar), again, 'the same files make the same archive');
});

test('options that only Salvo knows are kept, and what belongs to a machine is not', async () => {
  await using folder = await tempFolder({
    'script.js': 'export default function () { console.log(typeof URL); throw 1; }',
  });
  const cwd = folder.path;
  await runSalvo(['archive', 'script.js', '--fail-on-exception', '--web-apis', '--workers', '2'], { cwd });
  const metadata = JSON.parse(execFileSync('tar', ['xOf', join(cwd, 'archive.tar'), 'metadata.json']).toString());
  assert.deepEqual(metadata.salvo.options, { webApis: true, failOnException: true });
  const run = await runSalvo(['run', 'archive.tar'], { cwd });
  assert.equal(run.code, 107, run.stderr);
  const over = await runSalvo(['run', 'archive.tar', '--fail-on-exception=false'], { cwd });
  assert.equal(over.code, 0, over.stderr);
});

test('inspect shows of an archive what it shows of the script with the same flags', async () => {
  await using sources = await project();
  const cwd = sources.path;
  const env = ['-e', `FOLDER=${cwd}`];
  await runSalvo(['archive', ...FLAGS, ...env, 'app/main.ts'], { cwd });
  const inspected = await runSalvo(['inspect', 'archive.tar'], { cwd });
  const options = JSON.parse(inspected.stdout);
  assert.deepEqual([options.tags, options.rps, options.scenarios.one.exec], [{ night: '1' }, 100, 'work']);
  const wide = JSON.parse((await runSalvo(['inspect', '--execution-requirements', 'archive.tar'], { cwd })).stdout);
  assert.deepEqual([wide.maxVUs, wide.totalDuration], [1, '10m30s']);
});

test('an archive on standard output and from standard input, and one made of an archive', async () => {
  await using folder = await tempFolder({
    'script.js': "const t = open('t.txt'); export default function () { console.log(t); }",
    't.txt': 'inside',
  });
  const cwd = folder.path;
  await runSalvo(['archive', 'script.js'], { cwd });
  await rm(join(cwd, 't.txt'));
  await rm(join(cwd, 'script.js'));
  await runSalvo(['archive', 'archive.tar', '-O', 'again.tar', '--iterations', '2'], { cwd });
  const { stderr, code } = await runSalvo(['run', 'again.tar'], { cwd });
  assert.deepEqual([code, stderr.match(/msg=inside/g)?.length], [0, 2], stderr);
  assert.deepEqual(names(join(cwd, 'again.tar')), names(join(cwd, 'archive.tar')));
  const piped = execFileSync('sh', ['-c', '"$0" "$1" run - < archive.tar 2>&1', process.execPath, MAIN], { cwd });
  assert.match(piped.toString(), /msg=inside/);
});

test('secrets are not in an archive, and a file that has one is named', async () => {
  await using folder = await tempFolder({
    'script.js': `
      import secrets from 'k6/secrets';
      const key = await secrets.get('key');
      export const options = { tags: { token: key } };
      export default function () {}`,
    'leak.js': "const t = open('notes.txt'); export default function () {}",
    'notes.txt': 'the key is correct-horse-battery',
    'keys.env': 'key=correct-horse-battery',
  });
  const cwd = folder.path;
  const flags = ['--secret-source', 'file=keys.env', '-e', 'COPY=correct-horse-battery', '--include-system-env-vars'];
  const env = { K6_SECRET_SOURCE: 'mock=key=correct-horse-battery' };
  const made = await runSalvo(['archive', 'script.js', ...flags], { cwd, env });
  assert.equal(made.code, 0, made.stderr);
  const bytes = await readFile(join(cwd, 'archive.tar'));
  assert.equal(bytes.includes('correct-horse-battery'), false);
  assert.equal(bytes.includes('K6_SECRET_SOURCE'), false);
  assert.equal(
    names(join(cwd, 'archive.tar')).some((name) => name.includes('keys.env')),
    false,
  );

  const leak = await runSalvo(['archive', 'leak.js', ...flags, '-O', 'leak.tar'], { cwd });
  assert.equal(leak.code, 255);
  assert.match(leak.stderr, /E_SECRET_IN_ARCHIVE: .*notes\.txt/);
  assert.equal((await readdir(cwd)).includes('leak.tar'), false);
});

test('nothing of the machine that runs an archive is reached by its script', async () => {
  await using folder = await tempFolder({ 'outside.txt': 'outside', 'outside.js': 'export const x = 1;' });
  const cwd = folder.path;
  const climbs = `${'../'.repeat(40)}${cwd.slice(1)}`;
  const archiveOf = (script: string): Buffer =>
    tarOf([
      { name: 'metadata.json', text: metadataText() },
      { name: 'data', text: script },
    ]);
  const cases = {
    absolute: [`open('${cwd}/outside.txt'); export default function () {}`, /it is not in the archive/],
    relative: [`open('${climbs}/outside.txt'); export default function () {}`, /it is not in the archive/],
    module: [`import '${climbs}/outside.js'; export default function () {}`, /not found|not in the archive/],
    address: [`import 'file://${cwd}/outside.js'; export default function () {}`, /not found|not in the archive/],
    remote: ["import 'https://example.test/x.js'; export default function () {}", /it is not in the archive/],
  } as const;
  for (const [name, [script, why]] of Object.entries(cases)) {
    await folder.write('hostile.tar', archiveOf(script));
    const { code, stderr } = await runSalvo(['run', 'hostile.tar'], { cwd });
    assert.equal(code, 107, `${name}: ${stderr}`);
    assert.match(stderr, why, name);
  }
});

test('a bad archive ends with 255 and a reason; --type says what a file is', async () => {
  await using folder = await tempFolder({ 'script.js': 'export default function () {}' });
  const cwd = folder.path;
  await folder.write('bad.tar', tarOf([{ name: 'metadata.json', text: metadataText() }]));
  const bad = await runSalvo(['run', 'bad.tar'], { cwd });
  assert.equal(bad.code, 255);
  assert.match(bad.stderr, /E_BAD_ARCHIVE: bad\.tar .*it has no data/);
  const notOne = await runSalvo(['run', '--type', 'archive', 'script.js'], { cwd });
  assert.deepEqual([notOne.code, /E_BAD_ARCHIVE/.test(notOne.stderr)], [255, true], notOne.stderr);
  const asScript = await runSalvo(['run', '--type', 'js', 'bad.tar'], { cwd });
  assert.equal(asScript.code, 107, asScript.stderr);
  const none = await runSalvo(['archive', 'none.js'], { cwd });
  assert.equal(none.code, 255);
  const wrong = await runSalvo(['archive', 'script.js', '--vus', '5', '--iterations', '2'], { cwd });
  assert.equal(wrong.code, 104);
  assert.deepEqual((await readdir(cwd)).sort(), ['bad.tar', 'script.js']);
});
