// Progress states for tests: scenarios as the door makes them, on the whole segment.
import type { ScenarioBase, ScenarioConfig } from '../../src/executors/scenario.js';
import { Segment } from '../../src/shard/segment.js';
import type { ProgressState, ScenarioState } from '../../src/ui/progress.js';

export const base = (name: string, startTimeMs = 0): ScenarioBase => ({
  name,
  startTimeMs,
  gracefulStopMs: 30_000,
  exec: 'default',
  env: {},
  tags: {},
});

export const scenario = (config: ScenarioConfig, rest: Partial<ScenarioState> = {}): ScenarioState => ({
  config,
  segment: Segment.whole,
  state: 'running',
  elapsedMs: 1000,
  activeVus: 1,
  initializedVus: 1,
  completed: 0,
  ...rest,
});

export const state = (scenarios: readonly ScenarioState[], rest: Partial<ProgressState> = {}): ProgressState => ({
  phase: 'running',
  elapsedMs: 1000,
  maxDurationMs: 32_000,
  activeVus: 7,
  initializedVus: 9,
  maxVus: 11,
  completed: 13,
  interrupted: 0,
  scenarios,
  ...rest,
});

export const constantVus = (name: string, vus: number, durationMs: number): ScenarioConfig => ({
  ...base(name),
  executor: 'constant-vus',
  vus,
  durationMs,
});
