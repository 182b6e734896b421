// The endpoint that Prometheus scrapes.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { makeOutputs } from '../../../src/outputs/index.js';
import { runSalvo, startSalvo } from '../../helpers/cli.js';
import { tempFolder } from '../../helpers/temp.js';
import { batchOf, defOf, factsOf, hostWith, Screen } from '../batches.js';
import { noPrometheus, startPrometheus } from './prometheus.js';

const NEVER = new AbortController().signal;

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

test('every series with its type, and all lines of a name together', async () => {
  const port = await freePort();
  const [output] = await makeOutputs([`prometheus=127.0.0.1:${port}`], hostWith(new Screen()));
  const said: string[] = [];
  await output!.open(factsOf({}, said));
  const took = defOf('took', { type: 'trend', contains: 'time' });
  output!.write(
    batchOf([
      { metric: defOf('reqs'), value: 1, tags: { name: 'a "b"\n\\', 'x-y': '1' } },
      { metric: took, value: 10 },
      { metric: took, value: 30 },
      { metric: defOf('reqs'), value: 4, tags: { name: 'c' } },
    ]),
  );
  const response = await fetch(`http://127.0.0.1:${port}/metrics?x=1`);
  assert.match(response.headers.get('content-type')!, /^text\/plain; version=0\.0\.4/);
  assert.equal(
    await response.text(),
    `# TYPE k6_reqs_total counter
k6_reqs_total{name="a \\"b\\"\\n\\\\",x_y="1"} 1
k6_reqs_total{name="c"} 4
# TYPE k6_took_avg gauge
k6_took_avg 0.02
# TYPE k6_took_min gauge
k6_took_min 0.01
# TYPE k6_took_med gauge
k6_took_med 0.02
# TYPE k6_took_max gauge
k6_took_max 0.03
# TYPE k6_took_p90 gauge
k6_took_p90 0.028
# TYPE k6_took_p95 gauge
k6_took_p95 0.029
# TYPE k6_took_p99 gauge
k6_took_p99 0.0298
# TYPE k6_took_count gauge
k6_took_count 2
# TYPE k6_took_sum gauge
k6_took_sum 0.04
`,
  );
  assert.equal((await fetch(`http://127.0.0.1:${port}/else`)).status, 404);
  assert.deepEqual(await output!.close(NEVER), { written: 4, losses: [] });
  assert.deepEqual(said, []);
  await assert.rejects(fetch(`http://127.0.0.1:${port}/metrics`));
});

test('an address that is taken is said before the run; so is one that makes no sense', async () => {
  await using folder = await tempFolder({ 'script.js': 'export default function () {}' });
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    const args = ['run', '-i', '1', '--out', `prometheus=127.0.0.1:${port}`, 'script.js'];
    const { code, stderr } = await runSalvo(args, { cwd: folder.path });
    assert.equal(code, 255);
    assert.match(stderr, /E_CANNOT_LISTEN.*127\.0\.0\.1:\d+.*EADDRINUSE/);
  } finally {
    server.close();
  }
  for (const wrong of ['a:b:c', 'http://x', ':99999']) {
    await assert.rejects(makeOutputs([`prometheus=${wrong}`], hostWith(new Screen())), {
      code: 'E_BAD_OUTPUT_SETTING',
    });
  }
});

test('a real Prometheus scrapes a run', { skip: noPrometheus }, async () => {
  await using folder = await tempFolder({
    'script.js': `
      import { Counter } from 'k6/metrics';
      import { sleep } from 'k6';
      const mine = new Counter('mine');
      export default function () { mine.add(3, { kind: 'a b' }); sleep(0.1); }
    `,
  });
  const port = await freePort();
  await using prometheus = await startPrometheus([`127.0.0.1:${port}`]);
  const args = ['run', '-u', '2', '-d', '10m', '--out', `prometheus=:${port}`, 'script.js'];
  const cli = startSalvo(args, { cwd: folder.path });
  const [mine] = await prometheus.until('k6_mine_total{kind="a b"} > 10');
  assert.equal(mine!.value % 3, 0);
  assert.equal((await prometheus.until('k6_vus'))[0]!.value, 2);
  await prometheus.until('k6_iteration_duration_p95 > 0.09');
  cli.kill('SIGINT');
  assert.equal((await cli.done).code, 105);
});
