import { formatDuration } from '../base/duration.js';
import { field, msField } from '../schema/field.js';
import { durationFrom } from '../schema/scalars.js';
import { type ConfigOf, iterationCount, vuCount } from './config.js';
import { looping } from './constant-vus.js';
import type { ScenarioContext } from './context.js';
import type { Executor } from './executor.js';
import { drive } from './loops.js';
import { scenarioNeeds } from './needs.js';
import { allVus, iterationsOf, iterationTime, ratio } from './progress.js';

const fields = {
  vus: field({ type: vuCount(1), fallback: 1, help: 'VUs that iterate' }),
  iterations: field({ type: iterationCount, fallback: 1, help: 'iterations of each VU' }),
  maxDuration: msField({ type: durationFrom(1000), fallback: 600_000, help: 'the longest time that they may take' }),
};
type Config = ConfigOf<typeof fields>;

export const perVuIterations: Executor<Config> = {
  name: 'per-vu-iterations',
  help: 'every VU does the same number of iterations, at its own pace',
  fields,
  needs: (config, segment) => {
    const slots = segment.scale(config.vus);
    return scenarioNeeds(config, segment, { regularMs: config.maxDurationMs, slots, total: slots * config.iterations });
  },
  describe: ({ iterations }, { slots, regularMs }) => ({
    work: `${iterations} iterations for each of ${slots} VUs`,
    facts: [`maxDuration: ${formatDuration(regularMs)}`],
  }),
  // A number of iterations has no end in time: in a warm-up its VUs iterate until then.
  warmUp: ({ iterations: _, maxDurationMs, ...rest }, lengthMs) => looping(rest, Math.min(lengthMs, maxDurationMs)),
  run,
  progress: (scenario) => ({
    fraction: ratio(scenario.completed, scenario.needs.total!),
    columns: [
      allVus(scenario),
      iterationTime(scenario),
      `${iterationsOf(scenario)} iters, ${scenario.config.iterations} per VU`,
    ],
  }),
};

async function run(context: ScenarioContext<Config>): Promise<void> {
  const left = new Map<number, number>();
  await drive(context, (slot) => {
    left.set(slot, context.config.iterations);
    return () => {
      const iterations = left.get(slot)!;
      if (iterations === 0) return undefined;
      left.set(slot, iterations - 1);
      return context.nextIteration();
    };
  });
  if (context.signal.aborted) return;
  for (const [slot, iterations] of left) if (iterations > 0) context.drop(iterations, slot);
}
