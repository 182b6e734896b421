import { digits, fixedTime, padded } from '../base/clock-text.js';
import { formatDuration } from '../base/duration.js';
import type { ScenarioConfig } from './config.js';
import type { ScenarioNeeds } from './needs.js';

/** What is known of a scenario while it runs; counts are over all workers. */
export interface ScenarioState<Config extends ScenarioConfig = ScenarioConfig> {
  readonly config: Config;
  readonly needs: ScenarioNeeds;
  readonly state: 'waiting' | 'running' | 'stopping' | 'done' | 'interrupted';
  /** Since the scenario's own start; negative before it, and still after its end. */
  readonly elapsedMs: number;
  readonly activeVus: number;
  /** VUs that exist for the scenario; with arrival rates they may grow. */
  readonly initializedVus: number;
  readonly completed: number;
}

/** How far a scenario is, and the columns to the right of its bar. */
export interface Progress {
  /** 0 to 1. */
  readonly fraction: number;
  readonly columns: readonly string[];
}

// What several executors say in the same way.

export const allVus = ({ needs }: ScenarioState): string => `${needs.slots} VUs`;

/** For scenarios with a fixed number of iterations. */
export function iterationsOf({ completed, needs }: ScenarioState): string {
  const total = needs.total!;
  return `${padded(completed, digits(total))}/${total}`;
}

/** For executors whose number of active VUs changes. */
export function activeOf({ needs, activeVus }: ScenarioState, initialized: number): string {
  const vus = (count: number): string => padded(count, digits(needs.slots));
  return `${vus(activeVus)}/${vus(initialized)} VUs`;
}

/** For scenarios that end by time: once the time is over only how long it was. */
export function timeOf({ needs: { regularMs }, elapsedMs }: ScenarioState, whole = formatDuration(regularMs)): string {
  return elapsedMs >= regularMs ? formatDuration(regularMs) : `${fixedTime(elapsedMs, regularMs)}/${whole}`;
}

/** Of scenarios that end by their iterations: how long they took stays of interest. */
export function iterationTime({ needs: { regularMs }, elapsedMs }: ScenarioState): string {
  return `${fixedTime(Math.min(elapsedMs, regularMs), regularMs)}/${formatDuration(regularMs)}`;
}

export const timeFraction = ({ needs, elapsedMs }: ScenarioState): number => ratio(elapsedMs, needs.regularMs);

export const ratio = (part: number, whole: number): number =>
  whole === 0 ? 1 : Math.min(1, Math.max(0, part / whole));
