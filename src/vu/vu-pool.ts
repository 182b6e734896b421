import type { Logger } from '../base/log.js';
import { after } from '../base/timers.js';
import { runAllAfter } from './hooks.js';
import type { Vu } from './vu.js';

/** How long VUs are made before the thread's other work gets a turn. */
const SLICE_MS = 2;

/**
 * The plan counts enough VUs for all scenarios, so the pool is empty only for the moment in which another scenario's VUs
 * are being interrupted. After this time something else is wrong, and one more is made, as k6 does.
 */
const LONGEST_WAIT_MS = 2000;

/** A loan that waits for the next VU that comes back. */
interface Waiting {
  readonly lent: (vu: Vu) => void;
  readonly giveUp: () => void;
}

/** This worker's VUs. Free ones wait in the order in which they were made or came back. */
export class VuPool {
  #free: Vu[] = [];
  /** VUs beyond the planned ones that a warm-up has left: the next ones to be needed. */
  #spare: Vu[] = [];
  /** First come, first served; empty while a VU is free. */
  readonly #waiting = new Set<Waiting>();
  #made = 0;

  readonly #make: (number: number) => Vu | Promise<Vu>;
  readonly #onMade: () => void;
  readonly #now: () => number;
  readonly #log: Logger;

  constructor(make: (number: number) => Vu | Promise<Vu>, onMade: () => void, now: () => number, log: Logger) {
    this.#make = make;
    this.#onMade = onMade;
    this.#now = now;
    this.#log = log;
  }

  get free(): readonly Vu[] {
    return this.#free;
  }

  /** Makes the planned VUs in slices, so that messages come through meanwhile. */
  async fill(count: number, signal: AbortSignal): Promise<void> {
    let sliceEndsMs = this.#now() + SLICE_MS;
    for (let i = 0; i < count && !signal.aborted; i++) {
      const vu = this.#next();
      this.#free.push(vu instanceof Promise ? await vu : vu);
      this.#onMade();
      if (this.#now() < sliceEndsMs) continue;
      await new Promise((resolve) => setImmediate(resolve));
      sliceEndsMs = this.#now() + SLICE_MS;
    }
  }

  async makeOne(): Promise<Vu> {
    const spare = this.#spare.shift();
    if (spare) return spare;
    const vu = await this.#next();
    this.#onMade();
    return vu;
  }

  /** Hands over a free VU now, or the next one that comes back. Returns how to call that off. */
  lend(lent: (vu: Vu) => void): () => void {
    const vu = this.#free.shift();
    if (vu) {
      lent(vu);
      return () => {};
    }
    const stopTimer = after(LONGEST_WAIT_MS, undefined, () => void this.#makeFor(waiting));
    const waiting: Waiting = {
      lent,
      giveUp: () => {
        stopTimer();
        this.#waiting.delete(waiting);
      },
    };
    this.#waiting.add(waiting);
    return waiting.giveUp;
  }

  putBack(vu: Vu): void {
    const [next] = this.#waiting;
    if (!next) {
      this.#free.push(vu);
      return;
    }
    next.giveUp();
    next.lent(vu);
  }

  async #makeFor(waiting: Waiting): Promise<void> {
    this.#log.warn(`no VU has come back for ${LONGEST_WAIT_MS / 1000} s: one more is made`);
    try {
      const vu = await this.makeOne();
      // The loan may have been served or called off meanwhile; then this VU goes to the next one.
      if (!this.#waiting.has(waiting)) return this.putBack(vu);
      waiting.giveUp();
      waiting.lent(vu);
    } catch (error) {
      this.#log.error(`initializing one more VU failed: ${String(error)}`);
    }
  }

  /** After a warm-up: all VUs are back, and stand in the order in which they were made. */
  settle(planned: number): void {
    const all = [...this.#free, ...this.#spare].sort((a, b) => a.idInInstance - b.idInInstance);
    for (const vu of all) vu.startOver();
    this.#free = all.slice(0, planned);
    this.#spare = all.slice(planned);
  }

  /** The test begins: what connections have carried before it does not count. */
  forgetTraffic(): void {
    for (const vu of this.#free) vu.forgetTraffic();
    for (const vu of this.#spare) vu.forgetTraffic();
  }

  /** All VUs are back. Runs their hooks; gives the number of those that took longer than the limit. */
  tearDown(limitMs: number): Promise<number> {
    return runAllAfter([...this.#free, ...this.#spare], limitMs);
  }

  /** No VU runs any more. */
  close(): void {
    for (const vu of this.#free) vu.close();
    for (const vu of this.#spare) vu.close();
  }

  #next(): Vu | Promise<Vu> {
    return this.#make(this.#made++);
  }
}
