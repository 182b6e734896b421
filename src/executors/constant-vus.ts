import { drive, numbering } from './drive.js';
import type { ConstantVusConfig, ScenarioContext } from './scenario.js';

/** A fixed number of VUs, each as fast as it can, until the time is over. */
export const constantVus = {
  run: async (context: ScenarioContext<ConstantVusConfig>): Promise<void> => {
    const nextNumber = numbering(context);
    await drive(context, () => nextNumber);
  },
};
