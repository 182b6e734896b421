import type { Lineup } from './lineup.js';

/** A comparison as JSON: every run's figures, and what was made of them. */
export const compareDocument = (
  script: string,
  lineups: readonly Lineup[],
  words: readonly string[],
  roundsWanted: number,
): string =>
  `${JSON.stringify(
    {
      format: 'salvo-compare',
      version: 1,
      script,
      complete: lineups.every(({ runs }) => runs.length === roundsWanted),
      lineups,
      words,
    },
    null,
    2,
  )}\n`;
