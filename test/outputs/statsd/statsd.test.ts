// Lines over UDP, as k6's extension writes them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeOutputs } from '../../../src/outputs/index.js';
import { runSalvo } from '../../helpers/cli.js';
import { counterIn } from '../../helpers/output.js';
import { tempFolder } from '../../helpers/temp.js';
import { Listener } from '../../helpers/udp-listener.js';
import { batchOf, defOf, factsOf, hostWith, type Sample, Screen } from '../batches.js';

const NEVER = new AbortController().signal;

async function push(
  name: string,
  samples: readonly Sample[],
  env: Readonly<Record<string, string>> = {},
): Promise<Listener> {
  const listener = await Listener.start();
  const [output] = await makeOutputs([`${name}=${listener.address}`], hostWith(new Screen(), { env }));
  await output!.open(factsOf());
  output!.write(batchOf(samples));
  assert.deepEqual(await output!.close(NEVER), { written: samples.length, losses: [] });
  await listener.untilLines(samples.length);
  return listener;
}

const check = defOf('checks', { type: 'rate' });
const SAMPLES: readonly Sample[] = [
  { metric: defOf('http_reqs'), value: 1, tags: { status: '200', url: 'http://x', empty: '', odd: 'a|b,c' } },
  { metric: defOf('vus', { type: 'gauge' }), value: 7 },
  { metric: defOf('http_req_duration', { type: 'trend', contains: 'time' }), value: 12.5 },
  { metric: check, value: 1, tags: { check: 'is ok: really' } },
  { metric: check, value: 0, tags: { check: 'is ok: really' } },
  { metric: defOf('http_req_failed', { type: 'rate' }), value: 0 },
];

test('statsd: names and types, without tags', async () => {
  await using listener = await push('output-statsd', SAMPLES);
  assert.deepEqual(listener.datagrams, [
    [
      'k6.http_reqs:1|c',
      'k6.vus:7|g',
      'k6.http_req_duration:12.5|ms',
      'k6.check.is ok_ really.pass:1|c',
      'k6.check.is ok_ really.fail:1|c',
      'k6.http_req_failed:0|c',
    ].join('\n'),
  ]);
});

test('tags, a namespace and short datagrams', async () => {
  const env = { K6_STATSD_ENABLE_TAGS: 'true', K6_STATSD_NAMESPACE: 'me.', K6_STATSD_BUFFER_SIZE: '2' };
  await using listener = await push('statsd', SAMPLES.slice(0, 4), env);
  assert.deepEqual(listener.datagrams, [
    'me.http_reqs:1|c|#status:200,odd:a_b_c\nme.vus:7|g',
    'me.http_req_duration:12.5|ms\nme.check.is ok_ really.pass:1|c|#check:is ok: really',
  ]);
});

test('datadog has tags, but for those that are hidden', async () => {
  await using listener = await push('datadog', SAMPLES.slice(0, 1), { K6_DATADOG_TAG_BLOCKLIST: 'status' });
  assert.deepEqual(listener.datagrams, ['k6.http_reqs:1|c|#url:http://x,odd:a_b_c']);
});

test('no datagram is longer than what gets through', async () => {
  const long = { metric: defOf('m'.repeat(400)), value: 1 };
  const env = { K6_STATSD_BUFFER_SIZE: '1000' };
  await using listener = await push(
    'statsd',
    Array.from({ length: 10 }, () => long),
    env,
  );
  assert.equal(listener.lines.length, 10);
  assert.ok(listener.datagrams.every(({ length }) => length <= 1432));
});

test('a whole run: as many lines as the summary counts', async () => {
  await using listener = await Listener.start();
  const script = `
    import { Counter } from 'k6/metrics';
    const mine = new Counter('mine');
    export default function () { for (let i = 0; i < 10; i++) mine.add(2); }
  `;
  await using folder = await tempFolder({ 'script.js': script });
  const args = ['run', '-i', '10', '--workers', '2', '-u', '2', '--out', `statsd=${listener.address}`, 'script.js'];
  const { code, stdout, stderr } = await runSalvo(args, { cwd: folder.path });
  assert.equal(code, 0, stderr);
  assert.match(stdout, /output: statsd \(127\.0\.0\.1:\d+\)/);
  const count = (): number => listener.lines.filter((line) => line === 'k6.mine:2|c').length;
  while (count() < 100) await new Promise((resolve) => setTimeout(resolve, 10));
  assert.equal(count() * 2, counterIn(stdout, 'mine'));
});

test('where nobody listens, what the system refuses is lost and counted', async () => {
  const gone = await Listener.start();
  const { address } = gone;
  await gone[Symbol.asyncDispose]();
  const env = { K6_STATSD_PUSH_INTERVAL: '10ms' };
  const [output] = await makeOutputs([`statsd=${address}`], hostWith(new Screen(), { env }));
  await output!.open(factsOf());
  // The first datagram is on its way before anybody knows.
  for (let at = 0; at < 5; at++) {
    output!.write(batchOf(SAMPLES));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { written, losses } = await output!.close(NEVER);
  assert.equal(written + losses.reduce((sum, { samples }) => sum + samples, 0), 5 * SAMPLES.length);
  if (process.platform === 'linux') assert.match(losses[0]!.why, /ECONNREFUSED/);
});
