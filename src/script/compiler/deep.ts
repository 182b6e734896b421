import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { ownFile } from '../../base/own-files.js';
import type { Bundle } from '../bundle-types.js';
import type { Transformed, TransformOptions } from '../transformed.js';

export interface DeepTask {
  readonly bundle: Bundle;
  readonly options: TransformOptions;
}

/** Code nested some hundred thousand levels deep, such as generated data, fits into it. */
const STACK_MB = 512;

/** The compiler in a thread with a stack larger than any that a process can give its main thread. */
export async function transformDeep(task: DeepTask): Promise<Transformed> {
  const worker = new Worker(ownFile('src/script/compiler/deep-thread.js'), {
    workerData: task,
    resourceLimits: { stackSizeMb: STACK_MB },
  });
  try {
    const [transformed] = (await once(worker, 'message')) as [Transformed];
    return transformed;
  } finally {
    await worker.terminate();
  }
}

/** Did the compiler, or the parser with its own words, run out of stack? */
export const isTooDeep = (error: unknown): boolean =>
  error instanceof RangeError || (error instanceof SyntaxError && /^Not enough stack space/.test(error.message));
