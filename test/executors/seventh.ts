// An executor that is not there: one record in one file, which is all that a seventh one needs besides its row.
import { formatDuration } from '../../src/base/duration.js';
import type { ConfigOf } from '../../src/executors/config.js';
import { vuCount } from '../../src/executors/config.js';
import type { ScenarioContext } from '../../src/executors/context.js';
import type { Executor } from '../../src/executors/executor.js';
import { drive } from '../../src/executors/loops.js';
import { scenarioNeeds } from '../../src/executors/needs.js';
import { allVus, iterationsOf, ratio, timeOf } from '../../src/executors/progress.js';
import { field, msField } from '../../src/schema/field.js';
import { durationFrom, wholeWithin } from '../../src/schema/scalars.js';

const fields = {
  vus: field({ type: vuCount(1), fallback: 1, help: 'VUs that iterate' }),
  laps: field({ type: wholeWithin({ least: 1, most: 1000 }), help: 'iterations of the first VU' }),
  longest: msField({ type: durationFrom(1), fallback: 60_000, help: 'the longest time that they may take' }),
};
type Config = ConfigOf<typeof fields>;

/** VU 1 does so many laps, VU 2 one less, and so on. */
export const staircase: Executor<Config> = {
  name: 'staircase',
  help: 'every VU does one iteration less than the one before it',
  fields,
  check: ({ vus, laps }, spot) => {
    if (laps < vus) spot.at('laps').problem(`must not be below vus (${vus}), got ${laps}`);
  },
  needs: (config, segment) => {
    const slots = segment.scale(config.vus);
    const laps = Array.from({ length: slots }, (_, slot) => config.laps - segment.globalIndex(slot));
    const total = laps.reduce((sum, each) => sum + each, 0);
    return scenarioNeeds(config, segment, { regularMs: config.longestMs, slots, total });
  },
  describe: ({ laps }, { slots, regularMs }) => ({
    work: `Stairs of ${laps} iterations for ${slots} VUs`,
    facts: [`longest: ${formatDuration(regularMs)}`],
  }),
  warmUp: (config, lengthMs) => ({ ...config, longestMs: Math.min(lengthMs, config.longestMs) }),
  run,
  progress: (scenario) => ({
    fraction: ratio(scenario.completed, scenario.needs.total!),
    columns: [allVus(scenario), timeOf(scenario), `${iterationsOf(scenario)} steps`],
  }),
};

async function run(context: ScenarioContext<Config>): Promise<void> {
  await drive(context, (slot) => {
    let left = context.config.laps - context.segment.globalIndex(slot);
    return () => (left-- > 0 ? context.nextIteration() : undefined);
  });
}
