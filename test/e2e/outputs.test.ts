// Outputs of whole runs: every sample on a line of its own, whatever ends the run or breaks below.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { runSalvo, startSalvo } from '../helpers/cli.js';
import { counterIn, runningLine } from '../helpers/output.js';
import { countingServer } from '../helpers/servers.js';
import { tempFolder } from '../helpers/temp.js';

const GET_ONCE = `
  import http from 'k6/http';
  import { Counter } from 'k6/metrics';
  const mine = new Counter('mine');
  export default function () {
    http.get(__ENV.URL + '/');
    mine.add(1);
  }
`;
/** Fills an output quickly, and does not end by itself. */
const BUSY = `
  import { Counter } from 'k6/metrics';
  import { sleep } from 'k6';
  const mine = new Counter('mine');
  export default function () {
    for (let i = 0; i < 500; i++) mine.add(1);
    sleep(0.01);
  }
`;
const UNIX = { skip: process.platform === 'win32' };

interface Line {
  readonly type: 'Metric' | 'Point';
  readonly metric: string;
  readonly data: {
    readonly time: string;
    readonly value: number;
    readonly tags: Record<string, string>;
    readonly metadata?: object;
  };
}

/** Every line of the text, the last one included, must be whole. */
function linesOf(text: string): Line[] {
  assert.ok(text === '' || text.endsWith('\n'), `ends with ${JSON.stringify(text.slice(-80))}`);
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Line);
}

const pointsOf = (text: string, metric: string): Line[] =>
  linesOf(text).filter((line) => line.type === 'Point' && line.metric === metric);

test('a script with known samples: every line, in order', async () => {
  await using server = await countingServer();
  await using folder = await tempFolder({
    'script.js': `
      import http from 'k6/http';
      import exec from 'k6/execution';
      import { check, group } from 'k6';
      import { Trend } from 'k6/metrics';
      const mine = new Trend('my_trend', true);
      export const options = {
        iterations: 2, tags: { run: 'r1' }, thresholds: { my_trend: ['max<9'], 'checks{mine:yes}': ['rate>0.1'] },
        systemTags: ['method', 'url', 'name', 'status', 'group', 'check', 'scenario', 'expected_response', 'vu', 'iter'],
      };
      export default function () {
        group('g', () => {
          const res = http.get(__ENV.URL + '/a', { tags: { name: 'A' } });
          check(res, { ok: (r) => r.status === 200 }, { mine: 'yes' });
        });
        if (__ITER === 1) exec.vu.metrics.metadata.trace = 't';
        mine.add(1.25 + __ITER);
      }
    `,
  });
  const args = ['run', '--out', 'json=out.json', '-e', `URL=${server.url}`, 'script.js'];
  const { code, stdout, stderr } = await runSalvo(args, { cwd: folder.path });
  assert.equal(code, 0, stderr);
  assert.match(stdout, /output: json \(out\.json\)/);
  const lines = linesOf(await readFile(join(folder.path, 'out.json'), 'utf8')).filter(
    ({ metric }) => !metric.startsWith('vus') && !metric.startsWith('generator_'),
  );
  const definitions = lines.filter(({ type }) => type === 'Metric');
  assert.deepEqual(definitions.find(({ metric }) => metric === 'checks')!.data, {
    name: 'checks',
    type: 'rate',
    contains: 'default',
    thresholds: [],
    submetrics: [{ name: 'checks{mine:yes}', suffix: 'mine:yes', tags: { mine: 'yes' } }],
  });
  const own = { run: 'r1', scenario: 'default' };
  const http = { ...own, group: '::g', method: 'GET', name: 'A', url: 'A', status: '200', expected_response: 'true' };
  const iteration = (number: number): [string, object, object][] => {
    const metadata = { vu: '1', iter: String(number) };
    const after = number === 1 ? { ...metadata, trace: 't' } : metadata;
    return [
      ...[
        'reqs',
        'req_duration',
        'req_blocked',
        'req_connecting',
        'req_tls_handshaking',
        'req_sending',
        'req_waiting',
        'req_receiving',
        'req_failed',
      ].map((name): [string, object, object] => [`http_${name}`, http, metadata]),
      ['checks', { ...own, group: '::g', check: 'ok', mine: 'yes' }, metadata],
      ['group_duration', { ...own, group: '::g' }, metadata],
      ...['my_trend', 'data_sent', 'data_received', 'iteration_duration', 'iterations'].map(
        (name): [string, object, object] => [name, { ...own, group: '' }, after],
      ),
    ];
  };
  const points = lines.filter(({ type }) => type === 'Point');
  assert.deepEqual(
    points.map(({ metric, data }) => [metric, data.tags, data.metadata]),
    [...iteration(0), ...iteration(1)],
  );
  // A metric's own line stands before its first sample.
  for (const { metric } of definitions) {
    assert.equal(
      lines.findIndex((line) => line.metric === metric),
      lines.findIndex((line) => line.metric === metric && line.type === 'Metric'),
    );
  }
  const valuesOf = (name: string): number[] =>
    points.filter(({ metric }) => metric === name).map(({ data }) => data.value);
  assert.deepEqual(valuesOf('my_trend'), [1.25, 2.25]);
  assert.deepEqual(valuesOf('checks'), [1, 1]);
  assert.deepEqual(valuesOf('http_req_failed'), [0, 0]);
  const times = points.map(({ data }) => Date.parse(data.time));
  assert.deepEqual(
    times,
    [...times].sort((a, b) => a - b),
  );
  assert.ok(Math.abs(times[0]! - Date.now()) < 60_000);
  // All samples of one request carry the instant of its end.
  assert.equal(new Set(points.slice(0, 9).map(({ data }) => data.time)).size, 1);
});

test('several outputs, compressed or not, hold as many samples as the server counted', async () => {
  await using server = await countingServer();
  await using folder = await tempFolder({ 'script.js': GET_ONCE });
  const outputs = ['--out', 'json=a.json', '--out', 'json=b.json.gz', '--out', 'csv=c.csv', '--out', 'csv=d.csv.gz'];
  const args = ['run', '-u', '7', '-i', '1003', '--workers', '2', '-e', `URL=${server.url}`, ...outputs, 'script.js'];
  const { code, stderr } = await runSalvo(args, { cwd: folder.path });
  assert.equal(code, 0, stderr);
  assert.equal(server.requests, 1003);
  const read = (name: string): Promise<Buffer> => readFile(join(folder.path, name));
  const json = (await read('a.json')).toString();
  for (const metric of ['http_reqs', 'http_req_duration', 'mine', 'iterations', 'data_sent']) {
    assert.equal(pointsOf(json, metric).length, 1003, metric);
  }
  assert.equal(gunzipSync(await read('b.json.gz')).toString(), json);
  const csv = (await read('c.csv')).toString();
  assert.equal(gunzipSync(await read('d.csv.gz')).toString(), csv);
  const [header, ...rows] = csv.split('\n').slice(0, -1);
  assert.equal(
    header,
    'metric_name,timestamp,metric_value,check,error,error_code,expected_response,group,method,name,proto,scenario,service,status,subproto,tls_version,url,extra_tags,metadata',
  );
  assert.equal(rows.length, linesOf(json).filter(({ type }) => type === 'Point').length);
  const requests = rows.filter((row) => row.startsWith('http_reqs,'));
  assert.equal(requests.length, 1003);
  const url = `${server.url}/`;
  assert.match(requests[0]!, /^http_reqs,\d{10},1\.000000,,,,true,,GET,/);
  assert.ok(
    requests.every((row) => row.endsWith(`,${url},HTTP/1.1,default,,200,,,${url},,`)),
    requests[0],
  );
});

test('standard output takes lines as well, and K6_OUT names it', async () => {
  await using folder = await tempFolder({ 'script.js': BUSY });
  const args = ['run', '-q', '-i', '3', '--summary-mode', 'disabled', 'script.js'];
  const { code, stdout, stderr } = await runSalvo(args, { cwd: folder.path, env: { K6_OUT: 'json' } });
  assert.equal(code, 0, stderr);
  const lines = stdout.split('\n').filter((line) => line.startsWith('{'));
  assert.equal(pointsOf(`${lines.join('\n')}\n`, 'mine').length, 1500);
});

test('Ctrl-C: every line is whole, and there are as many as the summary says', async () => {
  await using folder = await tempFolder({ 'script.js': BUSY });
  const args = [
    'run',
    '-u',
    '5',
    '-d',
    '1m',
    '--workers',
    '2',
    '--out',
    'json=out.json',
    '--out',
    'csv=out.csv',
    'script.js',
  ];
  const cli = startSalvo(args, { cwd: folder.path });
  await cli.until(/[1-9]\d* complete/);
  cli.kill('SIGINT');
  const { code, stdout } = await cli.done;
  assert.equal(code, 105);
  const count = counterIn(stdout, 'mine');
  assert.equal(pointsOf(await readFile(join(folder.path, 'out.json'), 'utf8'), 'mine').length, count);
  const csv = await readFile(join(folder.path, 'out.csv'), 'utf8');
  assert.equal(csv.split('\n').filter((row) => /^mine,\d+,1\.000000,.*,$/.test(row)).length, count);
  assert.ok(runningLine(stdout).complete > 0);
});

test('a worker that dies takes none of its samples along', async () => {
  await using folder = await tempFolder({ 'script.js': BUSY });
  const args = ['run', '-u', '4', '-d', '1m', '--workers', '2', '--out', 'json=out.json', 'script.js'];
  const cli = startSalvo(args, { cwd: folder.path, env: { SALVO_TEST_TERMINATE_WORKER: '0' } });
  await cli.until(/[1-9]\d* complete/);
  cli.kill('SIGUSR2');
  const { code, stdout } = await cli.done;
  assert.equal(code, 109, stdout);
  const written = pointsOf(await readFile(join(folder.path, 'out.json'), 'utf8'), 'mine').length;
  // The thread may end between counting a sample and handing it on.
  const missing = counterIn(stdout, 'mine') - written;
  assert.ok(missing === 0 || missing === 1, `${missing} missing`);
});

test('a reader that goes away costs samples and says so; the run goes on to its end', async () => {
  await using folder = await tempFolder({ 'script.js': BUSY });
  const cli = startSalvo(['run', '-q', '-u', '2', '-d', '2s', '--out', 'json', '--out', 'json=out.json', 'script.js'], {
    cwd: folder.path,
  });
  await cli.until(/"mine"/);
  cli.closeStdout();
  const { code, stderr } = await cli.done;
  assert.equal(code, 0, stderr);
  assert.match(stderr, /output json \(stdout\): [1-9]\d* of \d+ samples were not written: write EPIPE/);
  assert.ok(!stderr.includes('json (out.json)'), stderr);
  const text = await readFile(join(folder.path, 'out.json'), 'utf8');
  assert.equal(pointsOf(text, 'mine').length, pointsOf(text, 'iterations').length * 500);
});

test('a full disk leaves whole lines, and the summary says what is missing', UNIX, async () => {
  await using folder = await tempFolder({ 'script.js': BUSY });
  const args = [
    'run',
    '-u',
    '2',
    '-d',
    '2s',
    '--out',
    'json=out.json',
    '--out',
    'csv=fileName=out.csv,saveInterval=100ms',
    'script.js',
  ];
  const { code, stdout, stderr } = await runSalvo(args, { cwd: folder.path, fileLimitKb: 3000 });
  assert.equal(code, 0, stderr);
  const text = await readFile(join(folder.path, 'out.json'), 'utf8');
  const points = linesOf(text).filter(({ type }) => type === 'Point').length;
  assert.ok(points > 0 && text.length <= 3000 * 1024);
  const [, lost, all] = /output json \(out\.json\): (\d+) of (\d+) samples were not written: EFBIG/.exec(stdout) ?? [];
  assert.equal(Number(all) - Number(lost), points, stdout);
  const csv = await readFile(join(folder.path, 'out.csv'), 'utf8');
  assert.ok(csv.endsWith('\n'));
});

test('a slow reader of a named pipe gets everything there was room for', UNIX, async () => {
  await using folder = await tempFolder({ 'script.js': BUSY });
  const pipe = join(folder.path, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const cli = startSalvo(['run', '-q', '-u', '1', '-i', '100', '--out', `json=${pipe}`, 'script.js'], {
    cwd: folder.path,
  });
  let text = '';
  for await (const piece of createReadStream(pipe, { encoding: 'utf8', highWaterMark: 256 * 1024 })) {
    text += piece;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const { code, stderr } = await cli.done;
  assert.equal(code, 0, stderr);
  assert.equal(pointsOf(text, 'mine').length, 50_000);
});

test('Ctrl-C ends a run that waits for the reader of its named pipe', UNIX, async () => {
  await using folder = await tempFolder({ 'script.js': BUSY });
  const pipe = join(folder.path, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const { code } = await runSalvo(['run', '-i', '1', '--out', `json=${pipe}`, 'script.js'], {
    cwd: folder.path,
    signals: [{ signal: 'SIGINT', afterMs: 2500 }],
  });
  assert.equal(code, 105);
});

test('outputs that do not exist are refused, with the ones that do', async () => {
  await using folder = await tempFolder({ 'script.js': BUSY });
  const run = (out: string) => runSalvo(['run', '-i', '1', '--out', out, 'script.js'], { cwd: folder.path });
  const unknown = await run('nothing=1');
  assert.equal(unknown.code, 255);
  assert.match(unknown.stderr, /there is no output nothing; known ones are .*csv.*json/);
  const removed = await run('kafka');
  assert.equal(removed.code, 255);
  assert.match(removed.stderr, /k6 removed it/);
  assert.equal((await run('csv=timeFormat=iso')).code, 255);
  assert.equal((await run('json=/nowhere/out.json')).code, 255);
});
