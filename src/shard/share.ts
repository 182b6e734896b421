/** Worker `index` of `count` inside this process. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/**
 * A worker's part of one scenario inside the segment. VU slot s lives on worker (offset + s) mod W, where `offset`
 * is the worker of slot 0; the parts of all workers hold each slot, and each iteration, exactly once.
 */
export class Share {
  readonly #first: number;
  readonly #workers: number;

  constructor({ index, count }: Shard, offset: number) {
    this.#first = (((index - offset) % count) + count) % count;
    this.#workers = count;
  }

  owns(slot: number): boolean {
    return slot % this.#workers === this.#first;
  }

  /** How many of the slots 0..total-1 live here. */
  count(total: number): number {
    return Math.max(0, Math.ceil((total - this.#first) / this.#workers));
  }

  /** The n-th slot that lives here, from 0. */
  slot(own: number): number {
    return this.#first + own * this.#workers;
  }

  slots(total: number): number[] {
    return Array.from({ length: this.count(total) }, (_, own) => this.slot(own));
  }

  /**
   * The n-th iteration that this worker starts, out of those that all workers start in turn. Iteration k is meant for
   * slot k mod `vus`, so a worker starts as much as it has VUs, and one without VUs starts nothing.
   */
  iteration(own: number, vus: number): number {
    const here = this.count(vus);
    if (here === 0) throw new RangeError('a worker without VUs starts no iteration');
    const round = Math.floor(own / here);
    return round * vus + this.slot(own - round * here);
  }
}

/**
 * The process-wide number, from 0, of a worker's n-th VU when worker w holds `pools[w]` of them: dealt out in turn,
 * a worker that is full is passed over, no number is left out.
 */
export function vuNumber(pools: readonly number[], worker: number, own: number): number {
  return pools.reduce((before, size, other) => before + Math.min(size, own + (other < worker ? 1 : 0)), 0);
}
