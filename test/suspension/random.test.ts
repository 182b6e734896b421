// A thousand random programs do, compiled, what they do in plain Node. random.ts runs any number of others.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LEVELS } from './adapter.js';
import { runPrograms, startWorker } from './random-programs.js';

const COUNT = 1_000;
/** Processes that share them. */
const PARTS = 2;

test('random programs do what they do in plain Node', async () => {
  const different = new Map<number, string>();
  const part = async (from: number): Promise<number> => {
    await using worker = startWorker();
    const settings = { from, count: COUNT / PARTS, levels: LEVELS, vus: 3 };
    const { useless } = await runPrograms(worker, settings, async (seed, { level, kind, detail }) => {
      different.set(seed, `${level}: ${kind} ${detail}`);
    });
    return useless;
  };
  const parts = Array.from({ length: PARTS }, (_, index) => part(1 + (index * COUNT) / PARTS));
  const useless = (await Promise.all(parts)).reduce((sum, count) => sum + count, 0);
  assert.deepEqual([...different], []);
  assert.ok(useless < COUNT / 2, `${useless} programs say nothing`);
});
