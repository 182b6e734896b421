import { type LimitKind, workersText } from './limit.js';
import type { Lineup } from './lineup.js';

/** Below this a difference is not worth a second thread, however sure it is. */
const WORTH = 0.05;
/** An interval from fewer rounds says next to nothing. */
const FEW_ROUNDS = 3;

/** Whether more workers help and what limits, in sentences. */
export function wordsOf(lineups: readonly Lineup[]): string[] {
  return [
    ...lineups.slice(1).flatMap((lineup) => speedupWords(lineup, lineups[0]!)),
    ...lineups.map(limitWords),
    ...lineups.flatMap(unusedWords),
  ];
}

function speedupWords({ workers, speedup, runs }: Lineup, first: Lineup): string[] {
  if (!speedup) return [];
  const { estimate, low, high } = speedup;
  const interval = `95% interval ${low.toFixed(2)} to ${high.toFixed(2)}`;
  const times = `${workersText(workers)} did ${estimate.toFixed(2)} times the iterations of ${first.workers}`;
  return [`${times} (${interval}): ${runs.length < FEW_ROUNDS ? 'too few rounds to rely on' : judgement(speedup)}.`];
}

function judgement({ low, high }: { readonly low: number; readonly high: number }): string {
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

function unusedWords({ workers, runs }: Lineup): string[] {
  const used = Math.max(...runs.map(({ workersUsed }) => workersUsed));
  return used < workers
    ? [`Of ${workersText(workers)} only ${used} had VUs to run: the test has too few of them.`]
    : [];
}
