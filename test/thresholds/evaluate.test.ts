// Thresholds against what recorders measured: binding, verdicts, aborts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problems } from '../../src/base/problems.js';
import { MetricsReader } from '../../src/metrics/reader.js';
import { Recorder } from '../../src/metrics/recorder.js';
import type { MetricDef } from '../../src/metrics/types.js';
import { bindThresholds } from '../../src/thresholds/bind.js';
import { abortingVerdict, evaluate } from '../../src/thresholds/evaluate.js';
import { parseThresholds } from '../../src/thresholds/shape.js';

const DEFS: readonly MetricDef[] = [
  { name: 'http_req_duration', type: 'trend', contains: 'time' },
  { name: 'http_reqs', type: 'counter', contains: 'default' },
  { name: 'checks', type: 'rate', contains: 'default' },
  { name: 'vus', type: 'gauge', contains: 'default' },
];

function bind(raw: unknown, systemTags: readonly string[] = ['expected_response']) {
  const problems = new Problems();
  const bound = bindThresholds(parseThresholds(raw, problems), { defs: DEFS, systemTags }, problems);
  return { bound, problems };
}

type Sample = [metric: string, value: number, tags?: Record<string, string>];

function judge(raw: unknown, samples: readonly Sample[], mode: 'live' | 'final', runMs = 2000) {
  const { bound, problems } = bind(raw);
  assert.deepEqual(problems.lines(), []);
  const plan = { submetrics: bound.submetrics, breakdowns: [], seriesLimit: 100, systemTags: [], runTags: {} };
  const reader = new MetricsReader(plan, DEFS);
  const recorder = new Recorder({ plan, announce: (message) => reader.accept(0, message) });
  for (const [name, value, tags = {}] of samples) {
    const set = Object.entries(tags).reduce((all, [key, one]) => all.with(key, one), recorder.rootTags);
    recorder.metric(DEFS.find((def) => def.name === name)!).add(value, set);
  }
  const verdicts = evaluate(bound, reader.snapshot(), runMs, mode);
  return { verdicts, abort: abortingVerdict(bound, verdicts, runMs), bound };
}

const short = (raw: unknown, samples: readonly Sample[], mode: 'live' | 'final' = 'final', runMs?: number) =>
  judge(raw, samples, mode, runMs).verdicts.map(({ source, ok, observed }) => [source, ok, observed?.value]);

test('every aggregation of every type', () => {
  const samples: Sample[] = [
    ...[10, 20, 30, 40].map((value): Sample => ['http_req_duration', value]),
    ['http_reqs', 3],
    ['http_reqs', 1],
    ['checks', 1],
    ['checks', 0],
    ['vus', 7],
    ['vus', 5],
  ];
  const raw = {
    http_req_duration: ['avg==25', 'min==10', 'max==40', 'med==25', 'p(90)<37', 'p(90)<36', 'p(0)==10', 'p(100)==40'],
    http_reqs: ['count==4', 'rate>=2', 'rate>2'],
    checks: ['rate>0.4', 'rate!=0.5'],
    vus: ['value===5', 'value>5'],
  };
  assert.deepEqual(short(raw, samples), [
    ['avg==25', true, 25],
    ['min==10', true, 10],
    ['max==40', true, 40],
    ['med==25', true, 25],
    ['p(90)<37', false, 37],
    ['p(90)<36', false, 37],
    ['p(0)==10', true, 10],
    ['p(100)==40', true, 40],
    ['count==4', true, 4],
    ['rate>=2', true, 2],
    ['rate>2', false, 2],
    ['rate>0.4', true, 0.5],
    ['rate!=0.5', false, 0.5],
    ['value===5', true, 5],
    ['value>5', false, 5],
  ]);
});

test('a sub-metric sees the samples that carry all of its tags', () => {
  const samples: Sample[] = [
    ['http_req_duration', 1, { status: '200', name: 'a' }],
    ['http_req_duration', 3, { status: '200', name: 'b', expected_response: 'true' }],
    ['http_req_duration', 9, { status: '500' }],
  ];
  const raw = {
    'http_req_duration{status:200}': ['avg==2'],
    'http_req_duration{status:200,name:b}': ['avg==3'],
    'http_req_duration{name:b,  status:200}': ['avg==3'],
    'http_req_duration{expected_response:true}': ['max==3'],
    'http_req_duration{status:404}': ['max==0'],
  };
  assert.deepEqual(
    short(raw, samples).map(([source, ok]) => [source, ok]),
    Object.values(raw).map(([source]) => [source, true]),
  );
});

test('without samples: silent while the run goes on, judged at the end', () => {
  const raw = {
    http_req_duration: ['p(95)<1', 'avg>0'],
    http_reqs: ['count>0', 'rate<1'],
    checks: ['rate>0.9'],
    vus: ['value<1'],
  };
  assert.deepEqual(short(raw, [], 'live'), []);
  assert.deepEqual(short(raw, []), [
    ['p(95)<1', true, 0],
    ['avg>0', false, 0],
    ['count>0', false, 0],
    ['rate<1', true, 0],
    ['rate>0.9', true, undefined],
    ['value<1', true, 0],
  ]);
  assert.deepEqual(short({ http_reqs: ['rate>5'] }, [['http_reqs', 1]], 'final', 0), [['rate>5', true, undefined]]);
});

test('a broken threshold aborts when it should, and not before its delay', () => {
  const samples: Sample[] = [['http_req_duration', 100]];
  const raw = (delayAbortEval?: string) => ({
    http_req_duration: ['avg<1', { threshold: 'max<50', abortOnFail: true, delayAbortEval }],
  });
  assert.equal(judge(raw(), samples, 'live').abort?.source, 'max<50');
  assert.equal(judge(raw('2s'), samples, 'live', 2000).abort, undefined);
  assert.equal(judge(raw('2s'), samples, 'live', 2001).abort?.source, 'max<50');
  assert.equal(judge({ http_req_duration: ['max<50'] }, samples, 'live').abort, undefined);
});

test('wrong thresholds are all reported, each at its key', () => {
  const { problems, bound } = bind({
    http_req_duraton: ['p(95)<1'],
    http_reqs: ['avg<1', 'count<x'],
    'checks{tag:}': ['rate>1'],
    vus: ['rate<1'],
    http_req_duration: ['count>1', 'p(95)<500'],
    http_req: [],
  });
  assert.deepEqual(
    problems.list.map(({ path }) => path),
    [
      'thresholds.http_req_duraton',
      'thresholds.http_reqs',
      'thresholds.http_reqs',
      'thresholds.checks{tag:}',
      'thresholds.vus',
      'thresholds.http_req_duration',
      'thresholds.http_req',
    ],
  );
  assert.match(problems.list[1]!.message, /http_reqs is a counter, which has count, rate only/);
  assert.match(problems.list[2]!.message, /"x" is not a number \(at character 7/);
  assert.match(problems.list[6]!.message, /did you mean http_req_duration/);
  assert.equal(bound.thresholds.find(({ metricKey }) => metricKey === 'http_req_duration')?.expressions.length, 1);
});

test('the sub-metric of expected responses is there by itself, once, while its tag is on', () => {
  const keys = (raw: unknown, systemTags?: readonly string[]) =>
    bind(raw, systemTags).bound.submetrics.map(({ key }) => key);
  assert.deepEqual(keys({}), ['http_req_duration{expected_response:true}']);
  assert.deepEqual(keys({ 'http_req_duration{ expected_response:true }': [] }), [
    'http_req_duration{expected_response:true}',
  ]);
  assert.deepEqual(keys({}, ['status']), []);
});

test('tags that are metadata earn a warning', () => {
  assert.match(bind({ 'http_reqs{vu:1}': ['count>0'] }).bound.warnings[0]!, /vu is metadata/);
});

test('keys with the same tags are one sub-metric, called by the first, and all of their thresholds hold', () => {
  const { bound, problems } = bind({
    'http_reqs{ a:1 , b:2 }': ['count>1'],
    'http_reqs{b:2,a:"1"}': ['count<9', 'count>7'],
    'http_reqs {c:3}': ['count>0'],
  });
  assert.deepEqual(
    bound.submetrics.map(({ key }) => key),
    ['http_reqs{a:1 , b:2}', 'http_req_duration{expected_response:true}'],
  );
  assert.deepEqual(problems.lines(), [
    'thresholds.http_reqs {c:3}: there is no metric http_reqs ; did you mean http_reqs?',
  ]);
  const samples: Sample[] = Array.from({ length: 5 }, () => ['http_reqs', 1, { a: '1', b: '2' }]);
  const { verdicts } = judge(
    { 'http_reqs{ a:1 , b:2 }': ['count>1'], 'http_reqs{b:2,a:"1"}': ['count>7'] },
    samples,
    'final',
  );
  assert.deepEqual(
    verdicts.map(({ metricKey, source, ok }) => [metricKey, source, ok]),
    [
      ['http_reqs{a:1 , b:2}', 'count>1', true],
      ['http_reqs{a:1 , b:2}', 'count>7', false],
    ],
  );
});
