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
  if (differences.length > 0 && asksTwice() && OBJECT_REST.test(text))
    return { saysSomething: false, lines: 0, differences: [], restart: false };
  const lines = expected?.lines.length ?? 0;
  return { saysSomething: expected !== undefined, lines, differences, restart: false };
});

/** As the generator prints it. */
const OBJECT_REST = /, \.\.\.[^;{}]+ \}/;

/**
 * Up to Node.js 24 V8 calls the accessor of a name that stands before `...rest` in an object pattern once more, for the
 * rest that does not have it. There a program that differs says nothing when it has such a pattern.
 */
function asksTwice(): boolean {
  let asked = 0;
  const object: { a?: number } = Object.defineProperty(Object.create({}), 'a', {
    get: () => ++asked,
    enumerable: true,
  });
  const { a: _, ...rest } = object;
  return asked > 1 && Object.keys(rest).length === 0;
}
