// The run whose text the specification shows, as data: two scenarios, 17 requests, 714.641211 ms.
import type {
  MetricSnapshot,
  SeriesSnapshot,
  SeriesStats,
  Snapshot,
  SubmetricSnapshot,
} from '../../src/metrics/snapshot.js';
import type { MetricContains, MetricType, Tags } from '../../src/metrics/types.js';
import { type Summary, type SummaryParts, summarize } from '../../src/report/summary.js';
import type { Verdict } from '../../src/thresholds/types.js';

export const ALL_STATS = ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)', 'p(99)', 'count'];

/** A trend of which these figures are known: average, least, median, most, and percentiles by their number. */
export function trend(
  count: number,
  avg: number,
  min: number,
  med: number,
  max: number,
  percentiles: Readonly<Record<number, number>> = {},
): SeriesStats {
  const known: Readonly<Record<number, number>> = { 0: min, 50: med, 100: max, ...percentiles };
  return {
    type: 'trend',
    count,
    sum: avg * count,
    min,
    max,
    exact: true,
    saturated: 0,
    clipped: 0,
    percentile: (p) => known[p] ?? assertKnown(p),
    content: () => ({ values: Array.from({ length: count }, () => avg) }),
  };
}

function assertKnown(p: number): never {
  throw new Error(`the sample has no p(${p})`);
}

export const counter = (sum: number): SeriesStats => ({ type: 'counter', sum, seen: true });
export const rate = (passes: number, total: number): SeriesStats => ({ type: 'rate', passes, total });
export const gauge = (value: number, min: number, max: number): SeriesStats => ({
  type: 'gauge',
  value,
  min,
  max,
  seen: true,
});

export interface MetricExtras {
  readonly contains?: MetricContains;
  readonly submetrics?: readonly SubmetricSnapshot[];
  readonly parts?: readonly SeriesSnapshot[];
}

export function metric(name: string, stats: SeriesStats, extras: MetricExtras = {}): MetricSnapshot {
  const { contains = 'default', submetrics = [], parts = [] } = extras;
  return { def: { name, type: stats.type as MetricType, contains }, stats, submetrics, parts };
}

export const partOf = (tags: Tags, stats: SeriesStats): SeriesSnapshot => ({ tags, stats });

export const snapshotOf = (metrics: readonly MetricSnapshot[]): Snapshot => ({
  metrics: new Map(metrics.map((one) => [one.def.name, one])),
  overLimit: 0,
  notFinite: 0,
});

export const verdict = (
  metricKey: string,
  source: string,
  ok: boolean,
  aggregation: string,
  value: number,
): Verdict => ({
  metricKey,
  source,
  ok,
  observed: { aggregation, value },
  abortOnFail: false,
});

/** A summary with little in it, for tests of one thing. */
export function summaryOf(metrics: readonly MetricSnapshot[], rest: Partial<SummaryParts> = {}): Summary {
  return summarize({
    snapshot: snapshotOf(metrics),
    verdicts: [],
    thresholds: [],
    runDurationMs: 1000,
    setupData: undefined,
    scenarios: ['default'],
    workers: 1,
    notes: [],
    ...rest,
  });
}

const time = { contains: 'time' } as const;
const data = { contains: 'data' } as const;
const same = (count: number, value: number): SeriesStats =>
  trend(count, value, value, value, value, { 90: value, 95: value, 99: value });

const duration = metric(
  'http_req_duration',
  trend(17, 0.91106, 0, 0.7624, 3.48, { 90: 1.43, 95: 1.89, 99: 3.17, 99.9: 3.45 }),
  {
    ...time,
    submetrics: [
      {
        key: 'http_req_duration{scenario:a}',
        tags: { scenario: 'a' },
        stats: trend(12, 0.79704, 0.40075, 0.71272, 1.49, { 90: 1.36, 95: 1.43, 99: 1.48 }),
      },
      {
        key: 'http_req_duration{expected_response:true}',
        tags: { expected_response: 'true' },
        stats: trend(13, 1, 0.40075, 0.7624, 3.48, { 90: 1.47, 95: 2.29, 99: 3.25 }),
      },
    ],
    parts: [
      partOf({ scenario: 'a' }, same(12, 0.5)),
      partOf({ scenario: 'a', group: '::outer' }, same(3, 0.25)),
      partOf({ scenario: 'a', group: '::outer::inner' }, same(3, 0.125)),
      partOf({ scenario: 'b' }, same(5, 2)),
    ],
  },
);

const checks = metric('checks', rate(10, 14), {
  parts: [
    partOf({ group: '', check: 'status 200' }, rate(5, 5)),
    partOf({ group: '', check: 'odd' }, rate(2, 6)),
    partOf({ group: '::outer', check: 'status 200' }, rate(3, 3)),
    partOf({ scenario: 'a', group: '', check: 'status 200' }, rate(5, 5)),
    partOf({ scenario: 'a', group: '::outer', check: 'status 200' }, rate(3, 3)),
    partOf({ scenario: 'b', group: '', check: 'odd' }, rate(2, 6)),
    partOf({ scenario: 'a' }, rate(8, 8)),
    partOf({ scenario: 'a', group: '::outer' }, rate(3, 3)),
    partOf({ scenario: 'b' }, rate(2, 6)),
  ],
});

const METRICS = [
  metric('vus', { type: 'gauge', value: 0, min: 0, max: 0, seen: false }),
  metric('my_trend', same(6, 1.5), time),
  metric('my_counter', counter(6)),
  metric('my_rate', rate(2, 6)),
  metric('my_gauge', gauge(2, 0, 2)),
  metric('iterations', counter(8)),
  metric('iteration_duration', trend(8, 27.14, 1.29, 1.97, 103.05, { 90: 102.64, 95: 102.85, 99: 103.01 }), time),
  checks,
  metric('group_duration', same(6, 3), {
    ...time,
    parts: [partOf({ group: '::outer::inner' }, same(3, 3)), partOf({ group: '::outer' }, same(3, 3))],
  }),
  metric('data_sent', counter(1300), data),
  metric('data_received', counter(5700), data),
  metric('http_reqs', counter(17)),
  metric('http_req_failed', rate(4, 17)),
  duration,
  metric('http_req_blocked', trend(17, 0.24723, 0, 0.00209, 3.58, { 90: 0.25409, 95: 0.92473, 99: 3.05 }), time),
];

const VERDICTS = [
  verdict('my_counter', 'count>3', true, 'count', 6),
  verdict('my_counter', 'rate>0.1', true, 'rate', 6 / 0.714641211),
  verdict('http_req_duration', 'p(95)<500', true, 'p(95)', 1.89),
  verdict('http_req_duration', 'avg<1', true, 'avg', 0.91106),
  verdict('http_req_duration', 'p(99.9)<100', true, 'p(99.9)', 3.45),
  verdict('http_req_duration{scenario:a}', 'max<1000', true, 'max', 1.49),
  verdict('checks', 'rate==1', false, 'rate', 10 / 14),
];

/** The whole run. */
export const sampleSummary = (rest: Partial<SummaryParts> = {}): Summary =>
  summaryOf(METRICS, { verdicts: VERDICTS, runDurationMs: 714.641211, scenarios: ['b', 'a'], ...rest });
