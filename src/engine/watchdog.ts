import { monotonicMs } from '../base/clock.js';
import { every } from '../base/timers.js';
import type { ControlBlock } from '../shard/control-block.js';
import type { WorkerHandle } from './pool.js';

/** How often the heartbeats are read. */
const LOOK_EVERY_MS = 100;
/** A worker beats every 50 ms; one that is silent this long while it should end is stuck in script code. */
const STUCK_AFTER_MS = 1500;

/**
 * Ends workers that should have ended and do not answer: a script that loops for ever holds its thread, and only the
 * thread's end stops it. Nothing is done while the run goes on as planned; a late worker is then merely late.
 */
export function watch(
  control: ControlBlock,
  workers: () => readonly WorkerHandle[],
  shouldHaveEnded: () => boolean,
  onStuck: (worker: WorkerHandle) => void,
): () => void {
  const last = new Map<WorkerHandle, { beat: number; sinceMs: number }>();
  return every(LOOK_EVERY_MS, undefined, () => {
    const nowMs = monotonicMs();
    const late = shouldHaveEnded();
    for (const worker of workers()) {
      if (!worker.alive || worker.id >= control.parts.workers) continue;
      const beat = control.ofWorker(worker.id, 'heartbeat');
      const seen = last.get(worker);
      if (!late || seen?.beat !== beat) last.set(worker, { beat, sinceMs: nowMs });
      else if (nowMs - seen.sinceMs > STUCK_AFTER_MS) onStuck(worker);
    }
  });
}
