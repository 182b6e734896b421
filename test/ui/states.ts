// Progress states for tests: scenarios as the door makes them, on the whole segment.
import type { ScenarioConfig } from '../../src/executors/config.js';
import { needsOf } from '../../src/executors/index.js';
import type { ScenarioState } from '../../src/executors/progress.js';
import { Segment } from '../../src/shard/segment.js';
import type { ProgressState } from '../../src/ui/progress.js';

export const base = (name: string, startTimeMs = 0): Omit<ScenarioConfig, 'executor'> => ({
  name,
  startTimeMs,
  gracefulStopMs: 30_000,
  exec: 'default',
  env: {},
  tags: {},
  options: {},
  vuSetup: '',
  vuTeardown: '',
});

export const scenario = <Config extends ScenarioConfig>(
  config: Config,
  rest: Partial<ScenarioState> = {},
  segment = Segment.whole,
): ScenarioState => ({
  config,
  needs: needsOf(config, segment),
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

export const constantVus = (name: string, vus: number, durationMs: number) => ({
  ...base(name),
  executor: 'constant-vus',
  vus,
  durationMs,
});
