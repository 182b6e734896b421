// Whole runs with an InfluxDB: what its own queries say is what the summary says, and what happens to it is no harm.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { runSalvo, startSalvo } from '../../helpers/cli.js';
import { counterIn } from '../../helpers/output.js';
import { Receiver } from '../../helpers/receiver.js';
import { countingServer } from '../../helpers/servers.js';
import { tempFolder } from '../../helpers/temp.js';
import { Listener } from '../../helpers/udp-listener.js';
import { noInfluxd, startInfluxd } from './influxd.js';
import { readLines } from './line-reader.js';

/** Known sums; a hundred samples of one series come within few microseconds. */
const SCRIPT = `
  import http from 'k6/http';
  import { check } from 'k6';
  import { Counter, Gauge, Rate, Trend } from 'k6/metrics';
  const mine = new Counter('mine'), level = new Gauge('level'), odd = new Rate('odd'), size = new Trend('size');
  export default function () {
    const response = http.get(__ENV.URL + '/?user=' + __VU, { tags: { name: 'A, "b"=c' } });
    check(response, { 'is ok': (r) => r.status === 200 });
    for (let i = 0; i < 100; i++) mine.add(2);
    level.add(5);
    odd.add(__ITER % 2);
    size.add(__ITER + 0.25);
  }
`;
const LOAD = ['-u', '4', '-i', '200', '--workers', '2'];
const COUNTS_ONLY = `
  import { Counter } from 'k6/metrics';
  import { sleep } from 'k6';
  const mine = new Counter('mine');
  export default function () {
    for (let i = 0; i < 100; i++) mine.add(1);
    sleep(0.01);
  }
`;

test('a real InfluxDB has the counts and sums of the summary, by samples and aggregated', {
  skip: noInfluxd,
}, async () => {
  await using influxd = await startInfluxd();
  await using server = await countingServer();
  await using folder = await tempFolder({ 'script.js': SCRIPT });
  const outputs = ['--out', `influxdb=${influxd.url}/samples`, '--out', `influxdb=${influxd.url}/seconds?aggregate=1s`];
  const args = ['run', ...LOAD, ...outputs, '-e', `URL=${server.url}`, '--summary-export', 'sum.json', 'script.js'];
  const { code, stdout, stderr } = await runSalvo(args, { cwd: folder.path });
  assert.equal(code, 0, stderr);
  assert.doesNotMatch(stdout, /were not written/);
  const { metrics } = JSON.parse(await readFile(join(folder.path, 'sum.json'), 'utf8')) as {
    metrics: Record<string, Record<string, number>>;
  };
  const ask = async (select: string, from: string): Promise<unknown[]> => {
    const [row] = await influxd.query('samples', `SELECT ${select} FROM ${from}`);
    return Object.values(row!).slice(1);
  };
  const own = async (select: string, from: string): Promise<unknown[]> => {
    const [row] = await influxd.query('seconds', `SELECT ${select} FROM ${from}`);
    return Object.values(row!).slice(1);
  };
  assert.deepEqual(await ask('count(value), sum(value)', 'mine'), [20_000, metrics.mine!.count]);
  assert.deepEqual(await own('sum(count), sum(value)', 'mine'), [20_000, metrics.mine!.count]);
  assert.deepEqual(await ask('count(value), sum(value)', 'http_reqs'), [server.answered, metrics.http_reqs!.count]);
  assert.deepEqual(await own('sum(count), sum(value)', 'http_reqs'), [server.answered, metrics.http_reqs!.count]);
  assert.deepEqual(await ask('sum(value)', 'checks'), [metrics.checks!.passes]);
  assert.deepEqual(await own('sum(sum), sum(count)', 'checks'), [metrics.checks!.passes, 200]);
  assert.deepEqual(await ask('last(value)', 'level'), [5]);
  assert.deepEqual(await ask('sum(value), count(value)', 'odd'), [metrics.odd!.passes, 200]);
  const { avg, min, max } = metrics.size!;
  assert.deepEqual(await ask('mean(value), min(value), max(value)', 'size'), [avg, min, max]);
  assert.deepEqual(await own('sum(sum), min(min), max(max), sum(count)', 'size'), [avg! * 200, min, max, 200]);
  const took = metrics.http_req_duration!;
  const [count, most] = await ask('count(value), max(value)', `http_req_duration WHERE "name" = 'A, "b"=c'`);
  assert.deepEqual([count, Math.round(Number(most) * 1e3)], [200, Math.round(took.max! * 1e3)]);
  const iterations = await own('sum(count), max(max)', 'iteration_duration');
  assert.equal(iterations[0], 200);
});

test('over TLS, with a certificate that nobody knows when that is asked for', async () => {
  await using receiver = await Receiver.start('secure');
  await using folder = await tempFolder({ 'script.js': COUNTS_ONLY });
  const run = (query: string) =>
    runSalvo(['run', '-i', '3', '--out', `influxdb=${receiver.url}/db${query}`, 'script.js'], { cwd: folder.path });
  const refused = await run('');
  assert.match(refused.stdout, /(\d+) of \1 samples were not written: .*(certificate|issuer)/);
  assert.equal(receiver.received.length, 0);
  const { code, stdout } = await run('?insecure=true');
  assert.equal(code, 0);
  assert.doesNotMatch(stdout, /were not written/);
  assert.equal(pointsOf(receiver, 'mine').length, 300);
});

test('over UDP, in datagrams of a limited size', async () => {
  await using listener = await Listener.start();
  await using folder = await tempFolder({ 'script.js': COUNTS_ONLY });
  const out = `influxdb=udp://${listener.address}/db?payload_size=300`;
  const { code, stdout, stderr } = await runSalvo(['run', '-i', '2', '--out', out, 'script.js'], { cwd: folder.path });
  assert.equal(code, 0, stderr);
  assert.match(stdout, /output: InfluxDBv1 \(udp:\/\/127\.0\.0\.1:\d+\)/);
  const mine = (): number => listener.lines.filter((line) => line.startsWith('mine,')).length;
  while (mine() < 200) await new Promise((resolve) => setTimeout(resolve, 10));
  assert.equal(readLines(listener.lines.join('\n')).filter(({ measurement }) => measurement === 'mine').length, 200);
  assert.ok(listener.datagrams.every(({ length }) => length <= 300));
});

test('through a proxy, plain and in a tunnel', async () => {
  await using folder = await tempFolder({ 'script.js': COUNTS_ONLY });
  const asked: string[] = [];
  const proxy = createServer(async (request, response) => {
    asked.push(`${request.method} ${new URL(request.url!).pathname}`);
    const { url, method, headers } = request;
    const body = await new Response(request as never).arrayBuffer();
    const answer = await fetch(url!, { method: method!, body, headers: { 'x-from': headers.host! } });
    response.writeHead(answer.status).end();
  });
  proxy.on('connect', (request, socket) => {
    asked.push(`CONNECT ${request.headers['proxy-authorization']}`);
    const [host, port] = request.url!.split(':');
    const there = connect(Number(port), host!, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      there.pipe(socket).pipe(there);
    });
    const end = (): void => {
      there.destroy();
      socket.destroy();
    };
    for (const one of [there, socket]) one.on('error', end).on('close', end);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  try {
    const url = `http://me:pw@127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    for (const kind of ['plain', 'secure'] as const) {
      await using receiver = await Receiver.start(kind);
      const args = ['run', '-i', '3', '--out', `influxdb=${receiver.url}/db?insecure=true`, 'script.js'];
      const { stdout, stderr } = await runSalvo(args, { cwd: folder.path, env: { K6_INFLUXDB_PROXY: url } });
      assert.doesNotMatch(stdout + stderr, /were not written/);
      assert.equal(pointsOf(receiver, 'mine').length, 300);
    }
    assert.deepEqual(asked.slice(0, 2), ['POST /query', 'POST /write']);
    assert.equal(asked.at(-1), `CONNECT Basic ${Buffer.from('me:pw').toString('base64')}`);
  } finally {
    proxy.closeAllConnections();
    proxy.close();
  }
});

test('a database that is killed in mid-run: the load goes on, and what was lost is counted and said', async () => {
  await using receiver = await Receiver.start();
  await using folder = await tempFolder({ 'script.js': COUNTS_ONLY });
  const args = ['run', '-u', '4', '--workers', '2', '-i', '600', '--out', `influxdb=${receiver.url}/db`, 'script.js'];
  const cli = startSalvo(args, { cwd: folder.path, env: { K6_INFLUXDB_PUSH_INTERVAL: '50ms' } });
  await cli.until(/[1-9]\d* complete/);
  // Nothing is on its way that the server has taken and could not acknowledge any more.
  receiver.answer = (_request, response) => void response.writeHead(503).end();
  await cli.until(/status 503; trying again/);
  await receiver.stop();
  const { code, stdout, stderr } = await cli.done;
  assert.equal(code, 0, stderr);
  assert.equal(counterIn(stdout, 'iterations'), 600);
  assert.equal(counterIn(stdout, 'mine'), 60_000);
  const [, lost, all] = /output InfluxDBv1 .*: (\d+) of (\d+) samples were not written: .*(503|ECONN)/.exec(stdout)!;
  assert.equal(pointsOf(receiver).length + Number(lost), Number(all));
});

const pointsOf = ({ taken }: Receiver, measurement?: string): unknown[] =>
  taken
    .filter(({ path }) => path === '/write')
    .flatMap(({ body }) => readLines(body.toString()))
    .filter((point) => measurement === undefined || point.measurement === measurement);
