import { monotonicMs } from '../base/clock.js';
import { Fifo } from '../base/fifo.js';

/** How long VUs may run before sockets and timers get their turn. */
const TURN_MS = 1;

/**
 * A fair line for VUs that do not wait: each does one iteration and stands in line again, and after a millisecond
 * the event loop goes round, so that a script without a pause cannot starve the others or its own requests. The kernel's
 * turnstile only sees to it that no run begins inside the end of another; whose turn it is, it does not ask.
 */
export class Turns {
  readonly #line = new Fifo<() => void>();
  #scheduled = false;

  add(task: () => void): void {
    this.#line.push(task);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(this.#run);
  }

  readonly #run = (): void => {
    const endMs = monotonicMs() + TURN_MS;
    try {
      do this.#line.shift()?.();
      while (this.#line.size > 0 && monotonicMs() < endMs);
    } finally {
      this.#scheduled = false;
      if (this.#line.size > 0) this.#schedule();
    }
  };
}
