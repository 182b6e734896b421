import { dispatch } from './dispatch.js';
import type { RampingArrivalRateConfig, ScenarioContext } from './scenario.js';

/** Iterations start at a rate that follows a curve, whatever the VUs are doing. */
export const rampingArrivalRate = {
  run: (context: ScenarioContext<RampingArrivalRateConfig>): Promise<void> => dispatch(context),
};
