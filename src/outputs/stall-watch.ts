import { monotonicMs } from '../base/clock.js';
import { every } from '../base/timers.js';

/** At the end, a place that takes nothing for this long is given up; the second one when the user is in a hurry. */
const STALL_MS = 5000;
const HURRIED_STALL_MS = 300;

/** Calls back, once, when nothing has moved for as long as anybody waits at the end of a run. Returns what stops it. */
export function watchStall(progressMs: () => number, hurry: AbortSignal, onStall: () => void): () => void {
  const stop = every(50, undefined, () => {
    const stallMs = hurry.aborted ? HURRIED_STALL_MS : STALL_MS;
    if (monotonicMs() - progressMs() <= stallMs) return;
    stop();
    onStall();
  });
  return stop;
}
