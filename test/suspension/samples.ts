// One sample script, compiled for every level and run by many VUs, against Node's own modules.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, type TestContext } from 'node:test';
import { LEVELS, type Level, nameOf } from './adapter.js';
import type { PlainRun } from './plain.js';
import type { ModulesJob, ModulesResult } from './plain-modules-worker.js';
import type { SampleJob, SampleResult } from './samples-worker.js';
import { type Answer, type Lost, Watched } from './watched.js';

const VUS = 10;
const LIMITS = { limitMs: 60_000, jobsPerProcess: 100 };
const inThisFolder = (name: string): string => join(import.meta.dirname, name);

const plain = new Watched<ModulesJob, ModulesResult>(inThisFolder('plain-modules-worker.js'), {
  ...LIMITS,
  nodeArgs: ['--experimental-vm-modules', '--no-warnings'],
});
const compiled = new Watched<SampleJob, SampleResult>(inThisFolder('samples-worker.js'), LIMITS);
after(async () => {
  await plain[Symbol.asyncDispose]();
  await compiled[Symbol.asyncDispose]();
});

type Sample = Omit<SampleJob, 'vus' | 'level'>;

/** Each export of the script does what it does in Node's own modules, where nothing waits. */
export async function sameAsPlain(context: TestContext, sample: Sample): Promise<void> {
  const expected = await plainRuns(join(sample.folder, sample.name));
  for (const level of LEVELS) {
    await context.test(nameOf(level), async (ofLevel) => {
      const runs = await compiledRuns(sample, level);
      for (const one of expected) {
        await ofLevel.test(one.name, () => {
          const found = runs.filter((run) => run.name === one.name);
          assert.equal(found.length, VUS);
          for (const run of found) assert.deepEqual(comparable(run), comparable(one));
        });
      }
    });
  }
}

export async function plainRuns(entryPath: string): Promise<ModulesResult['runs']> {
  const { runs } = resultOf(await plain.run({ entryPath }), entryPath);
  assert.ok(runs.length > 0, 'the sample exports functions');
  return runs;
}

export async function compiledRuns(sample: Sample, level: Level, vus = VUS): Promise<SampleResult['runs']> {
  return resultOf(await compiled.run({ ...sample, level, vus }), sample.name).runs;
}

/** One VU that runs the default function of a module. */
export async function textRuns(
  text: string,
  { level, iterations }: { level: Level; iterations: number },
): Promise<SampleResult['runs']> {
  const job = { folder: '', name: 'p.js', text, level, iterations, vus: 1 };
  return resultOf(await compiled.run(job), 'p.js').runs;
}

function resultOf<Result extends Answer>(answer: Result | Lost, name: string): Result {
  if ('lost' in answer) throw new Error(`${name}: ${answer.lost}, ${answer.detail}`);
  return answer;
}

export const comparable = ({ kind, value, log }: Pick<PlainRun, 'value' | 'log'> & { readonly kind: string }) => ({
  kind,
  value,
  log,
});
