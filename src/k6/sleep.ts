import { monotonicMs } from '../base/clock.js';
import { LONGEST_TIMER_MS } from '../base/timers.js';
import type { Operation, Resumable } from './context.js';
import type { Waiting } from './natives.js';
import { Marked, PENDING } from './suspension.js';

/** k6's sleep(seconds): the VU waits, the thread does not. */
export const sleep: Waiting = { make: (seconds: unknown) => new SleepOperation(Number(seconds) * 1000) };

const NEVER_NOTIFIED = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

class SleepOperation extends Marked implements Operation {
  readonly what = 'sleep()';
  #timer: NodeJS.Timeout | undefined;
  #dueMs = 0;

  constructor(readonly delayMs: number) {
    super();
  }

  exec(strand: Resumable): unknown {
    // NaN, negative and missing times return at once, as in k6.
    if (!(this.delayMs > 0)) return undefined;
    this.#dueMs = monotonicMs() + this.delayMs;
    this.#wait(strand, this.delayMs);
    return PENDING;
  }

  /** Init code that cannot suspend: nothing else runs on its thread. */
  block(): undefined {
    if (this.delayMs > 0) Atomics.wait(NEVER_NOTIFIED, 0, 0, this.delayMs);
    return undefined;
  }

  cancel(): void {
    clearTimeout(this.#timer);
  }

  /** Waits on when the time was longer than a timer can hold. */
  waitsOn(strand: Resumable): boolean {
    const leftMs = this.delayMs > LONGEST_TIMER_MS ? this.#dueMs - monotonicMs() : 0;
    if (leftMs > 0) this.#wait(strand, leftMs);
    return leftMs > 0;
  }

  #wait(strand: Resumable, delayMs: number): void {
    this.#timer = setTimeout(wake, Math.min(delayMs, LONGEST_TIMER_MS), strand, this);
  }

  /** Timers go by whole milliseconds and may be a part of one early. */
  latenessMs(): number {
    return Math.max(0, monotonicMs() - this.#dueMs);
  }
}

/** Measured without the VU's tags: the lateness is the thread's, whoever slept. */
function wake(strand: Resumable, operation: SleepOperation): void {
  if (operation.waitsOn(strand)) return;
  const { builtin, metrics } = strand.vu.thread;
  builtin.generator_sleep_lateness.add(operation.latenessMs(), metrics.rootTags);
  strand.resume(undefined);
}
