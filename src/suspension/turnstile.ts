import { monotonicMs } from '../base/clock.js';
import { Fifo } from '../base/fifo.js';

/** Something that runs script code from its beginning. */
export interface Startable {
  begin(): void;
}

/** How long starts may follow each other before timers and sockets get their turn. */
const TURN_MS = 5;
/** Starts between two looks at the clock. */
const STRIDE = 16;

/**
 * Starts runs one after another. A run that ends at once lets its executor start the next one from inside the
 * notification; here that start waits until the notification has returned, so the stack stays flat, and after some
 * milliseconds of such starts the thread's event loop gets a turn, so that a script that never waits starves nobody.
 */
export class Turnstile {
  readonly #waiting = new Fifo<Startable>();
  #busy = false;
  readonly #goOn = (): void => this.#drain();

  enter(startable: Startable): void {
    if (this.#busy) {
      this.#waiting.push(startable);
      return;
    }
    this.#busy = true;
    try {
      startable.begin();
    } finally {
      this.#busy = false;
    }
    if (this.#waiting.size > 0) this.#drain();
  }

  /** Calls back; what it wants to start begins when it has returned. */
  notify<T>(callback: (value: T) => void, value: T): void {
    if (this.#busy) {
      callback(value);
      return;
    }
    this.#busy = true;
    try {
      callback(value);
    } finally {
      this.#busy = false;
    }
    if (this.#waiting.size > 0) this.#drain();
  }

  #drain(): void {
    this.#busy = true;
    let startedMs = 0;
    let count = 0;
    try {
      for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
        next.begin();
        if (++count % STRIDE !== 0) continue;
        if (startedMs === 0) startedMs = monotonicMs();
        else if (monotonicMs() - startedMs > TURN_MS) break;
      }
    } finally {
      // Still busy while the rest waits: those who come now are put behind it.
      this.#busy = this.#waiting.size > 0;
      if (this.#busy) setImmediate(this.#goOn);
    }
  }
}

/** The thread's own. */
export const turnstile = new Turnstile();
