import { formatDuration } from '../base/duration.js';
import { field } from '../schema/field.js';
import { wholeWithin } from '../schema/scalars.js';
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
import { cutStages, stageList, stagesEndMs } from './stages.js';
import { rampingRate } from './timetable.js';

const fields = {
  startRate: field({ type: wholeWithin({ least: 0 }), fallback: 0, help: 'the rate at the beginning' }),
  timeUnit,
  // Rates have no limit but that of exact integers.
  stages: field({ type: stageList({ least: 0 }), help: 'the curve of the rate: each stage leads to its target' }),
  ...poolFields,
};
type Config = ConfigOf<typeof fields>;

export const rampingArrivalRate: Executor<Config> = {
  name: 'ramping-arrival-rate',
  help: 'iterations start at a rate that follows a curve, whatever the VUs are doing',
  fields,
  // As in k6, where a constant rate ends with its duration.
  endsWithLastStart: true,
  check: (config, spot) => {
    checkRate(config.startRate, config.timeUnitMs, spot.at('startRate'));
    for (const [index, { target }] of config.stages.entries())
      checkRate(target, config.timeUnitMs, spot.at('stages').at(index).at('target'));
    checkPool(config, spot);
  },
  needs: (config, segment) => arrivalNeeds(config, segment, stagesEndMs(config.stages)),
  describe: (config, needs) => ({
    work: `Up to ${rateText(rampingRate(config), needs)} for ${formatDuration(needs.regularMs)} over ${config.stages.length} stages`,
    facts: [vuRange(needs)],
  }),
  warmUp: (config, lengthMs) => ({ ...config, stages: cutStages(config.startRate, config.stages, lengthMs) }),
  run: (context) => dispatch(context, rampingRate(context.config).timetable(), rampingArrivalRate),
  progress: (scenario) => arrivalProgress(scenario, rampingRate(scenario.config)),
};
