import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeGenerator } from '../../src/report/generator/judge.js';
import { renderSummary, type SummaryTextOptions } from '../../src/report/text/summary-text.js';
import { withoutColors } from '../../src/report/text/width.js';
import { healthyFigures, PROCESS } from './generator-figures.js';
import { ALL_STATS, counter, gauge, metric, partOf, rate, sampleSummary, summaryOf, trend, verdict } from './sample.js';

const FULL: SummaryTextOptions = { mode: 'full', trendStats: ALL_STATS, timeUnit: '', colors: false };
const COMPACT: SummaryTextOptions = { ...FULL, mode: 'compact' };

const ESCAPE = '\u001b';

// Some lines of the real text end with spaces; $ marks such an end here.
const written = (text: string): string => text.replaceAll('$\n', '\n');

test('the text of the specification, to the character', () => {
  const text = renderSummary(sampleSummary(), FULL);
  assert.equal(
    text.slice(0, text.indexOf('  █ SCENARIO: a')),
    written(`

  █ THRESHOLDS $

    checks
    ✗ 'rate==1' rate=71.42%

    http_req_duration
    ✓ 'p(95)<500' p(95)=1.89ms
    ✓ 'avg<1' avg=911.06µs
    ✓ 'p(99.9)<100' p(99.9)=3.45ms

      {scenario:a}
      ✓ 'max<1000' max=1.49ms

    my_counter
    ✓ 'count>3' count=6
    ✓ 'rate>0.1' rate=8.395821/s


  █ TOTAL RESULTS $

    checks_total.......: 14     19.59025/s
    checks_succeeded...: 71.42% 10 out of 14
    checks_failed......: 28.57% 4 out of 14

    ✓ status 200
    ✗ odd
      ↳  33% — ✓ 2 / ✗ 4

    CUSTOM
    my_counter.....................: 6      8.395821/s
    my_gauge.......................: 2      min=0       max=2
    my_rate........................: 33.33% 2 out of 6
    my_trend.......................: avg=1.5ms    min=1.5ms    med=1.5ms    max=1.5ms    p(90)=1.5ms    p(95)=1.5ms    p(99)=1.5ms    count=6 $

    HTTP
    http_req_blocked...............: avg=247.23µs min=0s       med=2.09µs   max=3.58ms   p(90)=254.09µs p(95)=924.73µs p(99)=3.05ms   count=17
    http_req_duration..............: avg=911.06µs min=0s       med=762.4µs  max=3.48ms   p(90)=1.43ms   p(95)=1.89ms   p(99)=3.17ms   count=17
      { expected_response:true }...: avg=1ms      min=400.75µs med=762.4µs  max=3.48ms   p(90)=1.47ms   p(95)=2.29ms   p(99)=3.25ms   count=13
      { scenario:a }...............: avg=797.04µs min=400.75µs med=712.72µs max=1.49ms   p(90)=1.36ms   p(95)=1.43ms   p(99)=1.48ms   count=12
    http_req_failed................: 23.52% 4 out of 17
    http_reqs......................: 17     23.788161/s

    EXECUTION
    iteration_duration.............: avg=27.14ms  min=1.29ms   med=1.97ms   max=103.05ms p(90)=102.64ms p(95)=102.85ms p(99)=103.01ms count=8 $
    iterations.....................: 8      11.194429/s

    NETWORK
    data_received..................: 5.7 kB 8.0 kB/s
    data_sent......................: 1.3 kB 1.8 kB/s


`),
  );
});

test('scenarios by name, with their own groups inside each other', () => {
  const text = renderSummary(sampleSummary(), { ...FULL, trendStats: ['avg', 'count'] });
  assert.equal(
    text.slice(text.indexOf('  █ SCENARIO: a')),
    written(`  █ SCENARIO: a $

    checks_total.......: 8       11.194429/s
    checks_succeeded...: 100.00% 8 out of 8
    checks_failed......: 0.00%   0 out of 8

    ✓ status 200

    HTTP
    http_req_duration...: avg=500µs count=12

    ↳ GROUP: outer $

      checks_total.......: 3       4.197911/s
      checks_succeeded...: 100.00% 3 out of 3
      checks_failed......: 0.00%   0 out of 3

      ✓ status 200

      HTTP
      http_req_duration...: avg=250µs count=3

      ↳ GROUP: inner $

        HTTP
        http_req_duration...: avg=125µs count=3


  █ SCENARIO: b $

    checks_total.......: 6      8.395821/s
    checks_succeeded...: 33.33% 2 out of 6
    checks_failed......: 66.66% 4 out of 6

    ✗ odd
      ↳  33% — ✓ 2 / ✗ 4

    HTTP
    http_req_duration...: avg=2ms count=5



`),
  );
});

test('compact mode leaves out the steps of a request and all details', () => {
  const text = renderSummary(sampleSummary(), COMPACT);
  assert.doesNotMatch(text, /http_req_blocked|SCENARIO|GROUP/);
  assert.match(text, /http_req_duration\.+: avg=/);
});

test('groups of the default scenario and of stages stand by themselves, in order of first use, also empty ones', () => {
  const one = (tags: Record<string, string>) => partOf(tags, counter(1));
  const requests = metric('http_reqs', counter(4), {
    parts: [
      one({ scenario: 'default' }),
      one({ scenario: 'default', group: '::z' }),
      one({ scenario: 'default', group: '::a::b' }),
      one({ scenario: 'default', group: '::interrupted' }),
      one({ group: '::setup' }),
      one({ group: '::setup::mine' }),
    ],
  });
  const ended = ['::setup::mine', '::empty', '::a::b', '::a', '::z'];
  const durations = metric('group_duration', trend(5, 1, 1, 1, 1), {
    parts: ended.flatMap((group) => {
      const stats = trend(1, 1, 1, 1, 1);
      const part = partOf({ group }, stats);
      return group.startsWith('::setup') ? [part] : [part, partOf({ scenario: 'default', group }, stats)];
    }),
  });
  const text = renderSummary(summaryOf([requests, durations]), { ...FULL, trendStats: ['avg'] });
  assert.deepEqual(text.match(/[█↳].*/g), [
    '█ TOTAL RESULTS ',
    '█ GROUP: setup ',
    '↳ GROUP: mine ',
    '█ GROUP: empty ',
    '█ GROUP: a ',
    '↳ GROUP: b ',
    '█ GROUP: z ',
    '█ GROUP: interrupted ',
  ]);
  // What setup did outside of groups of its own is in the total only.
  assert.match(text, /█ GROUP: setup \n\n {4}↳ GROUP: mine \n/);
});

test('a run without any sample has its heading only', () => {
  assert.equal(
    renderSummary(summaryOf([metric('http_reqs', { type: 'counter', sum: 0, seen: false })]), COMPACT),
    '\n\n  █ TOTAL RESULTS \n\n\n\n',
  );
});

test('a metric with a threshold is shown without samples, one that nobody asked for is not', () => {
  const empty = {
    type: 'trend',
    count: 0,
    sum: 0,
    min: 0,
    max: 0,
    exact: true,
    saturated: 0,
    clipped: 0,
    percentile: () => 0,
    content: () => ({ values: [] }),
  } as const;
  const http = metric('http_req_duration', empty, {
    contains: 'time',
    submetrics: [
      { key: 'http_req_duration{expected_response:true}', tags: { expected_response: 'true' }, stats: empty },
      { key: 'http_req_duration{status:500}', tags: { status: '500' }, stats: empty },
    ],
  });
  const thresholds = [{ metricKey: 'http_req_duration{status:500}', expressions: [] }];
  const text = renderSummary(summaryOf([http, metric('ws_ping', empty)], { thresholds }), {
    ...COMPACT,
    trendStats: ['avg'],
  });
  assert.equal(
    text.trim(),
    written(`█ TOTAL RESULTS $

    HTTP
    http_req_duration...: avg=0s
      { status:500 }....: avg=0s`),
  );
});

test("a part's threshold stands under its full key when its metric has none", () => {
  const http = metric('http_req_failed', rate(0, 4), {
    submetrics: [{ key: 'http_req_failed{status:500}', tags: { status: '500' }, stats: rate(0, 4) }],
  });
  const verdicts = [verdict('http_req_failed{status:500}', 'rate<0.01', true, 'rate', 0)];
  const text = renderSummary(summaryOf([http], { verdicts }), COMPACT);
  assert.match(text, /█ THRESHOLDS \n\n {4}http_req_failed\{status:500\}\n {4}✓ 'rate<0\.01' rate=0\.00%\n\n\n/);
});

test('gauges have columns for their extremes, and data its units, also in thresholds', () => {
  const text = renderSummary(
    summaryOf(
      [
        metric('vus', gauge(3, 1, 120)),
        metric('vus_max', gauge(120, 120, 120)),
        metric('data_sent', counter(1_300_000), { contains: 'data' }),
      ],
      {
        verdicts: [verdict('data_sent', 'count<2000000', true, 'count', 1_300_000)],
      },
    ),
    COMPACT,
  );
  assert.match(text, /✓ 'count<2000000' count=1\.3 MB\n/);
  assert.match(text, /\n {4}vus\.+: 3 {6}min=1 {4}max=120\n {4}vus_max\.+: 120 {4}min=120 {2}max=120\n/);
});

test('a threshold without anything measured shows its mark only', () => {
  const verdicts = [{ ...verdict('checks', 'rate>0.9', true, 'rate', 0), observed: undefined }];
  assert.match(
    renderSummary(summaryOf([metric('checks', rate(0, 0))], { verdicts }), COMPACT),
    /\n {4}✓ 'rate>0\.9'\n/,
  );
});

test('the generator and notes have sections of their own at the end', () => {
  const generator = judgeGenerator([healthyFigures(0), healthyFigures(1)], PROCESS);
  const summary = summaryOf([metric('http_reqs', counter(1))], { notes: ['A sentence.'], generator });
  const text = renderSummary(summary, COMPACT);
  const tail = text.slice(text.indexOf('  █ GENERATOR'));
  assert.match(tail, /^ {2}█ GENERATOR \n\n {4}ok: 2 workers, .*\n\n\n {2}█ NOTES \n\n {4}- A sentence\.\n\n\n\n$/);
});

test('on a terminal sentences break between words, whatever is coloured, and figures do not break', () => {
  const generator = judgeGenerator([healthyFigures(0), healthyFigures(1, { fullShare: 0.97 })], PROCESS);
  const notes = ['A sentence that is longer than this narrow terminal is wide, so it has to go on below.'];
  const summary = summaryOf([metric('a_counter_with_a_name_of_more_than_sixty_columns_'.repeat(2), counter(1))], {
    notes,
    generator,
  });
  const shown = withoutColors(renderSummary(summary, { ...COMPACT, colors: true, columns: 60 }));
  const prose = shown.slice(shown.indexOf('█ GENERATOR')).split('\n');
  for (const line of prose) assert.ok(line.length <= 60, line);
  assert.ok(prose.includes('    - A sentence that is longer than this narrow terminal is'));
  assert.ok(prose.includes('      wide, so it has to go on below.'));
  assert.ok(prose.includes('      - its event loop had no idle time in 97% of the run'));
  const words = (text: string): string[] => text.split(/\s+/);
  assert.deepEqual(words(shown), words(renderSummary(summary, COMPACT)));
  const figures = (text: string): string => text.slice(0, text.indexOf('█ GENERATOR'));
  assert.equal(figures(shown), figures(renderSummary(summary, COMPACT)));
});

test('colours change no width', () => {
  const colored = renderSummary(sampleSummary(), { ...FULL, colors: true });
  assert.match(colored, new RegExp(`${ESCAPE}\\[31m✗`));
  const plain = colored.replace(new RegExp(`${ESCAPE}\\[[0-9;]*m`, 'g'), '');
  assert.equal(plain, renderSummary(sampleSummary(), FULL));
});

test("a script's own metrics may begin like hidden ones and stand where their prefix says", () => {
  const text = renderSummary(
    summaryOf([
      metric('checks_mine', counter(1)),
      metric('ws_mine', counter(1)),
      metric('plain', trend(1, 1, 1, 1, 1)),
    ]),
    {
      ...COMPACT,
      trendStats: ['avg'],
    },
  );
  assert.match(text, /CUSTOM\n {4}checks_mine.*\n {4}plain.*\n\n {4}WEBSOCKET\n {4}ws_mine/);
});
