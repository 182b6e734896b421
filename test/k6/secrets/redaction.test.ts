// A run with every output there is, whose script says its secrets wherever it can: none of them stands in any file or stream.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { runSalvo } from '../../helpers/cli.js';
import { countingServer } from '../../helpers/servers.js';
import { tempFolder } from '../../helpers/temp.js';

const PLAIN = 'kuckuck-secret-4711';
/** Has other forms in JSON, markup, tables and addresses. */
const ODD = `o"dd <secret> & 'quoted', zebra wörd\\4712`;
const FETCHED = 'fetched/giraffe+4713';
/** Of each secret a part that no form of it changes. */
const TRACES = ['kuckuck', 'zebra', 'giraffe'];

const SCRIPT = `
import http from 'k6/http';
import { check, fail, group, sleep } from 'k6';
import { Counter } from 'k6/metrics';
import exec from 'k6/execution';
import secrets from 'k6/secrets';
const mine = new Counter('mine');
export const options = { scenarios: { all: { executor: 'per-vu-iterations', vus: 2, iterations: 2 } },
  thresholds: { 'http_reqs{kind:known}': ['count>=0'] } };
const all = async () => [await secrets.get('plain'), await secrets.get('odd'), await secrets.source('vault').get('key')];
export const setup = all;
export default async function (data) {
  const known = await all();
  console.log('setup ' + (data.join() === known.join() ? 'kept' : 'lost') + ' them');
  for (const secret of known) {
    console.log(secret, { secret, list: [secret] });
    console.error('text around ' + secret + ' and behind');
    exec.vu.tags.own = secret;
    exec.vu.metrics.metadata.trace = secret;
    http.get(__ENV.BASE + '/?token=' + encodeURIComponent(secret), { headers: { Authorization: secret }, tags: { kind: 'known', secret } });
    http.get(http.url\`\${__ENV.BASE}/\${secret}\`);
    group('group ' + secret, () => check(secret, { ['check ' + secret]: () => false }));
    mine.add(1, { [secret]: secret });
    try { JSON.parse(secret); } catch (error) { console.warn(error); }
  }
  if (__ITER === 1) throw new Error('failed with ' + known.join());
  fail(known.join());
}
export function teardown(data) { console.log('teardown', data); exec.test.abort('ended with ' + data.join()); }
`;

const SUMMARY = `${SCRIPT}
export const handleSummary = (data) => ({ stdout: JSON.stringify(data), 'own.json': JSON.stringify(data, null, 2) });
`;

const OUTPUTS = [
  ...['--out=json=samples.json', '--out=csv=samples.csv', '--summary-json=sum.json', '--report=report.html'],
  ...['--junit=junit.xml', '--markdown=summary.md', '--summary-export=export.json', '--summary-mode=full'],
  ...['--http-debug=full', '--system-tags=url,name,group,check,status,method,error,scenario'],
];
const LOGS: Readonly<Record<string, readonly string[]>> = {
  'text log and a console file': ['--console-output=console.txt', '--verbose'],
  'JSON log in a file': ['--log-output=file=log.json', '--log-format=json'],
  'raw log on standard output': ['--log-output=stdout', '--log-format=raw', '--new-machine-readable-summary'],
};

for (const [name, args] of Object.entries(LOGS)) {
  for (const script of [SCRIPT, SUMMARY]) {
    test(`${name}${script === SUMMARY ? ', with a summary of the script’s own' : ''}: no secret in what a run leaves`, async () => {
      await using server = await countingServer((request, response) =>
        response.end(request.url === '/vault/key' ? FETCHED : 'ok'),
      );
      await using folder = await tempFolder({ 'script.js': script });
      await using outside = await tempFolder({ 'secrets.txt': `plain=${PLAIN}\nodd=${ODD}\n` });
      const { code, stdout, stderr } = await runSalvo(
        [
          'run',
          ...OUTPUTS,
          ...args,
          `--secret-source=file=default,filename=${join(outside.path, 'secrets.txt')}`,
          `--secret-source=url=name=vault,urlTemplate=${server.url}/vault/{key}`,
          ...['-e', `BASE=${server.url}`, 'script.js'],
        ],
        { cwd: folder.path, env: { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: join(folder.path, 'step.md') } },
      );
      assert.equal(code, 108);
      const texts: Readonly<Record<string, string>> = { stdout, stderr, ...filesOf(folder.path) };
      const expected = ['samples.json', 'samples.csv', 'sum.json', 'report.html', 'junit.xml', 'summary.md', 'step.md'];
      for (const file of expected)
        assert.match(texts[file] ?? '', /\*\*\*SECRET|SECRET_REDACTED|SECRET\\_REDACTED/, file);
      for (const [file, text] of Object.entries(texts)) {
        for (const trace of TRACES) assert.ok(!text.includes(trace), `${file}: ${around(text, trace)}`);
      }
      assert.match(Object.values(texts).join(), /setup kept them/);
      assert.doesNotMatch(Object.values(texts).join(), /setup lost them/);
      const sent = [...server.byPath.keys()].filter((path) => path.includes('kuckuck'));
      assert.ok(sent.length > 0, 'the target gets the secrets themselves');
    });
  }
}

test('other values stay as they are, and short ones are hidden once they are read', async () => {
  const script = `import secrets from 'k6/secrets';
    export default async () => { console.log('before: xyz'); await secrets.get('short'); console.log('after: xyz, other'); };`;
  await using folder = await tempFolder({ 'script.js': script });
  const args = ['run', '-q', '--log-format=raw', '--workers=1', '--secret-source=mock=short=xyz', 'script.js'];
  const { stderr } = await runSalvo(args, { cwd: folder.path });
  assert.match(stderr, /before: xyz/);
  assert.match(stderr, /after: \*\*\*SECRET_REDACTED\*\*\*, other/);
});

test('an inspected test does not show them', async () => {
  await using folder = await tempFolder({ 'script.js': 'export default () => {};' });
  const { stdout, stderr } = await runSalvo(['inspect', `--secret-source=mock=key=${PLAIN}`, 'script.js'], {
    cwd: folder.path,
  });
  assert.ok(!(stdout + stderr).includes('kuckuck'), stdout);
});

function filesOf(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name !== 'script.js');
  return Object.fromEntries(
    names
      .filter((name) => statSync(join(folder, name)).isFile())
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
}

function around(text: string, trace: string): string {
  const at = text.indexOf(trace);
  return JSON.stringify(text.slice(Math.max(0, at - 150), at + 50));
}
