import { field, msField } from '../schema/field.js';
import { durationFrom } from '../schema/scalars.js';
import type { Spot } from '../schema/spot.js';
import type { Segment } from '../shard/segment.js';
import { type ConfigOf, vuCount } from './config.js';
import { type ScenarioNeeds, scenarioNeeds } from './needs.js';
import { activeOf, type Progress, type ScenarioState, timeFraction, timeOf } from './progress.js';
import type { Rate } from './timetable.js';

// What the two executors share whose iterations start at a rate, whatever the VUs are doing.

export const timeUnit = msField({
  type: durationFrom(1e-6),
  fallback: 1000,
  help: 'in which time the rate is counted',
});

export const poolFields = {
  preAllocatedVUs: field({ type: vuCount(0), help: 'VUs that are there before the test' }),
  maxVUs: field({ type: vuCount(0), sameAs: 'preAllocatedVUs', help: 'VUs that it may come to have while it runs' }),
};
type PoolConfig = ConfigOf<typeof poolFields>;

export function checkPool({ preAllocatedVUs, maxVUs }: PoolConfig, spot: Spot): void {
  if (maxVUs >= preAllocatedVUs) return;
  spot.at('maxVUs').problem(`must not be below preAllocatedVUs (${preAllocatedVUs}), got ${maxVUs}`);
}

/** Due times are whole nanoseconds, so there can be no more than one start in each. */
export function checkRate(rate: number, timeUnitMs: number, spot: Spot): void {
  if (rate > timeUnitMs * 1e6) spot.problem(`must not ask for more than one start in a nanosecond, got ${rate}`);
}

/** Starts are dealt out by the VUs that each segment may really have. */
export const arrivalNeeds = (config: PoolConfig, segment: Segment, regularMs: number): ScenarioNeeds =>
  scenarioNeeds(config, segment, {
    regularMs,
    slots: segment.scale(config.maxVUs),
    planned: segment.scale(config.preAllocatedVUs),
    iterations: segment.resegment(config.maxVUs),
  });

/** The most that starts in a second, of this segment. */
export const rateText = ({ highest }: Rate, { iterations }: ScenarioNeeds): string =>
  `${(highest * iterations.fraction).toFixed(2)} iterations/s`;

export const vuRange = ({ planned, slots }: ScenarioNeeds): string =>
  planned === slots ? `maxVUs: ${slots}` : `maxVUs: ${planned}-${slots}`;

export function arrivalProgress(scenario: ScenarioState, rate: Rate): Progress {
  const { needs, elapsedMs, initializedVus } = scenario;
  const share = needs.iterations.fraction;
  const now = rate.at(Math.min(elapsedMs, needs.regularMs)) * share;
  const width = (rate.highest * share).toFixed(2).length;
  return {
    fraction: scenario.state === 'done' ? 1 : timeFraction(scenario),
    columns: [activeOf(scenario, initializedVus), timeOf(scenario), `${now.toFixed(2).padStart(width, '0')} iters/s`],
  };
}
