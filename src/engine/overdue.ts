import type { Phase } from '../shard/control-block.js';
import type { RunState } from './handle.js';

/** How long after the planned end a worker may still be busy ending. */
const OVERTIME_MS = 500;
/** Teardown and handleSummary have time limits of their own. */
const WATCHED: readonly Phase[] = ['initVus', 'setup', 'warmUp', 'preconnect', 'running'];

/** Whether a worker that does not answer should have ended by now. */
export function isOverdue(run: RunState): boolean {
  const { phase } = run.control;
  return WATCHED.includes(phase) && (run.stopping() || overMs(run, phase) > OVERTIME_MS);
}

/** Ms past the end of the longest scenario with its graceful stop; negative before it. */
function overMs(run: RunState, phase: Phase): number {
  if (phase === 'warmUp') return run.warmUp!.overdueMs();
  return (run.elapsedMs() ?? 0) - run.plan.vus.totalMs;
}
