import { drive, numbering } from './drive.js';
import type { PerVuIterationsConfig, ScenarioContext } from './scenario.js';

/** Every VU does the same number of iterations, at its own pace. */
export const perVuIterations = {
  run: async (context: ScenarioContext<PerVuIterationsConfig>): Promise<void> => {
    const nextNumber = numbering(context);
    const left = new Map<number, number>();
    await drive(context, (slot) => {
      left.set(slot, context.config.iterations);
      return () => {
        const iterations = left.get(slot)!;
        if (iterations === 0) return undefined;
        left.set(slot, iterations - 1);
        return nextNumber();
      };
    });
    if (context.signal.aborted) return;
    for (const [slot, iterations] of left) if (iterations > 0) context.drop(iterations, slot);
  },
};
