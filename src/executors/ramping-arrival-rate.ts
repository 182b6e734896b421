import { dispatch } from './dispatch.js';
import type { RampingArrivalRateConfig, ScenarioStage } from './types.js';

/** Iterations start at a rate that follows a curve, whatever the VUs are doing. */
export const rampingArrivalRate = {
  run: (stage: ScenarioStage<RampingArrivalRateConfig>): Promise<void> => dispatch(stage),
};
