import { monotonicMs } from '../base/clock.js';
import type { Operation, Resumable } from './context.js';
import { operation, PENDING } from './suspension.js';

/** k6's sleep(seconds): the VU waits, the thread does not. */
export const sleep = operation('sleep()', (seconds: unknown) => new SleepOperation(Number(seconds) * 1000));

class SleepOperation implements Operation {
  readonly what = 'sleep()';
  #timer: NodeJS.Timeout | undefined;
  #dueMs = 0;

  constructor(readonly delayMs: number) {}

  exec(strand: Resumable): unknown {
    // NaN, negative and missing times return at once, as in k6.
    if (!(this.delayMs > 0)) return undefined;
    this.#dueMs = monotonicMs() + this.delayMs;
    this.#timer = setTimeout(wake, this.delayMs, strand, this);
    return PENDING;
  }

  cancel(): void {
    clearTimeout(this.#timer);
  }

  /** Timers go by whole milliseconds and may be a part of one early. */
  latenessMs(): number {
    return Math.max(0, monotonicMs() - this.#dueMs);
  }
}

/** Measured without the VU's tags: the lateness is the thread's, whoever slept. */
function wake(strand: Resumable, operation: SleepOperation): void {
  const { builtin, metrics } = strand.vu.thread;
  builtin.generator_sleep_lateness.add(operation.latenessMs(), metrics.rootTags);
  strand.resume(undefined);
}
