import { drive, numbering } from './drive.js';
import type { ConstantVusConfig, ScenarioStage } from './types.js';

/** A fixed number of VUs, each as fast as it can, until the time is over. */
export const constantVus = {
  run: async (stage: ScenarioStage<ConstantVusConfig>): Promise<void> => {
    const nextNumber = numbering(stage);
    await drive(stage, () => nextNumber);
  },
};
