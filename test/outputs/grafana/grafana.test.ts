// Every dashboard asks for what the outputs write: names against the tables, and queries against real databases.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { BUILTIN_DEFS } from '../../../src/metrics/builtin.js';
import { LocalSlab } from '../../../src/metrics/local-series.js';
import { histogramName, promFigures } from '../../../src/outputs/prometheus/prom-series.js';
import { readTrendStats } from '../../../src/outputs/series/trend-stat.js';
import { figuresOf } from '../../../src/outputs/series/window-figures.js';
import { runSalvo } from '../../helpers/cli.js';
import { countingServer } from '../../helpers/servers.js';
import { tempFolder } from '../../helpers/temp.js';
import { noInfluxd, startInfluxd } from '../influxdb/influxd.js';
import { noPrometheus, startPrometheus } from '../prometheus/prometheus.js';
import { dashboard, GRAFANA, questionsOf } from './dashboards.js';

/** Requests that fail and that do not, a check, and iterations that find no VU. */
const SCRIPT = `
  import http from 'k6/http';
  import { check, sleep } from 'k6';
  export const options = {
    tags: { testid: 't1' },
    scenarios: { all: { executor: 'constant-arrival-rate', rate: 20, duration: '5s', preAllocatedVUs: 1, maxVUs: 1 } },
  };
  export default function () {
    check(http.get(__ENV.URL + '/'), { 'is ok': (r) => r.status === 200 });
    http.get(__ENV.URL + '/missing');
    sleep(0.1);
  }
`;

async function run(out: string, env: Readonly<Record<string, string>> = {}): Promise<void> {
  await using server = await countingServer((request, response) => {
    response.writeHead(request.url === '/missing' ? 404 : 200).end('hello');
  });
  await using folder = await tempFolder({ 'script.js': SCRIPT });
  const args = ['run', '--quiet', '--out', out, '-e', `URL=${server.url}`, 'script.js'];
  const { code, stdout, stderr } = await runSalvo(args, { cwd: folder.path, env });
  assert.equal(code, 0, stderr);
  assert.doesNotMatch(stdout + stderr, /were not written|trying again/);
}

test('files that containers mount are there, and every dashboard is of a data source that is provided', () => {
  const names = readdirSync(join(GRAFANA, 'dashboards'));
  assert.equal(names.length, 4);
  for (const kind of ['influxdb', 'prometheus']) {
    const compose = readFileSync(join(GRAFANA, kind, 'compose.yaml'), 'utf8');
    const mounted = [...compose.matchAll(/'(\.[^:']*):/g)].map(([, path]) => path!);
    assert.equal(mounted.length, 3);
    for (const path of mounted) assert.ok(existsSync(join(GRAFANA, kind, path)), path);
    const source = readFileSync(join(GRAFANA, kind, 'provisioning', 'datasources', `${kind}.yaml`), 'utf8');
    const uid = /uid: (\S+)/.exec(source)![1]!;
    for (const name of names.filter((one) => one.startsWith(kind))) {
      const { panels } = dashboard(name);
      assert.equal(new Set(panels.map(({ id }) => id)).size, panels.length);
      for (const { targets = [] } of panels) for (const { datasource } of targets) assert.equal(datasource.uid, uid);
    }
  }
});

test('what is asked of InfluxDB are metrics that there are, and their fields', () => {
  const slab = new LocalSlab();
  for (const [name, form] of [
    ['influxdb.json', 'samples'],
    ['influxdb-aggregated.json', 'figures'],
  ] as const) {
    const questions = questionsOf(dashboard(name));
    assert.ok(questions.length > 20);
    for (const { text } of questions) {
      const metric = BUILTIN_DEFS.find(({ name }) => name === /FROM "(\w+)"/.exec(text)![1]);
      assert.ok(metric, text);
      const series = slab.make(metric, {});
      series.add(1);
      const fields = form === 'samples' ? ['value'] : Object.keys(figuresOf(series.stats(), 1));
      const [select] = text.split(' FROM ') as [string];
      for (const [, field] of select.replaceAll(/AS "[^"]*"/g, '').matchAll(/"(\w+)"/g)) {
        assert.ok(fields.includes(field!), `${field} in ${text}`);
      }
    }
  }
});

test('what is asked of Prometheus are series that are written', () => {
  const stats = readTrendStats('', '', ['p(95)', 'p(99)', 'min', 'max']);
  const figures = BUILTIN_DEFS.flatMap((metric) => promFigures(metric, stats).map(({ name }) => name));
  const histograms = BUILTIN_DEFS.filter(({ type }) => type === 'trend').map(histogramName);
  const others = BUILTIN_DEFS.filter(({ type }) => type !== 'trend').flatMap((metric) =>
    promFigures(metric, []).map(({ name }) => name),
  );
  for (const [name, written] of [
    ['prometheus.json', figures],
    ['prometheus-native.json', [...histograms, ...others]],
  ] as const) {
    const questions = questionsOf(dashboard(name));
    assert.ok(questions.length > 15);
    for (const { text } of questions) {
      for (const [series] of text.matchAll(/\bk6_\w+/g)) assert.ok(written.includes(series), `${series} in ${name}`);
    }
  }
});

test('a real InfluxDB answers every question of both dashboards', { skip: noInfluxd }, async () => {
  await using influxd = await startInfluxd();
  for (const [name, spec] of [
    ['influxdb.json', 'samples'],
    ['influxdb-aggregated.json', 'figures?aggregate=1s'],
  ] as const) {
    await run(`influxdb=${influxd.url}/${spec}`);
    for (const { panel, text } of questionsOf(dashboard(name))) {
      const rows = await influxd.query(spec.split('?')[0]!, text);
      assert.ok(rows.length > 0, `${panel}: ${text}`);
    }
  }
});

test('a real Prometheus answers every question of both dashboards', { skip: noPrometheus }, async () => {
  const FORMS = {
    'prometheus.json': { K6_PROMETHEUS_RW_TREND_STATS: 'p(95),p(99),min,max' },
    'prometheus-native.json': { K6_PROMETHEUS_RW_TREND_AS_NATIVE_HISTOGRAM: 'true' },
  };
  for (const [name, env] of Object.entries(FORMS)) {
    await using prometheus = await startPrometheus();
    await run(`prometheus-rw=${prometheus.url}/api/v1/write`, { ...env, K6_PROMETHEUS_RW_PUSH_INTERVAL: '1s' });
    await prometheus.until('k6_vus');
    for (const { panel, text } of questionsOf(dashboard(name))) {
      assert.ok((await prometheus.query(text)).length > 0, `${panel}: ${text}`);
    }
  }
});
