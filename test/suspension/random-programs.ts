// Random programs, one after the other, in a process that is watched.
import { join } from 'node:path';
import type { Level } from './adapter.js';
import type { Difference } from './compare.js';
import { programOf, RANDOM_PART } from './program/program.js';
import type { ProgramJob, ProgramResult } from './random-worker.js';
import { shrink } from './shrink.js';
import { Watched } from './watched.js';

export interface Range {
  readonly from: number;
  readonly count: number;
  readonly levels: readonly Level[];
  readonly vus: number;
}

export interface Totals {
  readonly programs: number;
  /** Programs that plain Node does not run to their end, or that leave a rejection to nobody. */
  readonly useless: number;
  readonly lines: number;
}

type Worker = Watched<ProgramJob, ProgramResult>;

export function startWorker(): Worker {
  return new Watched(join(import.meta.dirname, 'random-worker.js'), { limitMs: 60_000, jobsPerProcess: 400 });
}

/** `found` is told every difference, as soon as it is there. */
export async function runPrograms(
  worker: Worker,
  { from, count, levels, vus }: Range,
  found: (seed: number, difference: Difference) => Promise<void>,
): Promise<Totals> {
  let useless = 0;
  let lines = 0;
  for (let seed = from; seed < from + count; seed++) {
    const answer = await worker.run({ text: programOf(seed), seed, levels, vus });
    if ('lost' in answer) {
      await found(seed, {
        level: 'one of all',
        kind: answer.lost === 'hang' ? 'hangs' : 'crash',
        detail: answer.detail,
      });
      continue;
    }
    if (!answer.saysSomething) useless++;
    lines += answer.lines;
    for (const difference of answer.differences) await found(seed, difference);
  }
  return { programs: count, useless, lines };
}

/** The smallest program found that differs in the same way: a smaller one may well differ in another. */
export function smallest(worker: Worker, seed: number, level: Level, { kind, detail }: Difference): Promise<string> {
  return shrink(programOf(seed), 'const quiet = ', async (text) => {
    const answer = await worker.run({ text, seed, levels: [level], vus: 3 });
    if ('lost' in answer) return answer.lost === 'crash' && kind === 'crash';
    return answer.differences.some((one) => one.kind === kind && anywhere(one.detail) === anywhere(detail));
  });
}

/** Wherever in the log it is. */
const anywhere = (detail: string): string => detail.replace(/^line \d+/, '');

/** What is this program's own, without what all have. */
export const ownPart = (text: string): string => {
  const at = text.indexOf(RANDOM_PART);
  const way = text.indexOf('const quiet = ');
  return text.slice(text.indexOf('\n', way === -1 ? at : way)).trim();
};
