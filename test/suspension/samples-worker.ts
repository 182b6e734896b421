// Entry of the process that runs compiled samples. Not the test's own: its runner takes every rejection for a failure
// that is not handled at once, and while a VU waits it can't be.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileFile, compileText, isUncaught, type Level, type Run, runCompiled } from './adapter.js';
import { sampleNatives } from './sample-natives.js';
import { shown } from './shown.js';
import { serve } from './watched.js';

export interface SampleJob {
  readonly folder: string;
  readonly name: string;
  /** In place of the file: a module that imports nothing but k6. */
  readonly text?: string;
  readonly level: Level;
  readonly vus: number;
  readonly iterations?: number;
}

export interface SampleResult {
  readonly runs: readonly Omit<Run, 'refused'>[];
  readonly restart: false;
}

/** Errors of the runtime's own say all in their message. */
const shownEnd = (value: unknown): string => (isUncaught(value) ? (value as Error).message : shown(value));

serve(async ({ folder, name, text, level, vus, iterations = 1 }: SampleJob): Promise<SampleResult> => {
  const script =
    text === undefined
      ? await compileFile({ folder, name, text: readFileSync(join(folder, name), 'utf8') }, level)
      : await compileText(text, level);
  const runs = await runCompiled(script, {
    natives: sampleNatives,
    vus,
    seed: 1,
    iterations,
    show: shownEnd,
    apart: true,
  });
  return { runs: runs.map(({ refused: _, ...run }) => run), restart: false };
});
