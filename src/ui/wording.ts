import { formatDuration } from '../base/duration.js';
import { iterationSegment, scenarioEnd, slotCount } from '../executors/needs.js';
import type { ExecutorName, ScenarioConfig } from '../executors/scenario.js';
import { type ArrivalRateConfig, highestRate, rateAt } from '../executors/timetable.js';
import type { Segment } from '../shard/segment.js';
import { digits, fixedTime, padded } from './clock-text.js';

/** What is known of a scenario while it runs; counts are over all workers. */
export interface ScenarioState<Config extends ScenarioConfig = ScenarioConfig> {
  readonly config: Config;
  readonly segment: Segment;
  readonly state: 'waiting' | 'running' | 'stopping' | 'done' | 'interrupted';
  /** Since the scenario's own start; negative before it, and still after its end. */
  readonly elapsedMs: number;
  readonly activeVus: number;
  /** VUs that exist for the scenario; with arrival rates they may grow. */
  readonly initializedVus: number;
  readonly completed: number;
}

/** How far a scenario is, and the columns to the right of its bar. */
export interface Wording {
  /** 0 to 1. */
  readonly fraction: number;
  readonly columns: readonly string[];
}

/** One scenario's progress in words. */
export function wordingOf(scenario: ScenarioState): Wording {
  if (scenario.state !== 'waiting') return (WORDINGS[scenario.config.executor] as Word)(scenario);
  const { startTimeMs } = scenario.config;
  return { fraction: 0, columns: ['waiting', fixedTime(-scenario.elapsedMs, startTimeMs)] };
}

type Word<Name extends ExecutorName = ExecutorName> = (
  scenario: ScenarioState<Extract<ScenarioConfig, { executor: Name }>>,
) => Wording;

/** What each executor tells of itself. */
const WORDINGS: { readonly [Name in ExecutorName]: Word<Name> } = {
  'shared-iterations': (scenario) => {
    const { config, segment, completed } = scenario;
    const total = iterationSegment(config, segment).scale(config.iterations);
    const iterations = `${padded(completed, digits(total))}/${total} shared iters`;
    return { fraction: ratio(completed, total), columns: [allVus(scenario), iterationTime(scenario), iterations] };
  },
  'per-vu-iterations': (scenario) => {
    const { config, completed } = scenario;
    const total = slotsOf(scenario) * config.iterations;
    const iterations = `${padded(completed, digits(total))}/${total} iters, ${config.iterations} per VU`;
    return { fraction: ratio(completed, total), columns: [allVus(scenario), iterationTime(scenario), iterations] };
  },
  'constant-vus': (scenario) => ({
    fraction: timeFraction(scenario),
    columns: [allVus(scenario), time(scenario, formatDuration(regularMs(scenario)))],
  }),
  'ramping-vus': (scenario) => ({
    fraction: timeFraction(scenario),
    columns: [
      vusOf(scenario.activeVus, slotsOf(scenario), slotsOf(scenario)),
      time(scenario, fixedTime(regularMs(scenario), regularMs(scenario))),
    ],
  }),
  'constant-arrival-rate': arrivals,
  'ramping-arrival-rate': arrivals,
};

function arrivals(scenario: ScenarioState<ArrivalRateConfig>): Wording {
  const { config, segment, activeVus, initializedVus } = scenario;
  const share = iterationSegment(config, segment).fraction;
  const now = rateAt(config, Math.min(scenario.elapsedMs, regularMs(scenario))) * share;
  const width = (highestRate(config) * share).toFixed(2).length;
  return {
    fraction: scenario.state === 'done' ? 1 : timeFraction(scenario),
    columns: [
      vusOf(activeVus, initializedVus, slotsOf(scenario)),
      time(scenario, formatDuration(regularMs(scenario))),
      `${now.toFixed(2).padStart(width, '0')} iters/s`,
    ],
  };
}

const slotsOf = ({ config, segment }: ScenarioState): number => slotCount(config, segment);
const regularMs = ({ config }: ScenarioState): number => scenarioEnd(config).regularMs;
const allVus = (scenario: ScenarioState): string => `${slotsOf(scenario)} VUs`;

function vusOf(active: number, initialized: number, most: number): string {
  return `${padded(active, digits(most))}/${padded(initialized, digits(most))} VUs`;
}

/** Of scenarios that end by time: once the time is over only how long it was. */
function time(scenario: ScenarioState, whole: string): string {
  const regular = regularMs(scenario);
  if (scenario.elapsedMs >= regular) return formatDuration(regular);
  return `${fixedTime(scenario.elapsedMs, regular)}/${whole}`;
}

/** Of scenarios that end by their iterations: how long they took stays of interest. */
function iterationTime(scenario: ScenarioState): string {
  const most = regularMs(scenario);
  return `${fixedTime(Math.min(scenario.elapsedMs, most), most)}/${formatDuration(most)}`;
}

const timeFraction = (scenario: ScenarioState): number => ratio(scenario.elapsedMs, regularMs(scenario));

const ratio = (part: number, whole: number): number => (whole === 0 ? 1 : Math.min(1, Math.max(0, part / whole)));
