import { SalvoError } from '../../base/errors/index.js';
import type { ExitName } from '../../base/exit-codes.js';
import type { Host } from '../../base/host.js';
import { bySignal } from '../../engine/endings/by-signal.js';
import { Race } from '../../engine/endings/race.js';
import { compareDocument } from '../../report/scaling/document.js';
import { workersText } from '../../report/scaling/limit.js';
import { lineupsOf } from '../../report/scaling/lineup.js';
import type { Round } from '../../report/scaling/round.js';
import { lineupsMarkdown, renderLineups } from '../../report/scaling/table.js';
import { wordsOf } from '../../report/scaling/words.js';
import { writeResult } from '../result-file.js';
import { firstLines } from './first-lines.js';
import { RoundProgress } from './round-progress.js';
import { sentences } from './sentences.js';
import { spawnRound } from './spawn-round.js';

export interface CompareOrder {
  readonly file: string;
  /** Flags of `salvo run` for every run. */
  readonly argv: readonly string[];
  /** The first one is what the others are compared with. */
  readonly workers: readonly number[];
  readonly rounds: number;
  /** Where to write the result as well; empty for nowhere. */
  readonly json: string;
  readonly markdown: string;
  readonly quiet: boolean;
}

/** Runs all rounds and prints what they say. Ctrl-C or a failed run ends that; what is done by then is still told. */
export async function compareWorkers(order: CompareOrder, host: Host): Promise<ExitName> {
  using race = new Race(bySignal(host));
  const rounds = await runRounds(order, host, race);
  report(order, rounds, host);
  if (race.reason) throw race.reason;
  return 'ok';
}

/** Interleaved, every second round backwards: a machine that slows down or warms up does so for all alike. */
async function runRounds(order: CompareOrder, host: Host, race: Race): Promise<Round[][]> {
  const { file, argv, workers, rounds: wanted } = order;
  const progress = new RoundProgress(workers.length * wanted, order.quiet ? undefined : host.stderr);
  const log = firstLines(host.stderr);
  const rounds: Round[][] = [];
  for (let index = 0; index < wanted && !race.reason; index++) {
    const round: Round[] = [];
    rounds.push(round);
    for (const count of index % 2 === 0 ? workers : workers.toReversed()) {
      if (race.reason) break;
      progress.begin(`round ${index + 1} of ${wanted}, ${workersText(count)}`);
      try {
        round.push(await spawnRound({ file, argv: [...argv, `--workers=${count}`] }, host, race, log));
      } catch (error) {
        if (!(error instanceof SalvoError)) throw error;
        // A run that was cut short is not comparable, and is left out. What failed once ends the comparison.
        race.end(error);
      }
    }
  }
  return rounds;
}

function report(order: CompareOrder, rounds: Round[][], host: Host): void {
  const { file, workers, json, markdown } = order;
  const lineups = lineupsOf(workers, rounds);
  if (lineups.length === 0) return;
  const words = wordsOf(lineups);
  host.stdout.write(`${renderLineups(lineups)}\n${sentences(words, host.stdout)}`);
  if (json !== '') writeResult({ name: json, content: compareDocument(file, lineups, words, order) }, host);
  if (markdown !== '') writeResult({ name: markdown, content: lineupsMarkdown(file, lineups, words) }, host);
}
