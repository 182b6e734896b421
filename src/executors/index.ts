import { constantArrivalRate } from './constant-arrival-rate.js';
import { constantVus } from './constant-vus.js';
import { perVuIterations } from './per-vu-iterations.js';
import { rampingArrivalRate } from './ramping-arrival-rate.js';
import { rampingVus } from './ramping-vus.js';
import type { ExecutorName, ScenarioConfig, ScenarioContext } from './scenario.js';
import { sharedIterations } from './shared-iterations.js';

/** Runs one worker's share of a scenario, from its start to the end of its last iteration. */
export interface Executor<Name extends ExecutorName = ExecutorName> {
  run(context: ScenarioContext<Extract<ScenarioConfig, { executor: Name }>>): Promise<void>;
}

export const executors = {
  'shared-iterations': sharedIterations,
  'per-vu-iterations': perVuIterations,
  'constant-vus': constantVus,
  'ramping-vus': rampingVus,
  'constant-arrival-rate': constantArrivalRate,
  'ramping-arrival-rate': rampingArrivalRate,
} satisfies { [Name in ExecutorName]: Executor<Name> };

/** Must be called on every worker, also on one without VUs of the scenario: the others count on its having finished. */
export function runScenario(context: ScenarioContext): Promise<void> {
  return (executors[context.config.executor] as Executor).run(context);
}
