import type { Operation, Resumable } from './context.js';
import { blocking, PENDING } from './suspension.js';

/** k6's sleep(seconds): the VU waits, the thread does not. */
export const sleep = blocking('sleep()', (seconds: unknown) => new SleepOperation(Number(seconds) * 1000));

class SleepOperation implements Operation {
  readonly what = 'sleep()';
  #timer: NodeJS.Timeout | undefined;

  constructor(readonly delayMs: number) {}

  exec(strand: Resumable): unknown {
    // NaN, negative and missing times return at once, as in k6.
    if (!(this.delayMs > 0)) return undefined;
    this.#timer = setTimeout(resume, this.delayMs, strand);
    return PENDING;
  }

  cancel(): void {
    clearTimeout(this.#timer);
  }
}

const resume = (strand: Resumable): void => strand.resume(undefined);
