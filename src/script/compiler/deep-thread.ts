// Entry of the thread that `transformDeep` starts; a few lines, because everything else is the compiler itself.
import { parentPort, workerData } from 'node:worker_threads';
import type { DeepTask } from './deep.js';
import { transform } from './index.js';

const { bundle, options } = workerData as DeepTask;
parentPort!.postMessage(transform(bundle, options));
