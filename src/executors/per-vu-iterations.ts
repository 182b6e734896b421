import { drive, numbering } from './drive.js';
import type { PerVuIterationsConfig, ScenarioStage } from './types.js';

/** Every VU does the same number of iterations, at its own pace. */
export const perVuIterations = {
  run: async (stage: ScenarioStage<PerVuIterationsConfig>): Promise<void> => {
    const nextNumber = numbering(stage);
    const left = new Map<number, number>();
    await drive(stage, (slot) => {
      left.set(slot, stage.config.iterations);
      return () => {
        const iterations = left.get(slot)!;
        if (iterations === 0) return undefined;
        left.set(slot, iterations - 1);
        return nextNumber();
      };
    });
    if (stage.signal.aborted) return;
    for (const [slot, iterations] of left) if (iterations > 0) stage.drop(iterations, slot);
  },
};
