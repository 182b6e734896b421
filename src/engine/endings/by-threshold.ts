import { errors } from '../../base/errors/index.js';
import { every } from '../../base/timers.js';
import type { Phase } from '../../shard/control-block.js';
import { abortingVerdict } from '../../thresholds/evaluate.js';
import type { Ending } from './endable.js';

const JUDGE_EVERY_MS = 2000;
/** What happens in the other phases is not to be seen in the numbers, or they are final. */
const JUDGED: readonly Phase[] = ['initVus', 'setup', 'running', 'teardown'];

/** A threshold with `abortOnFail` is crossed. */
export const byThreshold: Ending =
  (run) =>
  ({ end, over }) => {
    const { noThresholds, thresholds } = run.plan.options;
    if (noThresholds || thresholds.length === 0) return;
    every(JUDGE_EVERY_MS, over, () => {
      if (!JUDGED.includes(run.control.phase)) return;
      const atMs = run.runDurationMs();
      const verdict = abortingVerdict(run.plan.thresholds, run.measurement.verdicts(atMs, 'live'), atMs);
      if (verdict) end(errors.thresholdsFailed([verdict.metricKey], 'early'));
    });
  };
