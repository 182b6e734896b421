// The two processes that run sample scripts: as they are, and compiled.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Level } from './adapter.js';
import type { ModulesJob, ModulesResult } from './plain-modules-worker.js';
import type { SampleJob, SampleResult } from './samples-worker.js';
import { type Answer, type Lost, Watched } from './watched.js';

export const VUS = 5;
const LIMITS = { limitMs: 60_000, jobsPerProcess: 100 };
const inThisFolder = (name: string): string => join(import.meta.dirname, name);

const plain = new Watched<ModulesJob, ModulesResult>(inThisFolder('plain-modules-worker.js'), {
  ...LIMITS,
  nodeArgs: ['--experimental-vm-modules', '--no-warnings'],
});
const compiled = new Watched<SampleJob, SampleResult>(inThisFolder('samples-worker.js'), LIMITS);

export async function endProcesses(): Promise<void> {
  await plain[Symbol.asyncDispose]();
  await compiled[Symbol.asyncDispose]();
}

export type Sample = Omit<SampleJob, 'vus' | 'level'>;

/** What the script's exports do in Node's own modules, where nothing waits. */
export async function plainRuns(entryPath: string): Promise<ModulesResult['runs']> {
  const { runs } = resultOf(await plain.run({ entryPath }), entryPath);
  assert.ok(runs.length > 0, 'the sample exports functions');
  return runs;
}

export async function compiledRuns(sample: Sample, level: Level, vus = VUS): Promise<SampleResult['runs']> {
  return resultOf(await compiled.run({ ...sample, level, vus }), sample.name).runs;
}

/** One VU that runs the default function of a module. */
export function textRuns(text: string, { level, iterations }: { level: Level; iterations: number }) {
  return compiledRuns({ folder: '', name: 'p.js', text, iterations }, level, 1);
}

function resultOf<Result extends Answer>(answer: Result | Lost, name: string): Result {
  if ('lost' in answer) throw new Error(`${name}: ${answer.lost}, ${answer.detail}`);
  return answer;
}
