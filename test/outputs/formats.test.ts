// The lines of each output, compared as text with k6's.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { TimeText } from '../../src/base/time-text.js';
import { makeOutputs } from '../../src/outputs/index.js';
import type { OutputFacts } from '../../src/outputs/types.js';
import { expressionToJson } from '../../src/thresholds/shape.js';
import { batchOf, defOf, factsOf, hostWith, type Sample, Screen } from './batches.js';

const HURRY = new AbortController().signal;

/** What an output on standard output makes of the samples. */
async function textOf(spec: string, samples: readonly Sample[], facts: Partial<OutputFacts> = {}): Promise<string> {
  const screen = new Screen();
  const [output] = await makeOutputs([spec], hostWith(screen));
  await output!.open(factsOf(facts));
  output!.write(batchOf(samples));
  assert.deepEqual(await output!.close(HURRY), { written: samples.length, losses: [] });
  return screen.text;
}

const duration = defOf('http_req_duration', { type: 'trend', contains: 'time' });
const AT_MS = Date.UTC(2026, 10, 20, 15, 10, 51) + 586.408;
const localTime = new TimeText().fine(AT_MS);

const EXPRESSION = { source: 'p(95)<500', abortOnFail: false, delayAbortEvalMs: undefined };

test('json: a metric with its thresholds and sub-metrics once, then its samples', async () => {
  const text = await textOf(
    'json',
    [
      { metric: duration, value: 5.520606000022963, timeMs: AT_MS, tags: { status: '200', group: '::a "b"' } },
      { metric: defOf('my_counter'), value: 5.520606000022963, timeMs: AT_MS },
      { metric: duration, value: 0, timeMs: AT_MS, metadata: { vu: '1', iter: '7', trace: 'x' } },
    ],
    {
      thresholds: [
        {
          metricKey: 'http_req_duration',
          expressions: [EXPRESSION, { ...EXPRESSION, source: 'avg<1' }].map(expressionToJson),
        },
        {
          metricKey: 'http_req_duration{scenario:a}',
          expressions: [{ ...EXPRESSION, source: 'max<9' }].map(expressionToJson),
        },
      ],
      submetrics: [
        { metric: 'http_req_duration', key: 'http_req_duration{scenario:a}', tags: { scenario: 'a' } },
        { metric: 'other', key: 'other{x:y}', tags: { x: 'y' } },
      ],
    },
  );
  assert.equal(
    text,
    `{"type":"Metric","data":{"name":"http_req_duration","type":"trend","contains":"time","thresholds":["p(95)<500","avg<1"],"submetrics":[{"name":"http_req_duration{scenario:a}","suffix":"scenario:a","tags":{"scenario":"a"}}]},"metric":"http_req_duration"}
{"metric":"http_req_duration","type":"Point","data":{"time":"${localTime}","value":5.520606,"tags":{"group":"::a \\"b\\"","status":"200"}}}
{"type":"Metric","data":{"name":"my_counter","type":"counter","contains":"default","thresholds":[],"submetrics":null},"metric":"my_counter"}
{"metric":"my_counter","type":"Point","data":{"time":"${localTime}","value":5.520606000022963,"tags":{}}}
{"metric":"http_req_duration","type":"Point","data":{"time":"${localTime}","value":0,"tags":{},"metadata":{"iter":"7","trace":"x","vu":"1"}}}
`,
  );
});

test('csv: a column for each system tag, the rest in pairs', async () => {
  const text = await textOf(
    'csv=-',
    [
      {
        metric: duration,
        value: 5.5206,
        timeMs: AT_MS,
        tags: { url: 'http://x/?a,b', status: '200', z: '1', mine: 'say "a"' },
      },
      { metric: defOf('my_counter'), value: -3, timeMs: AT_MS, metadata: { vu: '1', iter: '7' } },
    ],
    { systemTags: ['vu', 'url', 'status', 'iter'] },
  );
  assert.equal(
    text,
    `metric_name,timestamp,metric_value,status,url,extra_tags,metadata
http_req_duration,${Math.floor(AT_MS / 1000)},5.520600,200,"http://x/?a,b","mine=say ""a""&z=1",
my_counter,${Math.floor(AT_MS / 1000)},-3.000000,,,,iter=7&vu=1
`,
  );
});

const seconds = Math.floor(AT_MS / 1000);
for (const [format, expected] of [
  ['unix', `${seconds}`],
  ['unix_milli', `${seconds}586`],
  ['unix_micro', `${seconds}586408`],
  ['unix_nano', `${seconds}586408000`],
  ['rfc3339', localTime.replace('.586408', '')],
  ['rfc3339_nano', localTime],
] as const) {
  test(`csv: timeFormat=${format}`, async () => {
    const text = await textOf(`csv=fileName=-,timeFormat=${format}`, [{ metric: duration, value: 1, timeMs: AT_MS }]);
    assert.equal(text.split('\n')[1]!.split(',')[1], expected);
  });
}

test('times say the instant they were made from, without trailing zeros', () => {
  const time = new TimeText();
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: 0, max: 999 }), (ms, micros) => {
      const text = time.fine(ms + micros / 1000);
      assert.match(text, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{0,5}[1-9])?(Z|[+-]\d\d:\d\d)$/);
      assert.equal(Math.floor(Date.parse(text)), ms);
      assert.equal(Date.parse(time.coarse(ms)), Math.floor(ms / 1000) * 1000);
    }),
  );
});

test('settings of csv: argument, then variables, then defaults', async () => {
  const made = async (spec: string, env: Record<string, string> = {}): Promise<string> =>
    (await makeOutputs([spec], hostWith(new Screen(), { env })))[0]!.description;
  assert.equal(await made('csv'), 'csv (file.csv)');
  assert.equal(await made('csv=a.csv'), 'csv (a.csv)');
  assert.equal(await made('csv', { K6_CSV_FILENAME: 'v.csv' }), 'csv (v.csv)');
  assert.equal(await made('csv=fileName=b.csv,saveInterval=200ms', { K6_CSV_FILENAME: 'v.csv' }), 'csv (b.csv)');
  assert.equal(await made('json=a=b.json'), 'json (a=b.json)');
  assert.equal(await made('json'), 'json (stdout)');
  await assert.rejects(made('csv=saveInterval=soon'), { code: 'E_BAD_OUTPUT_SETTING' });
  await assert.rejects(made('csv=nothing=1'), { code: 'E_BAD_OUTPUT_SETTING' });
  await assert.rejects(made('csv', { K6_CSV_TIME_FORMAT: 'iso' }), { code: 'E_BAD_OUTPUT_SETTING' });
  await assert.rejects(made('csv', { K6_CSV_SAVE_INTERVAL: '0' }), { code: 'E_BAD_OUTPUT_SETTING' });
});
