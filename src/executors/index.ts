import type { Segment } from '../shard/segment.js';
import type { ScenarioConfig } from './config.js';
import { constantArrivalRate } from './constant-arrival-rate.js';
import { constantVus } from './constant-vus.js';
import type { Executor } from './executor.js';
import type { ScenarioNeeds } from './needs.js';
import { perVuIterations } from './per-vu-iterations.js';
import { rampingArrivalRate } from './ramping-arrival-rate.js';
import { rampingVus } from './ramping-vus.js';
import { sharedIterations } from './shared-iterations.js';

/** Every way to run iterations: one file each, and its row here. */
export const executors: readonly Executor[] = [
  sharedIterations,
  perVuIterations,
  constantVus,
  rampingVus,
  constantArrivalRate,
  rampingArrivalRate,
];

export const executorNamed = (name: unknown): Executor | undefined => executors.find((each) => each.name === name);

/** The record of a scenario's executor. */
export const executorOf = ({ executor }: Pick<ScenarioConfig, 'executor'>): Executor => executorNamed(executor)!;

export const needsOf = (config: ScenarioConfig, segment: Segment): ScenarioNeeds =>
  executorOf(config).needs(config, segment);

/** The scenario as it begins in the first `lengthMs` of the test; undefined when it has not started by then. */
export function warmUpConfig(config: ScenarioConfig, lengthMs: number): ScenarioConfig | undefined {
  const leftMs = lengthMs - config.startTimeMs;
  return leftMs <= 0 ? undefined : executorOf(config).warmUp(config, leftMs);
}
