// What a slow or dead place does to an output: it loses samples, counts them, and ends.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { makeOutputs } from '../../src/outputs/index.js';
import { tempFolder } from '../helpers/temp.js';
import { batchOf, defOf, factsOf, hostWith, Screen } from './batches.js';

const batch = batchOf(Array.from({ length: 5000 }, (_, value) => ({ metric: defOf('m'), value })));

test('a place that takes nothing costs what is over the room, and the rest at the end', async () => {
  const said: string[] = [];
  const [output] = await makeOutputs(['json'], hostWith(new Screen('stuck')));
  await output!.open(factsOf({}, said));
  for (let i = 0; i < 200; i++) output!.write(batch);
  const report = await output!.close(AbortSignal.abort());
  assert.deepEqual(report, {
    written: 0,
    losses: [
      { why: 'it took them too slowly', samples: 500_000 },
      { why: 'it stood still', samples: 500_000 },
    ],
  });
  assert.deepEqual(said, ['output json (stdout) takes no more samples: it stood still']);
});

test('a place that breaks is left alone, and every sample is accounted for', async () => {
  const screen = new Screen();
  const said: string[] = [];
  const [output] = await makeOutputs(['csv=-'], hostWith(screen));
  await output!.open(factsOf({}, said));
  output!.write(batch);
  output!.write(batch);
  await new Promise((resolve) => setTimeout(resolve, 50));
  screen.on('error', () => {});
  screen.destroy(new Error('gone'));
  output!.write(batch);
  const { written, losses } = await output!.close(AbortSignal.abort());
  const [loss] = losses;
  assert.ok(losses.length === 1 && loss!.samples >= 5000, JSON.stringify(losses));
  assert.equal(written + loss!.samples, 15_000);
  assert.deepEqual(said, [`output csv (stdout) takes no more samples: ${loss!.why}`]);
  assert.equal(screen.text.split('\n').length - 2, written);
});

test('nothing is lost when there is room, in several outputs at once, compressed or not', async () => {
  await using folder = await tempFolder();
  const outputs = await makeOutputs(
    ['json=a.json', 'json=b.json.gz', 'csv=c.csv.gz'],
    hostWith(new Screen(), { cwd: folder.path }),
  );
  for (const output of outputs) await output.open(factsOf());
  for (let i = 0; i < 40; i++) for (const output of outputs) output.write(batch);
  for (const output of outputs) {
    assert.deepEqual(await output.close(new AbortController().signal), { written: 200_000, losses: [] });
  }
  const plain = await readFile(join(folder.path, 'a.json'), 'utf8');
  assert.equal(plain.split('\n').length, 200_002);
  assert.equal(gunzipSync(await readFile(join(folder.path, 'b.json.gz'))).toString(), plain);
  assert.equal(
    gunzipSync(await readFile(join(folder.path, 'c.csv.gz')))
      .toString()
      .split('\n').length,
    200_002,
  );
});

test('a file that cannot be made is said before the run', async () => {
  const [output] = await makeOutputs(['json=/nowhere/at/all.json'], hostWith(new Screen()));
  await assert.rejects(output!.open(factsOf()), { code: 'E_CANNOT_WRITE' });
});
