import { monotonicMs } from '../../base/clock.js';
import { every } from '../../base/timers.js';
import type { Phase } from '../../shard/control-block.js';
import type { RunState } from '../handle.js';
import type { WorkerHandle } from '../worker-handle.js';
import type { Endable, Ending } from './endable.js';

/** How often the heartbeats are read. */
const LOOK_EVERY_MS = 100;
/** A worker beats every 50 ms; one that is silent this long while it should end is stuck in script code. */
const STUCK_AFTER_MS = 1500;
/** How long after the planned end a worker may still be busy ending. */
const OVERTIME_MS = 500;
/** In the other phases stages and workers have time limits of their own. */
const WATCHED: readonly Phase[] = ['setup', 'warmUp', 'preconnect', 'running'];

/**
 * The time is over and a worker goes on: a script that loops for ever holds its thread, and only the thread's end stops
 * it. The run itself then ends as planned. Before its time is over a late worker is merely late.
 */
export const byTime: Ending =
  (run) =>
  ({ over }) => {
    const last = new Map<WorkerHandle, { beat: number; sinceMs: number }>();
    every(LOOK_EVERY_MS, over, () => {
      const nowMs = monotonicMs();
      const late = isOverdue(run);
      for (const worker of run.workers.handles) {
        if (!worker.alive || worker.id >= run.control.parts.workers) continue;
        const beat = run.control.ofWorker(worker.id, 'heartbeat');
        const seen = last.get(worker);
        if (!late || seen?.beat !== beat) last.set(worker, { beat, sinceMs: nowMs });
        else if (nowMs - seen.sinceMs > STUCK_AFTER_MS) endStuck(worker, run);
      }
    });
  };

/** Whether a worker that does not answer should have ended by now. */
function isOverdue(run: RunState): boolean {
  const { phase } = run.control;
  return WATCHED.includes(phase) && (run.stopping() || overMs(run, phase) > OVERTIME_MS);
}

/** Ms past the end of the longest scenario with its graceful stop; negative before it. */
function overMs(run: RunState, phase: Phase): number {
  if (phase === 'warmUp') return run.warmUp!.overdueMs();
  return (run.elapsedMs() ?? 0) - run.plan.vus.totalMs;
}

function endStuck(worker: WorkerHandle, run: Endable): void {
  if (worker.terminated) return;
  run.warn(
    `worker ${worker.id} was still inside script code that never gives its thread back; it was ended, and its running iterations count as interrupted`,
  );
  void worker.terminate();
}
