// One sample script, compiled for every level and run by many VUs, against Node's own modules.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, type TestContext } from 'node:test';
import { LEVELS, nameOf } from './adapter.js';
import { DIFFERENT, REFUSED } from './known.js';
import type { PlainRun } from './plain.js';
import { compiledRuns, endProcesses, plainRuns, type Sample, VUS } from './sample-processes.js';

after(endProcesses);

/** Each export of the script does what it does in Node's own modules, where nothing waits. */
export async function sameAsPlain(context: TestContext, sample: Sample): Promise<void> {
  const expected = await plainRuns(join(sample.folder, sample.name));
  for (const level of LEVELS) {
    await context.test(nameOf(level), async (ofLevel) => {
      const runs = await compiledRuns(sample, level);
      for (const one of expected) {
        const known = `${sample.name} ${one.name}`;
        await ofLevel.test(one.name, { todo: DIFFERENT[known] ?? false }, () => {
          const found = runs.filter((run) => run.name === one.name);
          assert.equal(found.length, VUS);
          for (const run of found) {
            if (known in REFUSED) assert.match(String(run.value), /^BlockedInSyncContext: /);
            else assert.deepEqual(comparable(run), comparable(one));
          }
        });
      }
    });
  }
}

const comparable = ({ kind, value, log }: Pick<PlainRun, 'value' | 'log'> & { readonly kind: string }) => ({
  kind,
  value,
  log,
});
