// Adding a module is one file and one row: of plain functions, one that blocks, one whose objects block, one that speaks a
// wire protocol of its own.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { PLAIN_MAIN, runSalvo } from '../../helpers/cli.js';
import { tempFolder } from '../../helpers/temp.js';

const SCRIPT = `
  import { double } from 'k6/plain';
  import { pause } from 'k6/pause';
  import { Bell } from 'k6/bell';
  export const options = { vus: 2, iterations: 4 };

  const ringTwice = (bell) => [1, 2].map((times) => bell.ring(times));
  function later(value) {
    return new Promise((resolve) => setTimeout(() => resolve(pause(value)), 1));
  }

  export default async function () {
    const bell = new Bell('it');
    const called = bell.each([1, 2, 3], (value) => pause(double(value)));
    const plainly = bell.each([1, 2, 3], double);
    console.log(JSON.stringify([pause(double(4)), ringTwice(bell), called, plainly, await later('late')]));
  }
`;
const LINE = JSON.stringify([8, ['it rings 1 times', 'it rings 2 times'], [2, 4, 6], [2, 4, 6], 'late']);

for (const level of ['complete', 'optimised']) {
  test(`scripts use three modules more, compiled to the ${level} level`, async () => {
    await using folder = await tempFolder();
    const script = await folder.write('script.js', SCRIPT);
    const { code, stderr } = await runSalvo(['run', '--workers=2', `--compile=${level}`, '--log-format=json', script], {
      main: PLAIN_MAIN,
      nodeArgs: ['--import', join(import.meta.dirname, 'rows.js')],
    });
    assert.equal(code, 0, stderr);
    const lines = stderr.split('\n').filter((line) => line.includes('"source":"console"'));
    assert.deepEqual(
      lines.map((line) => (JSON.parse(line) as { msg: string }).msg),
      [LINE, LINE, LINE, LINE],
    );
  });
}

test('a module speaks a wire protocol of its own, and its bytes count', async () => {
  let received = 0;
  let connections = 0;
  const server = createServer((socket) => {
    connections++;
    socket.on('error', () => {});
    socket.on('data', (bytes) => {
      received += bytes.length;
      socket.write(bytes.toString().toUpperCase());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await using folder = await tempFolder();
  const script = await folder.write(
    'script.js',
    `import { ask } from 'k6/lines';
     export const options = { scenarios: { s: { executor: 'per-vu-iterations', vus: 2, iterations: 3 } } };
     export default function () { console.log([1, 2].map((number) => ask(__ENV.PORT, 'line ' + number)).join()); }`,
  );
  const { port } = server.address() as AddressInfo;
  const args = ['run', '--workers=2', '-e', `PORT=${port}`, `--summary-export=${folder.path}/out.json`, script];
  const { code, stderr } = await runSalvo(args, {
    main: PLAIN_MAIN,
    nodeArgs: ['--import', join(import.meta.dirname, 'rows.js')],
  });
  server.close();
  assert.equal(code, 0, stderr);
  assert.equal(stderr.match(/LINE 1,LINE 2/g)?.length, 6, stderr);
  assert.deepEqual([received, connections], [6 * 2 * 'line 1\n'.length, 2]);
  const { metrics } = JSON.parse(await readFile(`${folder.path}/out.json`, 'utf8')) as {
    metrics: Record<string, { count: number }>;
  };
  assert.deepEqual([metrics.data_sent!.count, metrics.data_received!.count], [received, received]);
});
