// Two hundred random programs do, compiled, what they do in plain Node. random.ts runs any number of others.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LEVELS } from './adapter.js';
import { runPrograms, startWorker } from './random-programs.js';

// Some constructs are still refused, each with an error at its place; the list is in the issue about suspension.
test('random programs do what they do in plain Node', { todo: 'constructs that are still refused' }, async () => {
  await using worker = startWorker();
  const differences: string[] = [];
  const totals = await runPrograms(
    worker,
    { from: 1, count: 200, levels: LEVELS, vus: 3 },
    async (seed, difference) => {
      differences.push(`seed ${seed}, ${difference.level}: ${difference.kind} ${difference.detail}`);
    },
  );
  assert.deepEqual(differences, []);
  assert.ok(totals.useless < 100, `${totals.useless} programs say nothing`);
});
