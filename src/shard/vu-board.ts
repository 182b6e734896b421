/** Int32 cells of one open-model scenario, once for all workers. */
const COMMON = { grown: 0, warned: 1, dispatching: 2 } as const;
const COMMON_CELLS = 3;
/** Int32 cells that each worker has: VUs free to be taken, orders sent to it, orders not yet taken, wake-ups. */
const OWN = { idle: 0, sent: 1, pending: 2, wakeups: 3 } as const;
const OWN_CELLS = 4;

/** Orders that may wait for one worker; a power of two, so that a wrapped counter still points to the right place. */
const ORDERS = 256;
/** Stands in `idle` when the worker takes no more orders. */
const CLOSED = -(2 ** 30);

/** TypeScript knows it from es2024 on; every Node that we run on has it. */
type WaitAsync = (cells: Int32Array, index: number, value: number) => { value: Promise<string> | string };
const waitAsync = (Atomics as unknown as { waitAsync: WaitAsync }).waitAsync;

/**
 * The VUs of one open-model scenario as all workers see them, so that they behave as one pool. A worker reserves an
 * idle VU, its own or another's, before it starts an iteration there; the other one gets the iteration as an order.
 * An iteration is dropped only when nobody has an idle VU.
 */
export class VuBoard {
  readonly #ints: Int32Array;
  readonly #dueMs: Float64Array;

  /** A view of `byteLength(workers)` bytes at `offset`, a multiple of 8, that were zero when `prepare` was called. */
  constructor(
    buffer: SharedArrayBuffer,
    offset: number,
    readonly workers: number,
  ) {
    this.#dueMs = new Float64Array(buffer, offset, workers * ORDERS);
    this.#ints = new Int32Array(buffer, offset + this.#dueMs.byteLength, intsFor(workers));
  }

  static byteLength(workers: number): number {
    const bytes = workers * ORDERS * Float64Array.BYTES_PER_ELEMENT + intsFor(workers) * Int32Array.BYTES_PER_ELEMENT;
    return Math.ceil(bytes / 8) * 8;
  }

  /** Once, before the workers start. */
  prepare(): this {
    Atomics.store(this.#ints, COMMON.dispatching, this.workers);
    return this;
  }

  /** One more VU of this worker has nothing to do. */
  release(worker: number): void {
    Atomics.add(this.#ints, this.#own(worker, 'idle'), 1);
  }

  /** Takes one of the worker's idle VUs; false when there is none. */
  reserve(worker: number): boolean {
    const at = this.#own(worker, 'idle');
    for (let seen = Atomics.load(this.#ints, at); seen > 0; seen = Atomics.load(this.#ints, at))
      if (Atomics.compareExchange(this.#ints, at, seen, seen - 1) === seen) return true;
    return false;
  }

  /** Has another worker start the iteration on an idle VU of its own; false when nobody has one. */
  handOver(from: number, dueMs: number): boolean {
    for (let step = 1; step < this.workers; step++) if (this.#order((from + step) % this.workers, dueMs)) return true;
    return false;
  }

  /** The due time of the next iteration that was handed to this worker; `taken` counts what it took before. */
  takeOrder(worker: number, taken: number): number | undefined {
    const place = this.#ready(worker, taken);
    if (Atomics.load(this.#ints, place) === 0) return undefined;
    const dueMs = this.#dueMs[worker * ORDERS + (taken % ORDERS)]!;
    Atomics.store(this.#ints, place, 0);
    Atomics.sub(this.#ints, this.#own(worker, 'pending'), 1);
    return dueMs;
  }

  /** Nobody can reserve a VU of this worker any more. Returns how many were free; the others run or have an order. */
  close(worker: number): number {
    return Math.max(0, Atomics.exchange(this.#ints, this.#own(worker, 'idle'), CLOSED));
  }

  /** Takes the right to initialise one VU more, as long as there are fewer than `limit`: its number, from 0. */
  claimGrowth(limit: number): number | undefined {
    const at = COMMON.grown;
    for (let grown = Atomics.load(this.#ints, at); grown < limit; grown = Atomics.load(this.#ints, at))
      if (Atomics.compareExchange(this.#ints, at, grown, grown + 1) === grown) return grown;
    return undefined;
  }

  /** VUs that were made beyond the planned ones. */
  get grown(): number {
    return Atomics.load(this.#ints, COMMON.grown);
  }

  /** True for the first who asks. */
  mayWarn(): boolean {
    return Atomics.exchange(this.#ints, COMMON.warned, 1) === 0;
  }

  /** The worker has started or handed over all its iterations. The last one wakes those who wait for it. */
  leave(): void {
    if (Atomics.sub(this.#ints, COMMON.dispatching, 1) > 1) return;
    for (let worker = 0; worker < this.workers; worker++) this.wake(worker);
  }

  /** Workers that may still hand over iterations. */
  get dispatching(): number {
    return Atomics.load(this.#ints, COMMON.dispatching);
  }

  /** What `woken` compares with; to be read before looking for orders. */
  wakeups(worker: number): number {
    return Atomics.load(this.#ints, this.#own(worker, 'wakeups'));
  }

  /** Resolves when the worker has been woken since it read `seen`. */
  async woken(worker: number, seen: number): Promise<void> {
    await waitAsync(this.#ints, this.#own(worker, 'wakeups'), seen).value;
  }

  wake(worker: number): void {
    const at = this.#own(worker, 'wakeups');
    Atomics.add(this.#ints, at, 1);
    Atomics.notify(this.#ints, at);
  }

  /** Room for the order comes before the VU: a reservation is never taken back, so `close` can count on it. */
  #order(worker: number, dueMs: number): boolean {
    const pending = this.#own(worker, 'pending');
    if (Atomics.load(this.#ints, this.#own(worker, 'idle')) <= 0) return false;
    if (Atomics.add(this.#ints, pending, 1) >= ORDERS || !this.reserve(worker)) {
      Atomics.sub(this.#ints, pending, 1);
      return false;
    }
    const ticket = Atomics.add(this.#ints, this.#own(worker, 'sent'), 1) >>> 0;
    this.#dueMs[worker * ORDERS + (ticket % ORDERS)] = dueMs;
    Atomics.store(this.#ints, this.#ready(worker, ticket), 1);
    this.wake(worker);
    return true;
  }

  #own(worker: number, cell: keyof typeof OWN): number {
    return COMMON_CELLS + worker * OWN_CELLS + OWN[cell];
  }

  #ready(worker: number, ticket: number): number {
    return COMMON_CELLS + this.workers * OWN_CELLS + worker * ORDERS + (ticket % ORDERS);
  }
}

const intsFor = (workers: number): number => COMMON_CELLS + workers * (OWN_CELLS + ORDERS);
