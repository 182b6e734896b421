// What one sample costs where it is recorded, in ns, and how that compares with the library's own recordValue; and all
// samples of a request, wanted below 1,000 ns. The median of seven rounds after two that warm up; run it on an idle
// machine, the ratios are what counts.
import { build } from 'hdr-histogram-js';
import { ExpectedStatuses } from '../src/k6/http/expected-statuses.js';
import { recordExchange } from '../src/k6/http/record.js';
import { builtinMetrics } from '../src/metrics/builtin.js';
import { Recorder } from '../src/metrics/recorder.js';
import { SampleRing } from '../src/metrics/sample-ring.js';
import { SampleTap } from '../src/metrics/sample-tap.js';
import type { MetricDef, MetricsPlan } from '../src/metrics/types.js';
import { Exchange } from '../src/protocols/http/exchange.js';
import { parseUrl } from '../src/protocols/net/url.js';

const ADDS = 2_000_000;
const VALUES = Float64Array.from({ length: 1 << 16 }, () => -Math.log(1 - Math.random()) * 20);
const MASK = VALUES.length - 1;

const PLAN: MetricsPlan = {
  submetrics: [{ metric: 'asked', key: 'asked{status:200}', tags: { status: '200' } }],
  breakdowns: [{ metric: 'asked', by: ['name'] }],
  seriesLimit: 10_000,
  systemTags: [],
  runTags: {},
};

function nsPerCall(call: (value: number, i: number) => void): number {
  const rounds = Array.from({ length: 9 }, () => {
    const start = process.hrtime.bigint();
    for (let i = 0; i < ADDS; i++) call(VALUES[i & MASK]!, i);
    return Number(process.hrtime.bigint() - start) / ADDS;
  });
  return rounds.slice(2).sort((a, b) => a - b)[3]!;
}

const recorder = new Recorder({ plan: PLAN, announce: () => {} });
const metric = (name: string, type: MetricDef['type'], contains: MetricDef['contains'] = 'default') =>
  recorder.metric({ name, type, contains });
const { rootTags } = recorder;
const tagged = rootTags.with('status', '200').with('name', 'a');
const names = Array.from({ length: 200 }, (_, i) => rootTags.with('name', `n${i}`));

const counter = metric('counter', 'counter');
const rate = metric('rate', 'rate');
const gauge = metric('gauge', 'gauge');
const time = metric('time', 'trend', 'time');
const number = metric('number', 'trend');
const asked = metric('asked', 'trend', 'time');
const ring = new SampleRing(SampleRing.allocate());
const tap = new SampleTap({ ring, systemTags: [], announce: () => {} });
const tapped = new Recorder({ plan: PLAN, announce: () => {}, tap });
const kept = tapped.metric({ name: 'kept', type: 'counter', contains: 'default' });
/** The other side of the ring stands still here, so it is emptied as it goes. */
const keep = (value: number): void => {
  kept.add(value, tapped.rootTags);
  ring.take(1);
};
const library = build({ lowestDiscernibleValue: 1, highestTrackableValue: 3.6e12, numberOfSignificantValueDigits: 3 });

const builtin = builtinMetrics(recorder);
const url = parseUrl('http://127.0.0.1/');
const request = { method: 'GET', url, host: url.host, userAgent: '', headers: null, body: null, keepBody: true };
const exchange = new Exchange(request);
exchange.status = 200;
const expected = new ExpectedStatuses([[200, 399]]);
/** What `http.get`, one check and the end of the iteration record. */
const wholeRequest = (value: number): void => {
  exchange.duration = exchange.waiting = value;
  recordExchange(builtin, exchange, tagged, expected);
  builtin.checks.add(1, rootTags.with('check', 'ok'));
  builtin.iterations.add(1, rootTags);
  builtin.data_sent.add(80, rootTags);
  builtin.data_received.add(200, rootTags);
  builtin.iteration_duration.add(value, rootTags);
};

const figures: [string, number][] = [
  ['an empty call', nsPerCall(() => {})],
  ['counter', nsPerCall((_, i) => counter.add(i & 1, rootTags))],
  ['rate', nsPerCall((_, i) => rate.add(i & 1, rootTags))],
  ['gauge', nsPerCall((value) => gauge.add(value, rootTags))],
  ['trend of times', nsPerCall((value) => time.add(value, rootTags))],
  ['trend of numbers', nsPerCall((value) => number.add(value, rootTags))],
  ['trend with a sub-metric and a part', nsPerCall((value) => asked.add(value, tagged))],
  ['trend over 200 names', nsPerCall((value, i) => asked.add(value, names[i % 200]!))],
  ['counter, samples kept for an output', nsPerCall((_, i) => keep(i & 1))],
  ['a tag that nobody asked for', nsPerCall(() => rootTags.with('url', 'http://127.0.0.1/'))],
  ['two tags that were asked for', nsPerCall(() => rootTags.with('status', '200').with('name', 'a'))],
  ['all 14 samples of a request', nsPerCall((value) => wholeRequest(value))],
  ['library: recordValue', nsPerCall((value) => library.recordValue(Math.round(value * 1e6)))],
];
const reference = figures.at(-1)![1];
for (const [name, ns] of figures) {
  console.log(
    `${name.padEnd(36)} ${ns.toFixed(1).padStart(7)} ns   ${(reference / ns).toFixed(1).padStart(6)} × as fast`,
  );
}
