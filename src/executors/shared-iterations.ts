import { drive } from './drive.js';
import { iterationSegment } from './needs.js';
import type { ScenarioContext, SharedIterationsConfig } from './scenario.js';

/** All VUs of all workers take from one counter; who is fast does more. */
export const sharedIterations = {
  run: async (context: ScenarioContext<SharedIterationsConfig>): Promise<void> => {
    const segment = iterationSegment(context.config, context.segment);
    const total = segment.scale(context.config.iterations);
    let driven = false;
    await drive(context, () => {
      driven = true;
      return () => {
        const own = context.claim();
        return own < total ? segment.globalIndex(own) : undefined;
      };
    });
    if (!driven || context.signal.aborted) return;
    // Time is over on every worker: the first to come here takes what is left, so it is counted once.
    const dropped = context.claimRest(total);
    if (dropped > 0) context.drop(dropped);
  },
};
