// The same over gRPC: what the transport adds, and what can go wrong on it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeOutputs } from '../../../src/outputs/index.js';
import { runSalvo } from '../../helpers/cli.js';
import { counterIn } from '../../helpers/output.js';
import { tempFolder } from '../../helpers/temp.js';
import { testCertificates } from '../../helpers/tls.js';
import { batchOf, defOf, factsOf, hostWith, Screen } from '../batches.js';
import { GrpcReceiver } from './grpc-receiver.js';
import { metricIn, readRequest } from './otlp.js';

const NEVER = new AbortController().signal;
type Variables = Readonly<Record<string, string>>;

async function pushGrpc(receiver: GrpcReceiver, variables: Variables, end: 'arrives' | 'fails' = 'arrives') {
  const said: string[] = [];
  const env = { ...variables, ...(end === 'fails' ? { K6_OTEL_EXPORT_INTERVAL: '20ms' } : {}) };
  const [output] = await makeOutputs([`opentelemetry=${receiver.url}`], hostWith(new Screen(), { env }));
  await output!.open(factsOf({}, said));
  output!.write(batchOf([{ metric: defOf('m'), value: 3 }]));
  // Only then is it known why; at the end nobody waits for long.
  while (end === 'fails' && said.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  return { ...(await output!.close(end === 'fails' ? AbortSignal.abort() : NEVER)), said };
}

test('gRPC: one call for each export, packed or not', async () => {
  await using receiver = await GrpcReceiver.start();
  for (const compression of ['none', 'gzip']) {
    const { written, losses } = await pushGrpc(receiver, {
      OTEL_EXPORTER_OTLP_COMPRESSION: compression,
      K6_OTEL_HEADERS: 'Tenant=me',
    });
    assert.deepEqual([written, losses], [1, []]);
    const { headers, message } = receiver.calls.at(-1)!;
    assert.equal(headers[':path'], '/opentelemetry.proto.collector.metrics.v1.MetricsService/Export');
    assert.deepEqual([headers['content-type'], headers.te, headers.tenant], ['application/grpc', 'trailers', 'me']);
    assert.equal(headers['grpc-encoding'], compression === 'gzip' ? 'gzip' : undefined);
    assert.equal(metricIn(readRequest(message), 'm').points[0]!.asDouble, 3);
  }
});

test('gRPC over TLS, with an authority of its own', async () => {
  await using receiver = await GrpcReceiver.start('secure');
  await using folder = await tempFolder({ 'ca.pem': testCertificates().ca.cert });
  const { written } = await pushGrpc(receiver, { K6_OTEL_TLS_CERTIFICATE: `${folder.path}/ca.pem` });
  assert.equal(written, 1);
  const refused = await pushGrpc(receiver, {}, 'fails');
  assert.match(refused.losses[0]!.why, /certificate/);
  assert.equal((await pushGrpc(receiver, { K6_OTEL_TLS_INSECURE_SKIP_VERIFY: 'true' })).written, 1);
});

test('gRPC that fails is said with its status, whichever way the server tells it', async () => {
  await using receiver = await GrpcReceiver.start();
  receiver.status = 14;
  for (const isTrailersOnly of [false, true]) {
    receiver.isTrailersOnly = isTrailersOnly;
    const { written, losses, said } = await pushGrpc(receiver, {}, 'fails');
    assert.equal(written, 0);
    assert.deepEqual(losses, [{ why: 'gRPC status 14: not now', samples: 1 }]);
    assert.match(said[0]!, /opentelemetry \(grpc \(insecure\), 127.*\): gRPC status 14: not now; trying again/);
  }
});

test('a whole run has the counts of the summary at the collector', async () => {
  await using receiver = await GrpcReceiver.start();
  const script = `
    import { Counter, Trend } from 'k6/metrics';
    const mine = new Counter('mine'), size = new Trend('size');
    export default function () { for (let i = 0; i < 10; i++) { mine.add(2); size.add(i); } }
  `;
  await using folder = await tempFolder({ 'script.js': script });
  const args = ['run', '-u', '2', '--workers', '2', '-i', '200', '--out', 'opentelemetry', 'script.js'];
  const env = { K6_OTEL_GRPC_EXPORTER_INSECURE: 'true', K6_OTEL_GRPC_EXPORTER_ENDPOINT: receiver.host };
  const { code, stdout, stderr } = await runSalvo(args, { cwd: folder.path, env });
  assert.equal(code, 0, stderr);
  assert.match(stdout, /output: opentelemetry \(grpc \(insecure\), 127\.0\.0\.1:\d+\)/);
  assert.doesNotMatch(stdout, /were not written/);
  const last = readRequest(receiver.calls.at(-1)!.message);
  assert.equal(metricIn(last, 'mine').points[0]!.asDouble, counterIn(stdout, 'mine'));
  const [size] = metricIn(last, 'size').points;
  assert.deepEqual([size!.count, size!.sum, size!.min, size!.max], [2000, 9000, 0, 9]);
  assert.deepEqual(size!.bucketCounts!.slice(0, 3), [200, 1000, 800]);
});
