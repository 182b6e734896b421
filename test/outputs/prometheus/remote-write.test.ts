// What goes to a receiver of Prometheus' remote write: names, labels, units and histograms, compared with what k6 sends.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeOutputs } from '../../../src/outputs/index.js';
import { Receiver } from '../../helpers/receiver.js';
import { tempFolder } from '../../helpers/temp.js';
import { testCertificates } from '../../helpers/tls.js';
import { batchOf, defOf, factsOf, hostWith, type Sample, Screen } from '../batches.js';
import { ProtoMessage } from '../wire/proto-reader.js';
import { unsnappy } from '../wire/unsnappy.js';

const NEVER = new AbortController().signal;
const time = (name: string) => defOf(name, { type: 'trend', contains: 'time' });

interface PromSeries {
  readonly labels: readonly (readonly [string, string])[];
  readonly samples: readonly number[];
  readonly histograms: readonly ProtoMessage[];
}

const seriesIn = (body: Buffer): PromSeries[] =>
  new ProtoMessage(unsnappy(body)).messages(1).map((series) => ({
    labels: series.messages(1).map((label) => [label.text(1), label.text(2)] as const),
    samples: series.messages(2).map((sample) => sample.number(1)),
    histograms: series.messages(4),
  }));

async function push(
  receiver: Receiver,
  samples: readonly Sample[],
  variables: Readonly<Record<string, string>> = {},
  name = 'prometheus-rw',
): Promise<PromSeries[]> {
  const env = Object.fromEntries(Object.entries(variables).map(([key, value]) => [`K6_PROMETHEUS_RW_${key}`, value]));
  const [output] = await makeOutputs([`${name}=${receiver.url}/api/v1/write`], hostWith(new Screen(), { env }));
  await output!.open(factsOf());
  output!.write(batchOf(samples));
  assert.deepEqual(await output!.close(NEVER), { written: samples.length, losses: [] });
  return seriesIn(receiver.taken[0]!.body);
}

const named = (series: readonly PromSeries[], name: string): PromSeries[] =>
  series.filter(({ labels }) => labels.some(([key, value]) => key === '__name__' && value === name));
const figureOf = (series: readonly PromSeries[], name: string): number => {
  const found = named(series, name);
  assert.equal(found.length, 1, name);
  return found[0]!.samples[0]!;
};

test('names, units and labels are those of k6', async () => {
  await using receiver = await Receiver.start();
  const tags = { method: 'GET', empty: '', 'we ird': 'ü', '1st': 'x', Upper: 'y' };
  const series = await push(receiver, [
    { metric: defOf('http_reqs'), value: 1, tags },
    { metric: defOf('http_reqs'), value: 1, tags: { ...tags } },
    { metric: defOf('data_sent', { contains: 'data' }), value: 78 },
    { metric: defOf('vus', { type: 'gauge' }), value: 3 },
    { metric: defOf('vus', { type: 'gauge' }), value: 2 },
    ...[0, 0, 1, 0].map((value) => ({ metric: defOf('http_req_failed', { type: 'rate' }), value })),
    ...[10, 20].map((value) => ({ metric: time('http_req_duration'), value })),
    { metric: defOf('my_trend', { type: 'trend' }), value: 1.5 },
  ]);
  assert.deepEqual(named(series, 'k6_http_reqs_total')[0]!.labels, [
    ['Upper', 'y'],
    ['_1st', 'x'],
    ['__name__', 'k6_http_reqs_total'],
    ['method', 'GET'],
    ['we_ird', 'ü'],
  ]);
  assert.equal(figureOf(series, 'k6_http_reqs_total'), 2);
  assert.equal(figureOf(series, 'k6_data_sent_total'), 78);
  assert.equal(figureOf(series, 'k6_vus'), 2);
  assert.equal(figureOf(series, 'k6_http_req_failed_rate'), 0.25);
  assert.ok(Math.abs(figureOf(series, 'k6_http_req_duration_p99') - 0.0199) < 1e-12);
  assert.equal(figureOf(series, 'k6_my_trend_p99'), 1.5);
  assert.equal(series.length, 6);
  const [{ method, path, headers }] = receiver.taken as [(typeof receiver.taken)[0]];
  assert.deepEqual([method, path], ['POST', '/api/v1/write']);
  assert.equal(headers['content-encoding'], 'snappy');
  assert.equal(headers['content-type'], 'application/x-protobuf');
  assert.equal(headers['x-prometheus-remote-write-version'], '0.1.0');
});

test('every figure of a trend', async () => {
  await using receiver = await Receiver.start();
  const values = Array.from({ length: 101 }, (_, at) => at * 1000);
  const series = await push(
    receiver,
    values.map((value) => ({ metric: time('t'), value })),
    { TREND_STATS: 'avg,min,med,max,count,sum,p(95),p(99.9)' },
    'experimental-prometheus-rw',
  );
  const expected = { avg: 50, min: 0, med: 50, max: 100, count: 101, sum: 5050, p95: 95, p999: 99.9 };
  for (const [suffix, value] of Object.entries(expected)) {
    assert.ok(Math.abs(figureOf(series, `k6_t_${suffix}`) - value) < 1e-9, suffix);
  }
});

test('native histograms hold every value, few as they came and many from our buckets', async () => {
  await using receiver = await Receiver.start();
  // The last bucket is at one second: two to the power of nothing.
  const few = [0, 1000, 1000.0001, 1, 0.001].map((value) => ({ metric: time('few'), value }));
  const negative = [-2, -3].map((value) => ({ metric: defOf('below', { type: 'trend' }), value }));
  const many = Array.from({ length: 5000 }, (_, at) => ({ metric: MANY, value: 1 + at / 1000 }));
  const series = await push(receiver, [...few, ...negative, ...many], { TREND_AS_NATIVE_HISTOGRAM: 'true' });
  const histogram = (name: string): ProtoMessage => named(series, name)[0]!.histograms[0]!;
  const ofFew = histogram('k6_few_seconds');
  assert.equal(ofFew.number(1), 5);
  assert.equal(ofFew.number(6), 1);
  assert.equal(ofFew.sint(4), 3);
  assert.deepEqual(spansOf(ofFew, 11), [
    [Math.ceil(Math.log2(1e-6) * 8), 1],
    [Math.ceil(Math.log2(1e-3) * 8) - Math.ceil(Math.log2(1e-6) * 8) - 1, 1],
    [-Math.ceil(Math.log2(1e-3) * 8) - 1, 2],
  ]);
  assert.deepEqual(countsOf(ofFew, 12), [1, 1, 1, 1]);
  assert.deepEqual(spansOf(histogram('k6_below'), 8), [
    [8, 1],
    [4, 1],
  ]);
  const ofMany = histogram('k6_many_bytes');
  assert.equal(ofMany.number(1), 5000);
  assert.equal(
    countsOf(ofMany, 12).reduce((sum, count) => sum + count, 0),
    5000,
  );
  // From 1 to 2 there are eight buckets, and as many values in each as it is wide.
  const [first, ...next] = countsOf(ofMany, 12);
  assert.equal(first, 1);
  next.slice(0, 8).forEach((count, at) => {
    const width = 2 ** ((at + 1) / 8) - 2 ** (at / 8);
    assert.ok(Math.abs(count - width * 1000) <= 3, `${at}: ${count}`);
  });
});
const MANY = defOf('many', { type: 'trend', contains: 'data' });

const spansOf = (histogram: ProtoMessage, field: number): number[][] =>
  histogram.messages(field).map((span) => [span.sint(1), span.number(2)]);

function countsOf(histogram: ProtoMessage, field: number): number[] {
  let count = 0;
  return histogram.packedSints(field).map((delta) => (count += delta));
}

test('the feature native-histograms asks for them as well', async () => {
  await using receiver = await Receiver.start();
  const [output] = await makeOutputs([`prometheus-rw=${receiver.url}`], hostWith(new Screen()));
  await output!.open(factsOf({ features: ['native-histograms'] }));
  output!.write(batchOf([{ metric: time('t'), value: 1 }]));
  await output!.close(NEVER);
  assert.equal(named(seriesIn(receiver.taken[0]!.body), 'k6_t_seconds')[0]!.histograms.length, 1);
});

test('stale markers come at the end, with the bits that Prometheus knows', async () => {
  await using receiver = await Receiver.start();
  await push(receiver, [{ metric: defOf('m'), value: 1 }], { STALE_MARKERS: 'true' });
  assert.equal(receiver.taken.length, 2);
  const body = unsnappy(receiver.taken[1]!.body);
  assert.ok(body.includes(Buffer.from('09020000000000f07f', 'hex')));
  assert.equal(named(seriesIn(receiver.taken[1]!.body), 'k6_m_total').length, 1);
});

test('who it is: a name, a token, headers of both forms, a signature', async () => {
  const asked = async (variables: Readonly<Record<string, string>>) => {
    await using receiver = await Receiver.start();
    await push(receiver, [{ metric: defOf('m'), value: 1 }], variables);
    return receiver.taken[0]!.headers;
  };
  const name = { USERNAME: 'u', PASSWORD: 'p' };
  assert.equal((await asked(name)).authorization, `Basic ${Buffer.from('u:p').toString('base64')}`);
  assert.equal((await asked({ ...name, BEARER_TOKEN: 't' })).authorization, 'Bearer t');
  const headers = await asked({ HTTP_HEADERS: 'a:b, c: d:e', 'HEADERS_X-Tenant': 'me' });
  assert.deepEqual([headers.a, headers.c, headers['x-tenant']], ['b', 'd:e', 'me']);
  const aws = { SIGV4_REGION: 'eu-west-1', SIGV4_ACCESS_KEY: 'AKID', SIGV4_SECRET_KEY: 'S' };
  const signed = await asked(aws);
  assert.match(signed.authorization!, /^AWS4-HMAC-SHA256 Credential=AKID\/\d{8}\/eu-west-1\/aps\/aws4_request, /);
  assert.match(String(signed['x-amz-content-sha256']), /^[0-9a-f]{64}$/);
});

test('over TLS, with a certificate of its own', async () => {
  await using receiver = await Receiver.start('secure');
  const { client } = testCertificates();
  await using folder = await tempFolder({ 'c.pem': client.cert, 'k.pem': client.key });
  const series = await push(receiver, [{ metric: defOf('m'), value: 1 }], {
    INSECURE_SKIP_TLS_VERIFY: 'true',
    TLS_MIN_VERSION: '1.2',
    CLIENT_CERTIFICATE: `${folder.path}/c.pem`,
    CLIENT_CERTIFICATE_KEY: `${folder.path}/k.pem`,
  });
  assert.equal(series.length, 1);
});

test('what does not arrive is in what comes next; what never does is counted', async () => {
  await using receiver = await Receiver.start();
  const env = { K6_PROMETHEUS_RW_PUSH_INTERVAL: '20ms' };
  const said: string[] = [];
  const [output] = await makeOutputs([`prometheus-rw=${receiver.url}`], hostWith(new Screen(), { env }));
  receiver.answer = (_request, response) => void response.writeHead(503).end();
  await output!.open(factsOf({}, said));
  output!.write(batchOf([{ metric: defOf('m'), value: 1 }]));
  while (receiver.received.length < 3) await new Promise((resolve) => setTimeout(resolve, 5));
  receiver.answer = (_request, response) => void response.writeHead(200).end();
  while (receiver.taken.length < 1) await new Promise((resolve) => setTimeout(resolve, 5));
  assert.equal(figureOf(seriesIn(receiver.taken[0]!.body), 'k6_m_total'), 1);
  receiver.answer = (_request, response) => void response.writeHead(400).end('no\nmore');
  output!.write(batchOf([{ metric: defOf('m'), value: 1 }]));
  while (!said.some((text) => text.includes('status 400'))) await new Promise((resolve) => setTimeout(resolve, 5));
  const { written, losses } = await output!.close(AbortSignal.abort());
  assert.equal(written, 1);
  assert.deepEqual(losses, [{ why: 'status 400: no more', samples: 1 }]);
  assert.match(said[0]!, /status 503; trying again/);
});

test('settings that make no sense are refused', async () => {
  const make = (variables: Record<string, string>, spec = 'prometheus-rw') => {
    const env = Object.fromEntries(Object.entries(variables).map(([key, value]) => [`K6_PROMETHEUS_RW_${key}`, value]));
    return makeOutputs([spec], hostWith(new Screen(), { env }));
  };
  const wrong: Record<string, string>[] = [
    { SERVER_URL: 'localhost:9090' },
    { PUSH_INTERVAL: '0' },
    { TREND_STATS: 'p(99),median' },
    { TREND_STATS: 'p(101)' },
    { TREND_AS_NATIVE_HISTOGRAM: 'yes' },
    { TLS_MINIMUM_VERSION: '9' },
    { SIGV4_REGION: 'x' },
    { HTTP_HEADERS: 'novalue' },
  ];
  for (const variables of wrong) {
    await assert.rejects(make(variables), { code: 'E_BAD_OUTPUT_SETTING' }, JSON.stringify(variables));
  }
  const [output] = await make({ SERVER_URL: 'http://u:p@h:1/w' });
  assert.equal(output!.description, 'Prometheus remote write (http://h:1/w)');
  const [certificate] = await make({ CLIENT_CERTIFICATE: '/nowhere' });
  await assert.rejects(certificate!.open(factsOf()), { code: 'E_BAD_OUTPUT_SETTING' });
});
