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
  vus: field({ type: vuCount(1), fallback: 1, help: 'VUs that take iterations' }),
  iterations: field({ type: iterationCount, fallback: 1, help: 'iterations of all VUs together' }),
  maxDuration: msField({ type: durationFrom(1000), fallback: 600_000, help: 'the longest time that they may take' }),
};
type Config = ConfigOf<typeof fields>;

export const sharedIterations: Executor<Config> = {
  name: 'shared-iterations',
  help: 'all VUs take from one number of iterations; who is fast does more',
  fields,
  check: ({ vus, iterations }, spot) => {
    if (iterations < vus) spot.at('iterations').problem(`must not be below vus (${vus}), got ${iterations}`);
  },
  needs: (config, segment) => {
    // Dealt out by the VUs that each segment really has.
    const own = segment.resegment(config.vus);
    return scenarioNeeds(config, segment, {
      regularMs: config.maxDurationMs,
      slots: segment.scale(config.vus),
      iterations: own,
      total: own.scale(config.iterations),
    });
  },
  describe: (_, { total, slots, regularMs }) => ({
    work: `${total} iterations shared among ${slots} VUs`,
    facts: [`maxDuration: ${formatDuration(regularMs)}`],
  }),
  // A number of iterations has no end in time: in a warm-up its VUs iterate until then.
  warmUp: ({ iterations: _, maxDurationMs, ...rest }, lengthMs) => looping(rest, Math.min(lengthMs, maxDurationMs)),
  run,
  progress: (scenario) => ({
    fraction: ratio(scenario.completed, scenario.needs.total!),
    columns: [allVus(scenario), iterationTime(scenario), `${iterationsOf(scenario)} shared iters`],
  }),
};

async function run(context: ScenarioContext<Config>): Promise<void> {
  const { iterations } = context.needs;
  const total = context.needs.total!;
  let driven = false;
  await drive(context, () => {
    driven = true;
    return () => {
      const own = context.claim();
      return own < total ? iterations.globalIndex(own) : undefined;
    };
  });
  if (!driven || context.signal.aborted) return;
  // Time is over on every worker: the first to come here takes what is left, so it is counted once.
  const dropped = context.claimRest(total);
  if (dropped > 0) context.drop(dropped);
}
