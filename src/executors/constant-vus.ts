import { formatDuration } from '../base/duration.js';
import { field, msField } from '../schema/field.js';
import { durationFrom } from '../schema/scalars.js';
import { type ConfigOf, type ScenarioConfig, vuCount } from './config.js';
import type { Executor } from './executor.js';
import { drive } from './loops.js';
import { scenarioNeeds } from './needs.js';
import { allVus, timeFraction, timeOf } from './progress.js';

const fields = {
  vus: field({ type: vuCount(1), fallback: 1, help: 'VUs that iterate' }),
  duration: msField({ type: durationFrom(1000), help: 'for how long iterations are started' }),
};
type Config = ConfigOf<typeof fields>;

export const constantVus: Executor<Config> = {
  name: 'constant-vus',
  help: 'a fixed number of VUs, each as fast as it can, until the time is over',
  fields,
  needs: (config, segment) =>
    scenarioNeeds(config, segment, { regularMs: config.durationMs, slots: segment.scale(config.vus) }),
  describe: (_, { slots, regularMs }) => ({
    work: `${slots} looping VUs for ${formatDuration(regularMs)}`,
    facts: [],
  }),
  warmUp: (config, lengthMs) => looping(config, Math.min(lengthMs, config.durationMs)),
  run: (context) => drive(context, () => () => context.nextIteration()),
  progress: (scenario) => ({ fraction: timeFraction(scenario), columns: [allVus(scenario), timeOf(scenario)] }),
};

/** A scenario whose VUs iterate for a time, whatever its executor was. */
export const looping = (config: ScenarioConfig & { readonly vus: number }, durationMs: number): Config => ({
  ...config,
  executor: constantVus.name,
  durationMs,
});
