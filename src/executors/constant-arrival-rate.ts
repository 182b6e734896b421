import { formatDuration } from '../base/duration.js';
import { field, msField } from '../schema/field.js';
import { durationFrom, wholeWithin } from '../schema/scalars.js';
import {
  arrivalNeeds,
  arrivalProgress,
  checkPool,
  checkRate,
  poolFields,
  rateText,
  timeUnit,
  vuRange,
} from './arrival-rate.js';
import type { ConfigOf } from './config.js';
import { dispatch } from './dispatch.js';
import type { Executor } from './executor.js';
import { constantRate } from './timetable.js';

const fields = {
  rate: field({ type: wholeWithin({ least: 1 }), help: 'iterations that start in each time unit' }),
  timeUnit,
  duration: msField({ type: durationFrom(1000), help: 'for how long iterations are started' }),
  ...poolFields,
};
type Config = ConfigOf<typeof fields>;

export const constantArrivalRate: Executor<Config> = {
  name: 'constant-arrival-rate',
  help: 'iterations start at an even rate, whatever the VUs are doing',
  fields,
  check: (config, spot) => {
    checkRate(config.rate, config.timeUnitMs, spot.at('rate'));
    checkPool(config, spot);
  },
  needs: (config, segment) => arrivalNeeds(config, segment, config.durationMs),
  describe: (config, needs) => ({
    work: `${rateText(constantRate(config), needs)} for ${formatDuration(needs.regularMs)}`,
    facts: [vuRange(needs)],
  }),
  warmUp: (config, lengthMs) => ({ ...config, durationMs: Math.min(lengthMs, config.durationMs) }),
  run: (context) => dispatch(context, constantRate(context.config).timetable(), constantArrivalRate),
  progress: (scenario) => arrivalProgress(scenario, constantRate(scenario.config)),
};
