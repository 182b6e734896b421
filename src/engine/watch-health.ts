import type { Logger } from '../base/log.js';
import { every } from '../base/timers.js';
import { reasonOf } from '../report/generator/judge.js';
import type { Measurement } from './measurement.js';

const LOOK_EVERY_MS = 2000;
/** Before this, start-up alone may look like trouble. */
const FROM_MS = 4000;

/** Warns, once, while the run still can be stopped and changed. Returns a function that ends the watch. */
export function watchHealth(measurement: Measurement, elapsedMs: () => number, log: Logger): () => void {
  const stop = every(LOOK_EVERY_MS, undefined, () => {
    if (elapsedMs() < FROM_MS) return;
    const health = measurement.health();
    if (health.level !== 'saturated') return;
    log.warn(`the generator is saturated: ${reasonOf(health)}. ${health.advice}`);
    stop();
  });
  return stop;
}
