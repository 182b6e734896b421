// Whole runs with a real Prometheus: its own queries give the summary's numbers, and what k6's dashboards ask for is there.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { runSalvo, startSalvo } from '../../helpers/cli.js';
import { counterIn } from '../../helpers/output.js';
import { Receiver } from '../../helpers/receiver.js';
import { countingServer } from '../../helpers/servers.js';
import { tempFolder } from '../../helpers/temp.js';
import { noPrometheus, startPrometheus } from './prometheus.js';

const SCRIPT = `
  import http from 'k6/http';
  import { check, group, sleep } from 'k6';
  import { Counter, Rate, Trend } from 'k6/metrics';
  const mine = new Counter('mine'), odd = new Rate('odd'), size = new Trend('size');
  export const options = { tags: { testid: 't1' } };
  export default function () {
    group('g', () => {
      const response = http.get(__ENV.URL + '/', { tags: { name: 'front' } });
      check(response, { 'is ok': (r) => r.status === 200 });
      http.get(__ENV.URL + '/missing', { tags: { name: 'missing' } });
    });
    mine.add(2);
    odd.add(__ITER % 2);
    size.add((__ITER % 100) + 1);
    sleep(0.05);
  }
`;
const LOAD = ['-u', '4', '-i', '240', '--workers', '2', '--summary-export', 'sum.json'];
type Exported = { readonly metrics: Record<string, Record<string, number>> };

/**
 * What the dashboards 19665 (statistics) and 18030 (native histograms) query, from their descriptions and k6's
 * documentation: names without the statistic, and labels.
 */
const TRENDS = ['http_req_duration', 'http_req_blocked', 'http_req_connecting', 'http_req_tls_handshaking'];
const MORE_TRENDS = ['http_req_sending', 'http_req_waiting', 'http_req_receiving', 'iteration_duration'];
const COUNTERS = ['http_reqs', 'data_sent', 'data_received', 'iterations'];
const LABELS = ['testid', 'name', 'method', 'status', 'scenario', 'expected_response', 'url', 'proto'];

test('the figures of the summary, and every name and label of dashboard 19665', { skip: noPrometheus }, async () => {
  await using prometheus = await startPrometheus();
  await using server = await countingServer((request, response) => {
    response.writeHead(request.url === '/missing' ? 404 : 200).end('hello');
  });
  await using folder = await tempFolder({ 'script.js': SCRIPT });
  const stats = ['p(90)', 'p(95)', 'p(99)', 'min', 'max', 'avg', 'med', 'count', 'sum'];
  const args = ['run', ...LOAD, '--out', 'experimental-prometheus-rw', '-e', `URL=${server.url}`, 'script.js'];
  const { code, stdout, stderr } = await runSalvo(args, {
    cwd: folder.path,
    env: {
      K6_PROMETHEUS_RW_SERVER_URL: `${prometheus.url}/api/v1/write`,
      K6_PROMETHEUS_RW_PUSH_INTERVAL: '1s',
      K6_PROMETHEUS_RW_TREND_STATS: stats.join(),
    },
  });
  assert.equal(code, 0, stderr);
  assert.doesNotMatch(stdout + stderr, /were not written|trying again/);
  const { metrics } = JSON.parse(await readFile(join(folder.path, 'sum.json'), 'utf8')) as Exported;
  const one = async (text: string): Promise<number> => {
    const [vector] = await prometheus.until(text);
    return vector!.value;
  };
  assert.equal(await one('sum(k6_http_reqs_total)'), server.answered);
  assert.equal(await one('sum(k6_http_reqs_total{expected_response="false",status="404"})'), 240);
  assert.equal(await one('k6_mine_total'), metrics.mine!.count);
  assert.equal(await one('k6_checks_rate{check="is ok"}'), 1);
  assert.equal(await one('avg(k6_http_req_failed_rate{name="missing"})'), 1);
  assert.equal(await one('k6_odd_rate'), metrics.odd!.value);
  assert.equal(await one('k6_size_avg'), metrics.size!.avg);
  assert.equal(await one('k6_size_p95'), metrics.size!['p(95)']);
  assert.equal(await one('k6_size_count'), 240);
  const longest = await one('max(k6_http_req_duration_max)');
  assert.ok(Math.abs(longest * 1000 - metrics.http_req_duration!.max!) < 1e-6);
  const names = [
    ...COUNTERS.map((name) => `k6_${name}_total`),
    ...[...TRENDS, ...MORE_TRENDS, 'group_duration'].flatMap((name) =>
      ['p95', 'p99', 'min', 'max'].map((stat) => `k6_${name}_${stat}`),
    ),
    ...['k6_vus', 'k6_vus_max', 'k6_checks_rate', 'k6_http_req_failed_rate'],
  ];
  for (const name of names) assert.ok((await prometheus.query(`${name}{testid="t1"}`)).length > 0, name);
  const [front] = await prometheus.query('k6_http_req_duration_p95{name="front"}');
  for (const label of LABELS) assert.ok(front!.metric[label], label);
});

test('native histograms: counts, sums and quantiles, as dashboard 18030 asks for them', {
  skip: noPrometheus,
}, async () => {
  await using prometheus = await startPrometheus();
  await using server = await countingServer();
  await using folder = await tempFolder({ 'script.js': SCRIPT });
  const url = `prometheus-rw=${prometheus.url}/api/v1/write`;
  const args = ['run', ...LOAD, '--out', url, '-e', `URL=${server.url}`, 'script.js'];
  const env = { K6_PROMETHEUS_RW_TREND_AS_NATIVE_HISTOGRAM: 'true', K6_PROMETHEUS_RW_PUSH_INTERVAL: '1s' };
  const { code, stdout, stderr } = await runSalvo(args, { cwd: folder.path, env });
  assert.equal(code, 0, stderr);
  assert.doesNotMatch(stdout + stderr, /were not written|trying again/);
  const { metrics } = JSON.parse(await readFile(join(folder.path, 'sum.json'), 'utf8')) as Exported;
  const one = async (text: string): Promise<number> => (await prometheus.until(text))[0]!.value;
  assert.equal(await one('histogram_count(k6_size)'), 240);
  assert.equal(await one('histogram_sum(k6_size)'), Math.round(metrics.size!.avg! * 240));
  assert.equal(await one('sum(histogram_count(k6_http_req_duration_seconds))'), server.answered);
  // A bucket is 9 % wide.
  const near = (value: number, expected: number): void =>
    assert.ok(Math.abs(value / expected - 1) < 0.1, `${value} for ${expected}`);
  near(await one('histogram_quantile(0.95, k6_size)'), metrics.size!['p(95)']!);
  near(await one('histogram_quantile(0.5, k6_size)'), metrics.size!.med!);
  const p95 = await one('histogram_quantile(0.95, sum(k6_http_req_duration_seconds))');
  near(p95 * 1000, metrics.http_req_duration!['p(95)']!);
  for (const name of [...TRENDS, ...MORE_TRENDS]) {
    const [found] = await prometheus.query(`k6_${name}_seconds{testid="t1"}`);
    assert.ok(found!.value > 0, name);
  }
});

test('a receiver that is killed in mid-run: the load goes on, and what did not arrive is counted', async () => {
  await using receiver = await Receiver.start();
  await using folder = await tempFolder({
    'script.js': SCRIPT.replaceAll(/http\.get\([^;]*;|check\(.*;|const response = /g, ''),
  });
  const args = ['run', '-u', '4', '-i', '400', '--workers', '2', '--out', `prometheus-rw=${receiver.url}`, 'script.js'];
  const cli = startSalvo(args, { cwd: folder.path, env: { K6_PROMETHEUS_RW_PUSH_INTERVAL: '50ms' } });
  await cli.until(/[1-9]\d* complete/);
  await receiver.stop();
  await cli.until(/output Prometheus remote write .*(ECONN|socket hang up).*; trying again/);
  const { code, stdout, stderr } = await cli.done;
  assert.equal(code, 0, stderr);
  assert.equal(counterIn(stdout, 'mine'), 800);
  assert.match(stdout, /output Prometheus remote write .*: \d+ of \d+ samples were not written: connect ECONNREFUSED/);
});
