// What goes to an OpenTelemetry collector, here over HTTP, read by the published .proto files.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeOutputs } from '../../../src/outputs/index.js';
import { Receiver } from '../../helpers/receiver.js';
import { batchOf, defOf, factsOf, hostWith, type Sample, Screen } from '../batches.js';
import { metricIn, type OtlpRequest, readRequest, requestsIn } from './otlp.js';

const NEVER = new AbortController().signal;
type Variables = Readonly<Record<string, string>>;
const HTTP: Variables = { K6_OTEL_EXPORTER_PROTOCOL: 'http/protobuf', K6_OTEL_HTTP_EXPORTER_INSECURE: 'true' };

async function push(receiver: Receiver, samples: readonly Sample[], variables: Variables = {}): Promise<OtlpRequest> {
  const env = { ...HTTP, K6_OTEL_HTTP_EXPORTER_ENDPOINT: `127.0.0.1:${receiver.port}`, ...variables };
  const [output] = await makeOutputs(['experimental-opentelemetry'], hostWith(new Screen(), { env }));
  await output!.open(factsOf());
  output!.write(batchOf(samples));
  assert.deepEqual(await output!.close(NEVER), { written: samples.length, losses: [] });
  return readRequest(receiver.taken[0]!.body);
}

const trend = (name: string, values: readonly number[]): Sample[] => {
  const metric = defOf(name, { type: 'trend', contains: 'time' });
  return values.map((value) => ({ metric, value }));
};

test('every kind of metric, with names, units and attributes as k6 has them', async () => {
  await using receiver = await Receiver.start();
  const tags = { status: '200', empty: '', name: 'a' };
  const before = Date.now();
  const request = await push(
    receiver,
    [
      { metric: defOf('http_reqs'), value: 1, tags },
      { metric: defOf('http_reqs'), value: 2, tags: { ...tags, status: '404' } },
      { metric: defOf('data_sent', { contains: 'data' }), value: 78 },
      { metric: defOf('vus', { type: 'gauge' }), value: 9 },
      { metric: defOf('vus', { type: 'gauge' }), value: 7 },
      ...[1, 1, 0].map((value) => ({ metric: defOf('checks', { type: 'rate' }), value, tags: { check: 'ok' } })),
      ...trend('http_req_duration', [0, 5, 5.5, 20_000]),
    ],
    { K6_OTEL_METRIC_PREFIX: 'k6_' },
  );
  assert.equal(request.scope, 'k6');
  assert.equal(request.resource['service.name'], 'k6');
  assert.equal(request.resource['telemetry.sdk.name'], 'salvo');
  const reqs = metricIn(request, 'k6_http_reqs');
  assert.deepEqual([reqs.kind, reqs.unit, reqs.isMonotonic], ['sum', '', true]);
  assert.equal(reqs.aggregationTemporality, 'AGGREGATION_TEMPORALITY_CUMULATIVE');
  assert.deepEqual(
    reqs.points.map(({ attributes, asDouble }) => [attributes, asDouble]),
    [
      [{ name: 'a', status: '200' }, 1],
      [{ name: 'a', status: '404' }, 2],
    ],
  );
  const { startTimeUnixNano, timeUnixNano } = reqs.points[0]!;
  assert.ok(Number(startTimeUnixNano) / 1e6 >= before - 1 && Number(timeUnixNano) > Number(startTimeUnixNano));
  assert.equal(metricIn(request, 'k6_data_sent').unit, 'By');
  const vus = metricIn(request, 'k6_vus');
  assert.deepEqual([vus.kind, vus.points[0]!.asDouble], ['gauge', 7]);
  assert.deepEqual(
    metricIn(request, 'k6_checks.total').points.map(({ attributes, asInt }) => [attributes, asInt]),
    [
      [{ check: 'ok', condition: 'zero' }, 1],
      [{ check: 'ok', condition: 'nonzero' }, 2],
    ],
  );
  const duration = metricIn(request, 'k6_http_req_duration');
  assert.deepEqual([duration.kind, duration.unit], ['histogram', 'ms']);
  const [point] = duration.points;
  assert.deepEqual([point!.count, point!.sum, point!.min, point!.max], [4, 20_010.5, 0, 20_000]);
  assert.deepEqual(point!.explicitBounds, [0, 5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10_000]);
  assert.deepEqual(point!.bucketCounts, [1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
  const [{ method, path, headers }] = receiver.taken as [(typeof receiver.taken)[0]];
  assert.deepEqual([method, path], ['POST', '/v1/metrics']);
  assert.equal(headers['content-type'], 'application/x-protobuf');
});

test('exponential histograms: as fine as there is room for', async () => {
  await using receiver = await Receiver.start();
  const AGGREGATION = 'OTEL_EXPORTER_OTLP_METRICS_DEFAULT_HISTOGRAM_AGGREGATION';
  const request = await push(receiver, [...trend('wide', [0, 1, 1024]), ...trend('narrow', [1, 2])], {
    [AGGREGATION]: 'base2_exponential_bucket_histogram',
  });
  const wide = metricIn(request, 'wide');
  assert.equal(wide.kind, 'exponentialHistogram');
  const [point] = wide.points;
  assert.deepEqual([point!.count, point!.sum, point!.min, point!.max], [3, 1025, 0, 1024]);
  assert.equal(point!.zeroCount, 1);
  // Ten powers of two in at most 160 buckets: sixteen each, and one below that holds 1 at its end. That is one too many.
  assert.equal(point!.scale, 3);
  const { offset, bucketCounts } = point!.positive!;
  assert.equal(offset, -1);
  assert.equal(bucketCounts.length, 81);
  assert.deepEqual([bucketCounts[0], bucketCounts[80]], [1, 1]);
  assert.equal(metricIn(request, 'narrow').points[0]!.scale, 7);
});

test('deltas: each export has what came since the last one that arrived', async () => {
  await using receiver = await Receiver.start();
  const env = {
    ...HTTP,
    K6_OTEL_HTTP_EXPORTER_ENDPOINT: `127.0.0.1:${receiver.port}`,
    K6_OTEL_EXPORT_INTERVAL: '20ms',
    OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE: 'delta',
  };
  const [output] = await makeOutputs(['opentelemetry'], hostWith(new Screen(), { env }));
  await output!.open(factsOf());
  const samples = [
    { metric: defOf('reqs'), value: 3 },
    { metric: defOf('ok', { type: 'rate' }), value: 1 },
    ...trend('took', [1, 7]),
  ];
  const arrived = async (count: number): Promise<void> => {
    while (receiver.taken.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  output!.write(batchOf(samples));
  await arrived(1);
  // What fails meanwhile is in the next one.
  receiver.answer = (_request, response) => void response.writeHead(503).end();
  output!.write(batchOf(samples));
  const seen = receiver.received.length;
  while (receiver.received.length < seen + 2) await new Promise((resolve) => setTimeout(resolve, 5));
  output!.write(batchOf(samples));
  receiver.answer = (_request, response) => void response.writeHead(200).end();
  assert.deepEqual(await output!.close(NEVER), { written: 12, losses: [] });
  const requests = requestsIn(receiver);
  const total = (read: (request: OtlpRequest) => number): number => requests.reduce((sum, one) => sum + read(one), 0);
  assert.equal(metricIn(requests[0]!, 'reqs').aggregationTemporality, 'AGGREGATION_TEMPORALITY_DELTA');
  assert.equal(metricIn(requests[0]!, 'reqs').points[0]!.asDouble, 3);
  assert.equal(
    total((one) => metricIn(one, 'reqs').points[0]!.asDouble!),
    9,
  );
  assert.equal(
    total((one) => metricIn(one, 'ok.total').points[0]!.asInt!),
    3,
  );
  assert.equal(
    total((one) => metricIn(one, 'took').points[0]!.sum!),
    24,
  );
  for (const one of requests) {
    const { count, bucketCounts } = metricIn(one, 'took').points[0]!;
    assert.equal(
      bucketCounts!.reduce((sum, counted) => sum + counted, 0),
      count,
    );
  }
  for (let at = 1; at < requests.length; at++) {
    const [earlier, later] = [requests[at - 1]!, requests[at]!].map((one) => metricIn(one, 'reqs').points[0]!);
    assert.equal(later!.startTimeUnixNano, earlier!.timeUnixNano);
  }
});

test('headers, a name, packing and the resource', async () => {
  await using receiver = await Receiver.start();
  const request = await push(receiver, [{ metric: defOf('m'), value: 1 }], {
    K6_OTEL_HEADERS: 'a=b, X-C=d%20e',
    K6_OTEL_HTTP_EXPORTER_USERNAME: 'u',
    K6_OTEL_HTTP_EXPORTER_PASSWORD: 'p',
    K6_OTEL_HTTP_EXPORTER_URL_PATH: 'own/path',
    OTEL_EXPORTER_OTLP_HEADERS: 'z=1',
    OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip',
    OTEL_RESOURCE_ATTRIBUTES: 'x=y,service.name=other',
    OTEL_SERVICE_NAME: 'mine',
    K6_OTEL_SERVICE_VERSION: '7',
  });
  const { headers, path } = receiver.taken[0]!;
  assert.deepEqual([headers.a, headers['x-c'], headers.z], ['b', 'd e', '1']);
  assert.equal(headers.authorization, `Basic ${Buffer.from('u:p').toString('base64')}`);
  assert.equal(headers['content-encoding'], 'gzip');
  assert.equal(path, '/own/path');
  assert.deepEqual(
    [request.resource.x, request.resource['service.name'], request.resource['service.version']],
    ['y', 'mine', '7'],
  );
});

test('settings that make no sense are refused', async () => {
  const make = (env: Variables) => makeOutputs(['opentelemetry'], hostWith(new Screen(), { env }));
  for (const [name, value] of [
    ['K6_OTEL_EXPORTER_PROTOCOL', 'foo'],
    ['K6_OTEL_EXPORT_INTERVAL', 'soon'],
    ['K6_OTEL_FLUSH_INTERVAL', '0s'],
    ['K6_OTEL_HEADERS', 'x'],
    ['K6_OTEL_GRPC_EXPORTER_INSECURE', 'maybe'],
    ['OTEL_EXPORTER_OTLP_COMPRESSION', 'zip'],
  ] as const) {
    await assert.rejects(make({ [name]: value }), { code: 'E_BAD_OUTPUT_SETTING' }, name);
  }
  const description = async (env: Variables): Promise<string> => (await make(env))[0]!.description;
  assert.equal(await description({}), 'opentelemetry (grpc, localhost:4317)');
  assert.equal(await description(HTTP), 'opentelemetry (http/protobuf, http://localhost:4318/v1/metrics)');
  assert.equal(
    await description({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:1', OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf' }),
    'opentelemetry (http/protobuf, http://c:1/v1/metrics)',
  );
});
