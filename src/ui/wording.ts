import { fixedTime } from '../base/clock-text.js';
import { executorOf } from '../executors/index.js';
import type { Progress, ScenarioState } from '../executors/progress.js';

/** One scenario's progress in words. */
export function wordingOf(scenario: ScenarioState): Progress {
  const { config, state, elapsedMs } = scenario;
  if (state !== 'waiting') return executorOf(config).progress(scenario);
  return { fraction: 0, columns: ['waiting', fixedTime(-elapsedMs, config.startTimeMs)] };
}
