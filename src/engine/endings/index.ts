import { byDeadWorker } from './by-dead-worker.js';
import { byScript } from './by-script.js';
import { byThreshold } from './by-threshold.js';
import { byTime } from './by-time.js';
import type { Ending } from './endable.js';

/** All that ends a run from inside, one file each. What ends it from outside (a signal) is handed in with the race. */
export const endings: readonly Ending[] = [byScript, byThreshold, byDeadWorker, byTime];
