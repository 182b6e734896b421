import type { Lineup } from './lineup.js';

/** A comparison as JSON: every run's figures, and what was made of them. */
export const compareDocument = (
  script: string,
  lineups: readonly Lineup[],
  words: readonly string[],
  wanted: { readonly workers: readonly number[]; readonly rounds: number },
): string =>
  `${JSON.stringify(
    {
      format: 'salvo-compare',
      version: 1,
      script,
      complete: lineups.length === wanted.workers.length && lineups.every(({ runs }) => runs.length === wanted.rounds),
      lineups,
      words,
    },
    null,
    2,
  )}\n`;
