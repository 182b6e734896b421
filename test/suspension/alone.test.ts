// Each construct in a program of its own: what one of a file's functions uses makes the compiler careful with all of
// them, so that a proof which is wrong for one would not be seen beside the others.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { tempFolder } from '../helpers/temp.js';
import { LEVELS, type Level, nameOf } from './adapter.js';
import { DIFFERENT, REFUSED } from './known.js';
import type { PlainRun } from './plain.js';
import { compiledRuns, endProcesses, plainRuns } from './sample-processes.js';

after(endProcesses);

const folder = resolve(import.meta.dirname, '../../../test/samples/suspension');

for (const name of readdirSync(folder).filter((file) => file.endsWith('.js'))) {
  test(name, async () => {
    const different: string[] = [];
    for (const expected of await plainRuns(join(folder, name))) {
      const known = `${name} ${expected.name}`;
      if (known in REFUSED || known in DIFFERENT) continue;
      for (const level of LEVELS) {
        const found = await runAlone(name, expected.name, level);
        if (shownRun(found) !== shownRun(expected)) {
          different.push(`${expected.name}, ${nameOf(level)}: ${shownRun(found)} and not ${shownRun(expected)}`);
        }
      }
    }
    assert.deepEqual(different, []);
  });
}

type End = Pick<PlainRun, 'value' | 'log'> & { readonly kind: string };

const shownRun = (run: End | undefined): string => JSON.stringify(run && [run.kind, run.value, run.log]);

/** One function of the file: what it does not use is not in the program. */
async function runAlone(file: string, name: string, level: Level): Promise<End | undefined> {
  const text = `export { ${name} } from ${JSON.stringify(join(folder, file))};`;
  await using alone = await tempFolder({ 'alone.js': text });
  const runs = await compiledRuns({ folder: alone.path, name: 'alone.js' }, level, 1);
  return runs.find((run) => run.name === name);
}
