import Table from 'cli-table3';
import type { Round } from '../scaling/round.js';
import { humanTime } from '../text/values.js';
import type { Judgement, StepResult } from './judge.js';
import { bestRate } from './next-rate.js';

const GENERATOR_LIMITS = 'the generator is the limit, not the target: use more workers or a second machine.';

/** One rate that was tried. */
export interface RateStep extends Judgement {
  readonly rate: number;
  readonly held: boolean;
  readonly round: Round;
}

/** All steps in the order of their rates: the curve from rate to latency, drawn only where there is room for it. */
export function renderSteps(steps: readonly RateStep[], columns = Number.POSITIVE_INFINITY): string {
  const text = tableOf(steps, BAR_WIDTH);
  return text.indexOf('\n') <= columns ? text : tableOf(steps, 0);
}

function tableOf(steps: readonly RateStep[], barWidth: number): string {
  const drawn = barWidth > 0 ? ['p95'] : [];
  const table = new Table({
    head: ['rate/s', 'done/s', 'p50', 'p95', 'p99', 'errors', 'cores', 'result', ...drawn],
    colAligns: ['right', 'right', 'right', 'right', 'right', 'right', 'right', 'left', 'left'],
    style: { head: [], border: [], compact: true },
  });
  const ordered = steps.toSorted((a, b) => a.rate - b.rate);
  const highest = Math.max(...steps.map(({ round }) => round.latency?.p95 ?? 0));
  for (const { rate, round, result } of ordered) {
    const { iterations, seconds, latency, failedRequests, requests, cpuMs, windowMs } = round;
    const time = (ms: number | undefined): string => (ms === undefined ? '-' : humanTime(ms, ''));
    table.push([
      rate,
      (iterations / seconds).toFixed(0),
      time(latency?.p50),
      time(latency?.p95),
      time(latency?.p99),
      `${((failedRequests / Math.max(1, requests)) * 100).toFixed(2)}%`,
      (cpuMs / windowMs).toFixed(2),
      result,
      ...drawn.map(() => bar((latency?.p95 ?? 0) / highest, barWidth)),
    ]);
  }
  return `${table.toString()}\n`;
}

/** Whether the search came to its end. */
export type SearchEnd = 'found' | 'cut short';

/** The answer, what stands above it, and what of it is not to be relied on. */
export function stepWords(steps: readonly RateStep[], slo: string, end: SearchEnd): string[] {
  return [answer(bestRate(steps), slo, end), ...limitWords(steps, end), ...unmeasuredWords(steps)];
}

function answer(best: number | undefined, slo: string, end: SearchEnd): string {
  if (end === 'cut short')
    return `The search was cut short: ${best === undefined ? 'no rate that was tried' : `${best} iterations a second`} held ${slo}.`;
  return best === undefined
    ? `No rate held ${slo}.`
    : `${best} iterations a second is the highest rate at which ${slo} held.`;
}

function limitWords(steps: readonly RateStep[], end: SearchEnd): string[] {
  const failed = steps.filter(({ held }) => !held).sort((a, b) => a.rate - b.rate)[0];
  if (!failed) return end === 'found' ? ['No rate failed: the maximum of the search is the limit.'] : [];
  const above = `At ${failed.rate} a second: ${failed.because}.`;
  const blame = NOT_THE_TARGET[failed.result];
  return blame === undefined ? [above] : [above, `So ${blame}`];
}

const NOT_THE_TARGET: { readonly [result in StepResult]?: string } = {
  saturated: GENERATOR_LIMITS,
  late: GENERATOR_LIMITS,
  machine:
    'this machine is the limit, not the target: stop what else runs on it (a target that runs here too), or use another one.',
};

/** A tag that no sample has holds at every rate. */
function unmeasuredWords(steps: readonly RateStep[]): string[] {
  const never = (at: number): boolean => steps.every(({ round }) => round.verdicts[at]?.measured === false);
  return steps[0]!.round.verdicts
    .filter((_, at) => never(at))
    .map(({ metric, expression }) => `Nothing was measured for ${metric}, so ${expression} could not fail.`);
}

const BAR_WIDTH = 12;
const bar = (part: number, width: number): string => '█'.repeat(Math.round((Number.isFinite(part) ? part : 0) * width));
