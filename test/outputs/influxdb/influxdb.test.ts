// What goes to an InfluxDB: lines, paths and settings, compared with what k6 sends.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { makeOutputs } from '../../../src/outputs/index.js';
import { nanosecondText, pointTimes } from '../../../src/outputs/influxdb/point-times.js';
import type { OutputReport } from '../../../src/outputs/types.js';
import { Receiver } from '../../helpers/receiver.js';
import { batchOf, defOf, factsOf, hostWith, type Sample, Screen } from '../batches.js';
import { readLines } from './line-reader.js';

const AT_MS = Date.UTC(2026, 10, 20, 15, 10, 51) + 586.408;
const NEVER = new AbortController().signal;
const duration = defOf('http_req_duration', { type: 'trend', contains: 'time' });

interface Pushed extends OutputReport {
  readonly said: readonly string[];
}

async function push(
  spec: string,
  batches: readonly (readonly Sample[])[],
  env: Readonly<Record<string, string>> = {},
): Promise<Pushed> {
  const said: string[] = [];
  const [output] = await makeOutputs([spec], hostWith(new Screen(), { env }));
  await output!.open(factsOf({}, said));
  for (const samples of batches) output!.write(batchOf(samples));
  return { ...(await output!.close(NEVER)), said };
}

const made = async (spec: string, env: Readonly<Record<string, string>> = {}): Promise<string> =>
  (await makeOutputs([spec], hostWith(new Screen(), { env })))[0]!.description;

const writesOf = ({ taken }: Receiver): string[] =>
  taken.filter(({ path }) => path.endsWith('/write')).map(({ body }) => body.toString());

test('a database is made, then there is one point a sample', async () => {
  await using receiver = await Receiver.start();
  const tags = { url: 'http://x/?a="b"', status: '200', empty: '', 'we ird': 'v,=al ue', group: '::g' };
  const samples = [
    { metric: duration, value: 5.520606000022963, timeMs: AT_MS, tags },
    { metric: defOf('my_counter'), value: 2, timeMs: AT_MS, metadata: { vu: '1', iter: '7' } },
  ];
  const report = await push(`influxdb=http://user:p%40w@127.0.0.1:${receiver.port}/mydb`, [samples]);
  assert.deepEqual(report, { written: 2, losses: [], said: [] });
  const [create, write] = receiver.taken;
  assert.equal(create!.path, '/query');
  assert.equal(create!.query.get('q'), 'CREATE DATABASE "mydb"');
  assert.equal(create!.headers.authorization, `Basic ${Buffer.from('user:p@w').toString('base64')}`);
  assert.equal(write!.headers.authorization, create!.headers.authorization);
  assert.deepEqual([write!.method, write!.path, String(write!.query)], ['POST', '/write', 'db=mydb&precision=ns']);
  assert.equal(
    write!.body.toString(),
    `http_req_duration,group=::g,status=200,we\\ ird=v\\,\\=al\\ ue url="http://x/?a=\\"b\\"",value=5.520606 1795187451586408000
my_counter value=2 1795187451586408000
`,
  );
});

test('tags become fields of a type, and what is none of that type is left out', async () => {
  await using receiver = await Receiver.start();
  const tags = { a: '12', b: 'T', c: '1.25', d: 'x\\', e: 'no', vu: '7' };
  const env = { K6_INFLUXDB_TAGS_AS_FIELDS: 'a:int,b:bool,c:float,d,e:int' };
  await push(`influxdb=${receiver.url}`, [[{ metric: defOf('m'), value: 1, timeMs: AT_MS, tags }]], env);
  assert.deepEqual(writesOf(receiver), [`m,vu=7 a=12i,b=true,c=1.25,d="x\\\\",value=1 1795187451586408000\n`]);
});

test('law: whatever tags hold, a line has them back, but for what no line can hold', async () => {
  await using receiver = await Receiver.start();
  const word = fc.string({ minLength: 1, maxLength: 8, unit: 'binary-ascii' }).filter((text) => !/[\\\r\n]/.test(text));
  await fc.assert(
    fc.asyncProperty(fc.dictionary(word, word, { noNullPrototype: true }), async (tags) => {
      receiver.taken.length = 0;
      await push(`influxdb=${receiver.url}?tagsAsFields=none`, [[{ metric: defOf('m'), value: 1, tags }]]);
      const [point] = readLines(writesOf(receiver)[0]!);
      assert.deepEqual(point!.tags, tags);
    }),
    { numRuns: 50 },
  );
});

test('newlines and backslashes at the end do not break a line', async () => {
  await using receiver = await Receiver.start();
  const tags = { a: 'x\ny', b: 'ends\\', c: 'c:\\d' };
  await push(`influxdb=${receiver.url}`, [[{ metric: defOf('m'), value: 1, timeMs: AT_MS, tags }]]);
  assert.deepEqual(writesOf(receiver), ['m,a=x\\ y,b=ends\\\\ ,c=c:\\d value=1 1795187451586408000\n']);
});

test('law: points of one series never share a nanosecond, in one thread or in several', () => {
  const steps = fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(fc.array(steps, { minLength: 1, maxLength: 4 }), (threads) => {
      const seen = new Set<string>();
      threads.forEach((stepsUs, thread) => {
        const times = pointTimes(thread);
        let us = 0;
        for (const step of stepsUs) {
          us += step;
          const text = nanosecondText(AT_MS + us / 1000, times);
          assert.ok(!seen.has(text), text);
          seen.add(text);
          assert.ok(Math.abs(Number(BigInt(text) - 1795187451586408000n) / 1000 - us) < 10 + stepsUs.length / 31);
        }
      });
    }),
  );
});

test('samples of the same instant are as many points', async () => {
  await using receiver = await Receiver.start();
  const metric = defOf('m');
  const samples = Array.from({ length: 500 }, () => ({ metric, value: 1, timeMs: AT_MS, tags: TAGS }));
  // As from two threads: equal tags that are not the same object.
  const others = samples.map((sample) => ({ ...sample, tags: OTHER_TAGS }));
  await push(`influxdb=${receiver.url}`, [samples, others]);
  const times = readLines(writesOf(receiver).join('')).map(({ time }) => time);
  assert.equal(new Set(times).size, 1000);
});
const TAGS = { a: 'b' };
const OTHER_TAGS = { a: 'b' };

test('what is tried again are the same points, also compressed', async () => {
  await using receiver = await Receiver.start();
  let writes = 0;
  receiver.answer = (request, response) => {
    const fails = request.path === '/write' && ++writes <= 2;
    response.writeHead(fails ? 503 : 204).end('busy');
  };
  const sample = { metric: defOf('m'), value: 1, timeMs: AT_MS };
  const { written, said } = await push(`influxdb=${receiver.url}?gzip=true`, [[sample, sample]]);
  assert.equal(written, 2);
  assert.match(said[0]!, /InfluxDBv1 \(http:.*\): status 503: busy; trying again/);
  const bodies = receiver.received.filter(({ path }) => path === '/write').map(({ body }) => body.toString());
  assert.equal(bodies.length, 3);
  assert.equal(new Set(bodies).size, 1);
  assert.equal(receiver.taken.at(-1)!.headers['content-encoding'], 'gzip');
});

test('a database that somebody drops is made again; one that may not be made is said, and written to', async () => {
  await using receiver = await Receiver.start();
  const sample = { metric: defOf('m'), value: 1, timeMs: AT_MS };
  let dropped = true;
  receiver.answer = ({ path }, response) => {
    if (path === '/query') return void response.writeHead(403).end('{"error":"no admin"}');
    response.writeHead(dropped ? 404 : 204).end();
    dropped = false;
  };
  const { written, said } = await push(`influxdb=${receiver.url}/db`, [[sample]]);
  assert.equal(written, 1);
  assert.match(said[0]!, /the database db could not be made: \{"error":"no admin"\}/);
  assert.deepEqual(
    receiver.received.map(({ path }) => path),
    ['/query', '/write', '/query', '/write'],
  );
});

test('what the database refuses is lost with its reason', async () => {
  await using receiver = await Receiver.start();
  receiver.answer = ({ path }, response) =>
    void response.writeHead(path === '/write' ? 400 : 200).end('{"error":"partial write:\n field type conflict"}');
  const { written, losses } = await push(`influxdb=${receiver.url}`, [[{ metric: defOf('m'), value: 1 }]]);
  assert.equal(written, 0);
  assert.deepEqual(losses, [{ why: 'status 400: {"error":"partial write: field type conflict"}', samples: 1 }]);
});

test('a bucket, an organisation or a token makes it version 2, whose API version 3 has as well', async () => {
  await using receiver = await Receiver.start();
  const env = { K6_INFLUXDB_ORGANIZATION: 'my org', K6_INFLUXDB_BUCKET: 'b', K6_INFLUXDB_TOKEN: 'secret' };
  const sample = { metric: defOf('m'), value: 1, timeMs: AT_MS };
  const spec = `xk6-influxdb=${receiver.url}?precision=us`;
  assert.deepEqual(await push(spec, [[sample]], env), { written: 1, losses: [], said: [] });
  const [write, ...more] = receiver.taken;
  assert.deepEqual(more, []);
  assert.equal(write!.path, '/api/v2/write');
  assert.deepEqual(Object.fromEntries(write!.query), { org: 'my org', bucket: 'b', precision: 'us' });
  assert.equal(write!.headers.authorization, 'Token secret');
  assert.equal(write!.body.toString(), 'm value=1 1795187451586408\n');
  assert.equal(await made(spec, env), `InfluxDBv2 (${receiver.url})`);
});

test('aggregate: figures for each series and second, and nothing is counted twice', async () => {
  await using receiver = await Receiver.start();
  const second = Math.floor(AT_MS / 1000) * 1000;
  const values = Array.from({ length: 101 }, (_, at) => at);
  const batches = [
    values.map((value) => ({ metric: duration, value, timeMs: second + value, tags: TAGS })),
    [
      { metric: duration, value: 7, timeMs: second + 1500, tags: OTHER_TAGS },
      ...[0, 1, 1, 1].map((value) => ({ metric: defOf('checks', { type: 'rate' }), value, timeMs: second })),
      ...[5, 2, 3].map((value) => ({ metric: defOf('vus', { type: 'gauge' }), value, timeMs: second })),
      ...[5, 2, 3].map((value) => ({ metric: defOf('reqs'), value, timeMs: second })),
    ],
  ];
  const report = await push(`influxdb=${receiver.url}?aggregate=1s`, batches);
  assert.deepEqual(report, { written: 112, losses: [], said: [] });
  assert.equal(
    writesOf(receiver).join(''),
    `http_req_duration,a=b count=101,value=50,sum=5050,min=0,max=100,mean=50,p50=50,p90=90,p95=95,p99=99 1795187451000000000
http_req_duration,a=b count=1,value=7,sum=7,min=7,max=7,mean=7,p50=7,p90=7,p95=7,p99=7 1795187452000000000
checks count=4,value=0.75,sum=3,mean=0.75 1795187451000000000
vus count=3,value=3,min=2,max=5 1795187451000000000
reqs count=3,value=10,sum=10 1795187451000000000
`,
  );
});

test('settings: argument, then variables, then defaults', async () => {
  assert.equal(await made('influxdb'), 'InfluxDBv1 (http://localhost:8086)');
  assert.equal(await made('influxdb=http://u:p@h:1/prefix/db'), 'InfluxDBv1 (http://h:1/prefix)');
  assert.equal(await made('influxdb', { K6_INFLUXDB_ADDR: 'https://v:2' }), 'InfluxDBv1 (https://v:2)');
  for (const wrong of [
    'localhost:8086/db',
    'tcp://localhost:8089/db',
    'http://h/?foo=bar',
    'http://h/?pushInterval=soon',
    'http://h/?concurrentWrites=0',
    'http://h/?insecure=maybe',
    'http://h/?tagsAsFields=a:text',
    'http://h/?precision=fortnight',
    'http://h/?payload_size=x',
    'http://h/?aggregate=0s',
  ]) {
    await assert.rejects(made(`influxdb=${wrong}`), { code: 'E_BAD_OUTPUT_SETTING' }, wrong);
  }
});

test('settings reach the server: retention, consistency, intervals, several tagsAsFields', async () => {
  await using receiver = await Receiver.start();
  const query = 'retention=r&consistency=one&precision=ms&tagsAsFields=a&tagsAsFields=b:int';
  const sample = { metric: defOf('m'), value: 1, timeMs: AT_MS, tags: { a: '1', b: '2', c: '3' } };
  await push(`influxdb=${receiver.url}/db?${query}`, [[sample]]);
  const { query: got, body } = receiver.taken.at(-1)!;
  assert.deepEqual(Object.fromEntries(got), { db: 'db', precision: 'ms', rp: 'r', consistency: 'one' });
  assert.equal(body.toString(), 'm,c=3 a="1",b=2i,value=1 1795187451586\n');
});
