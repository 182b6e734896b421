import { errors } from '../../base/errors/index.js';
import type { MetricSnapshot, SeriesStats, Snapshot } from '../../metrics/snapshot.js';
import { type TrendData, trendFromData } from '../../metrics/trend-data.js';
import type { MetricDef } from '../../metrics/types.js';
import type { Verdict } from '../../thresholds/types.js';
import type { CheckResult, Summary } from '../summary.js';
import { FORMAT, FORMAT_VERSION, type RunFacts } from './format.js';
import { readFigures, readGenerator, readTarget } from './read-figures.js';
import { Misfit, Reader } from './reader.js';

/** A summary with what was told of its run. */
export interface ReadSummary {
  readonly summary: Summary;
  readonly facts: RunFacts;
}

/** The summary that a file of ours holds; `name` stands in the error of one that is none. */
export function parseDocument(text: string, name: string): ReadSummary {
  try {
    return read(new Reader(JSON.parse(text)));
  } catch (cause) {
    if (cause instanceof Misfit || cause instanceof SyntaxError) throw errors.badSummaryFile(name, cause.message);
    throw cause;
  }
}

function read(document: Reader): ReadSummary {
  document.get('format').oneOf([FORMAT]);
  document.get('version').oneOf([FORMAT_VERSION]);
  const run = document.get('run');
  const summary: Summary = {
    snapshot: readSnapshot(document),
    verdicts: document.get('thresholds').list(readVerdict),
    thresholdKeys: document.get('thresholdKeys').list((key) => key.text()),
    checks: document.get('checks').list(readCheck),
    groupPaths: document.get('groups').list((path) => path.text()),
    runDurationMs: run.get('durationMs').number(),
    setupData: document.get('setupData').value,
    scenarios: run.get('scenarios').list((name) => name.text()),
    workers: run.get('workers').number(),
    notes: document.get('notes').list((note) => note.text()),
    generators: readFigures(document.get('generator'), readGenerator),
    targets: readFigures(document.get('target'), readTarget),
  };
  return { summary, facts: readFacts(run) };
}

function readFacts(run: Reader): RunFacts {
  return {
    salvoVersion: run.get('salvoVersion').text(),
    script: run.get('script').text(),
    startedAt: run.get('startedAt').text(),
    environment: run.get('environment').record((fact) => {
      return typeof fact.value === 'number' ? fact.value : fact.text();
    }),
    generator: run.get('generator').list((line) => line.text()),
    runs: run.get('runs').number(),
  };
}

function readVerdict(threshold: Reader): Verdict {
  const observed = threshold.get('observed');
  return {
    metricKey: threshold.get('metric').text(),
    source: threshold.get('expression').text(),
    ok: threshold.get('ok').flag(),
    observed:
      observed.value === undefined
        ? undefined
        : { aggregation: observed.get('aggregation').text(), value: observed.get('value').number() },
    abortOnFail: threshold.get('abortOnFail').flag(),
  };
}

const readCheck = (check: Reader): CheckResult => ({
  name: check.get('name').text(),
  groupPath: check.get('groupPath').text(),
  passes: check.get('passes').number(),
  fails: check.get('fails').number(),
});

function readSnapshot(document: Reader): Snapshot {
  const metrics = document.get('metrics').list(readMetric);
  return {
    metrics: new Map(metrics.map((metric) => [metric.def.name, metric])),
    overLimit: document.get('overLimit').number(),
    notFinite: document.get('notFinite').number(),
  };
}

function readMetric(metric: Reader): MetricSnapshot {
  const def: MetricDef = {
    name: metric.get('name').text(),
    type: metric.get('type').oneOf(['counter', 'gauge', 'rate', 'trend']),
    contains: metric.get('contains').oneOf(['default', 'time', 'data']),
  };
  const series = (one: Reader) => ({
    tags: one.get('tags').record((value) => value.text()),
    stats: readStats(one.get('stats'), def),
  });
  return {
    def,
    stats: readStats(metric.get('stats'), def),
    submetrics: metric.get('submetrics').list((one) => ({ key: one.get('key').text(), ...series(one) })),
    parts: metric.get('parts').list(series),
  };
}

function readStats(stats: Reader, { type, contains }: MetricDef): SeriesStats {
  const number = (key: string): number => stats.get(key).number();
  switch (type) {
    case 'counter':
      return { type, sum: number('sum'), seen: stats.get('seen').flag() };
    case 'gauge':
      return { type, value: number('value'), min: number('min'), max: number('max'), seen: stats.get('seen').flag() };
    case 'rate':
      return { type, passes: number('passes'), total: number('total') };
    case 'trend':
      return stats.decode(() => trendFromData([readTrend(stats)], contains));
  }
}

function readTrend(trend: Reader): TrendData {
  const number = (key: string): number => trend.get(key).number();
  const figures = {
    count: number('count'),
    sum: number('sum'),
    min: number('min'),
    max: number('max'),
    saturated: number('saturated'),
    clipped: number('clipped'),
  };
  if (trend.has('values')) return { ...figures, values: trend.get('values').list((value) => value.number()) };
  return {
    ...figures,
    factor: number('factor'),
    whole: trend.get('whole').flag(),
    positive: trend.get('positive').text(),
    negative: trend.get('negative').text(),
  };
}
