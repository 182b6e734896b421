import { drive } from './drive.js';
import { iterationSegment } from './needs.js';
import type { ScenarioStage, SharedIterationsConfig } from './types.js';

/** All VUs of all workers take from one counter; who is fast does more. */
export const sharedIterations = {
  run: async (stage: ScenarioStage<SharedIterationsConfig>): Promise<void> => {
    const segment = iterationSegment(stage.config, stage.segment);
    const total = segment.scale(stage.config.iterations);
    let driven = false;
    await drive(stage, () => {
      driven = true;
      return () => {
        const own = stage.claim();
        return own < total ? segment.globalIndex(own) : undefined;
      };
    });
    if (!driven || stage.signal.aborted) return;
    // Time is over on every worker: the first to come here takes what is left, so it is counted once.
    const dropped = stage.claimRest(total);
    if (dropped > 0) stage.drop(dropped);
  },
};
