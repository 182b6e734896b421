import { dispatch } from './dispatch.js';
import type { ConstantArrivalRateConfig, ScenarioStage } from './types.js';

/** Iterations start at an even rate, whatever the VUs are doing. */
export const constantArrivalRate = {
  run: (stage: ScenarioStage<ConstantArrivalRateConfig>): Promise<void> => dispatch(stage),
};
