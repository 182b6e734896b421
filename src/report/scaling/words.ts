import type { Speedup } from './bootstrap.js';
import { type LimitKind, workersText } from './limit.js';
import type { Lineup } from './lineup.js';

/** Below this a difference is not worth a second thread, however sure it is. */
const WORTH = 0.05;
/** An interval from fewer rounds says next to nothing. */
const FEW_ROUNDS = 3;
/** The median of fewer rounds lies beyond all of them more often than once in twenty times. */
const ROUNDS_FOR_INTERVAL = 5;
/** From this part of failed requests on, figures are those of failures. */
const MANY_ERRORS = 0.1;

/** Whether more workers help and what limits, in sentences. */
export function wordsOf(lineups: readonly Lineup[]): string[] {
  return [
    ...lineups.slice(1).flatMap((lineup) => speedupWords(lineup, lineups[0]!)),
    ...lineups.map(limitWords),
    ...lineups.flatMap(errorWords),
    ...lineups.flatMap(unusedWords),
  ];
}

function speedupWords({ workers, speedup, runs }: Lineup, first: Lineup): string[] {
  if (!speedup) return [];
  const rounds = Math.min(runs.length, first.runs.length);
  const times = `${workersText(workers)} did ${speedup.estimate.toFixed(2)} times the iterations of ${first.workers}`;
  const judged = rounds < FEW_ROUNDS ? 'too few rounds to rely on' : judgement(speedup);
  return [`${times} (${intervalText(speedup, rounds)}): ${judged}.`];
}

function intervalText({ low, high }: Speedup, rounds: number): string {
  if (rounds === 1) return 'one round';
  const range = `${low.toFixed(2)} to ${high.toFixed(2)}`;
  return rounds < ROUNDS_FOR_INTERVAL ? `${range} in ${rounds} rounds` : `95% interval ${range}`;
}

function judgement({ low, high }: Speedup): string {
  if (low > 1 + WORTH) return 'more workers help';
  if (high < 1 - WORTH) return 'more workers make it slower';
  if (low > 1 - WORTH && high < 1 + WORTH) return 'more workers make no difference';
  return 'whether more workers help cannot be told from these rounds';
}

const LIMITS: Readonly<Record<LimitKind, string>> = {
  generator: 'the generator limits',
  machine: 'the machine limits, which generator and other processes share (the target, if it runs here)',
  target: 'the target limits',
  pacing: "the script's own pacing limits",
  unknown: 'what limits is not known',
};

const limitWords = ({ workers, limit }: Lineup): string =>
  `With ${workersText(workers)} ${LIMITS[limit.kind]}: ${limit.because}.`;

const errorWords = ({ workers, errors }: Lineup): string[] =>
  errors < MANY_ERRORS
    ? []
    : [
        `With ${workersText(workers)} ${Math.floor(errors * 100)}% of the requests failed: the figures say how fast that goes, not what the target can do.`,
      ];

function unusedWords({ workers, runs }: Lineup): string[] {
  const used = Math.max(...runs.map(({ workersUsed }) => workersUsed));
  return used < workers
    ? [`Of ${workersText(workers)} only ${used} had VUs to run: the test has too few of them.`]
    : [];
}
