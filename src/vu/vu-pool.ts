import type { Vu } from './vu.js';

/** How long VUs are made before the thread's other work gets a turn. */
const SLICE_MS = 2;

/** This worker's VUs. Free ones wait in the order in which they were made or came back. */
export class VuPool {
  #free: Vu[] = [];
  /** VUs beyond the planned ones that a warm-up has left: the next ones to be needed. */
  #spare: Vu[] = [];
  #taken = 0;
  #made = 0;

  constructor(
    private readonly make: (number: number) => Vu | Promise<Vu>,
    private readonly onMade: () => void,
    private readonly now: () => number,
  ) {}

  get free(): readonly Vu[] {
    return this.#free;
  }

  /** Makes the planned VUs in slices, so that messages are heard meanwhile. */
  async fill(count: number, signal: AbortSignal): Promise<void> {
    let sliceEndsMs = this.now() + SLICE_MS;
    for (let i = 0; i < count && !signal.aborted; i++) {
      const vu = this.#next();
      this.#free.push(vu instanceof Promise ? await vu : vu);
      this.onMade();
      if (this.now() < sliceEndsMs) continue;
      await new Promise((resolve) => setImmediate(resolve));
      sliceEndsMs = this.now() + SLICE_MS;
    }
  }

  async makeOne(): Promise<Vu> {
    const spare = this.#spare.shift();
    if (spare) {
      this.#taken++;
      return spare;
    }
    const vu = await this.#next();
    this.onMade();
    this.#taken++;
    return vu;
  }

  take(): Vu {
    const vu = this.#free.shift();
    // The plan sizes the pool for the busiest moment; running out of it would be a fault in the plan.
    if (!vu) throw new Error(`no free VU: ${this.#taken} of ${this.#made} are taken`);
    this.#taken++;
    return vu;
  }

  putBack(vu: Vu): void {
    this.#taken--;
    this.#free.push(vu);
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

  /** No VU runs any more. */
  close(): void {
    for (const vu of this.#free) vu.close();
    for (const vu of this.#spare) vu.close();
  }

  #next(): Vu | Promise<Vu> {
    return this.make(this.#made++);
  }
}
