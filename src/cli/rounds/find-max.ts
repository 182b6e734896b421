import { SalvoError } from '../../base/errors/index.js';
import type { ExitName } from '../../base/exit-codes.js';
import type { Host } from '../../base/host.js';
import { bySignal } from '../../engine/endings/by-signal.js';
import { Race } from '../../engine/endings/race.js';
import { judge } from '../../report/find-max/judge.js';
import { bestRate, nextRate, type Search } from '../../report/find-max/next-rate.js';
import { type Objectives, parseSlo } from '../../report/find-max/slo.js';
import { type RateStep, renderSteps, type SearchEnd, stepWords } from '../../report/find-max/table.js';
import { writeResult } from '../result-file.js';
import { firstLines } from './first-lines.js';
import type { RoundLoad } from './round-load.js';
import { sentences } from './sentences.js';
import { spawnRound } from './spawn-round.js';
import { StepProgress } from './step-progress.js';

export interface FindMaxOrder {
  readonly file: string;
  /** Flags of `salvo run` for every step. */
  readonly argv: readonly string[];
  readonly slo: string;
  readonly search: Search;
  readonly stepMs: number;
  readonly exec: string;
  /** Where to write the result as well; empty for nowhere. */
  readonly json: string;
  readonly quiet: boolean;
}

/** VUs for this many seconds of arrivals; who answers later than that cannot keep up. */
const VUS_FOR_SECONDS = 2;
const FEWEST_VUS = 50;
const MOST_VUS = 20_000;

/** Tries rates until the highest one is known that holds the objectives. Ctrl-C or a failed run shows what is known by then. */
export async function findMax(order: FindMaxOrder, host: Host): Promise<ExitName> {
  using race = new Race(bySignal(host));
  const objectives = parseSlo(order.slo);
  const steps = await climb(order, objectives, host, race);
  report(order, steps, race.reason ? 'cut short' : 'found', host);
  if (race.reason) throw race.reason;
  return bestRate(steps) === undefined ? 'thresholdsFailed' : 'ok';
}

async function climb(order: FindMaxOrder, objectives: Objectives, host: Host, race: Race): Promise<RateStep[]> {
  const steps: RateStep[] = [];
  const progress = new StepProgress(order.quiet ? undefined : host.stderr);
  const showLines = firstLines(host.stderr, () => progress.breakLine());
  for (;;) {
    const rate = nextRate(steps, order.search);
    if (rate === undefined || race.reason) return steps;
    progress.begin(`step ${steps.length + 1}: ${rate}/s`);
    try {
      const { file, argv } = order;
      const round = await spawnRound({ file, argv, load: loadFor(rate, order, objectives) }, host, race, showLines);
      const judgement = judge(round);
      steps.push({ rate, held: judgement.result === 'held', ...judgement, round });
      progress.end(`${judgement.result}${judgement.because && `: ${judgement.because}`}`);
    } catch (error) {
      progress.end('no result');
      if (!(error instanceof SalvoError)) throw error;
      // What failed once ends the search, not what is known by then.
      race.end(error);
    }
  }
}

function loadFor(rate: number, { exec, stepMs }: FindMaxOrder, thresholds: Objectives): RoundLoad {
  const maxVus = Math.min(MOST_VUS, Math.max(FEWEST_VUS, rate * VUS_FOR_SECONDS));
  return { rate, exec, durationMs: stepMs, maxVus, thresholds };
}

function report({ file, slo, json }: FindMaxOrder, steps: readonly RateStep[], end: SearchEnd, host: Host): void {
  if (steps.length === 0) return;
  const words = stepWords(steps, slo, end);
  host.stdout.write(`${renderSteps(steps, host.stdout.columns)}\n${sentences(words, host.stdout)}`);
  if (json === '') return;
  const found = { complete: end === 'found', maxRate: bestRate(steps), steps, words };
  const document = { format: 'salvo-find-max', version: 1, script: file, slo, ...found };
  writeResult({ name: json, content: `${JSON.stringify(document, null, 2)}\n` }, host);
}
