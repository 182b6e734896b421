// Promises, timers, natives and errors of iterations, one VU: in the order of k6, each in its own iteration.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { LEVELS, nameOf } from './adapter.js';
import { CASES, HEAD } from './event-loop-cases.js';
import { endProcesses, textRuns } from './sample-processes.js';

after(endProcesses);

for (const [name, { script, iterations = 1, expected }] of Object.entries(CASES)) {
  for (const level of LEVELS) {
    test(`${name}, ${nameOf(level)}`, async () => {
      const runs = await textRuns(`${HEAD}${script}`, { level, iterations });
      const found = runs.flatMap(({ kind, value, printed }) => [
        ...printed,
        ...(kind === 'threw' ? [`error: ${value}`] : kind === 'returned' ? [] : [kind]),
      ]);
      assert.deepEqual(found, expected);
    });
  }
}
