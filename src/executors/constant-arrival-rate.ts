import { dispatch } from './dispatch.js';
import type { ConstantArrivalRateConfig, ScenarioContext } from './scenario.js';

/** Iterations start at an even rate, whatever the VUs are doing. */
export const constantArrivalRate = {
  run: (context: ScenarioContext<ConstantArrivalRateConfig>): Promise<void> => dispatch(context),
};
