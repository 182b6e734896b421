// Entry of the process that runs random programs, one job at a time.
import type { Level } from './adapter.js';
import { type Difference, differenceIn, expectedOf } from './compare.js';
import { serve } from './watched.js';

export interface ProgramJob {
  readonly text: string;
  readonly seed: number;
  readonly vus: number;
  readonly levels: readonly Level[];
}

export interface ProgramResult {
  /** False: plain Node itself does not run it to its end. */
  readonly saysSomething: boolean;
  /** Lines of the log, a measure of how much the program did. */
  readonly lines: number;
  readonly differences: readonly Difference[];
  readonly restart: false;
}

serve(async ({ text, seed, vus, levels }: ProgramJob): Promise<ProgramResult> => {
  const expected = await expectedOf(text);
  const differences: Difference[] = [];
  for (const level of expected === undefined ? [] : levels) {
    const difference = await differenceIn(text, expected!, { level, vus, seed });
    if (difference !== undefined) differences.push(difference);
  }
  const lines = expected?.lines.length ?? 0;
  return { saysSomething: expected !== undefined, lines, differences, restart: false };
});
