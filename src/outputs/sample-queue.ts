import type { SampleBatch } from '../metrics/sample-source.js';

/** Some batches that are sent together. */
export interface Piece {
  readonly batches: readonly SampleBatch[];
  readonly samples: number;
}

/** Samples in their order that wait to be sent or are on their way; no more of them than there is room for. */
export class SampleQueue {
  readonly #batches: SampleBatch[] = [];
  #waiting = 0;
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  /** Samples that have not arrived yet. */
  get waiting(): number {
    return this.#waiting;
  }

  get isEmpty(): boolean {
    return this.#batches.length === 0;
  }

  /** False when there is no room. */
  put(batch: SampleBatch): boolean {
    if (this.#waiting + batch.length > this.#most) return false;
    this.#batches.push(batch);
    this.#waiting += batch.length;
    return true;
  }

  /** The oldest ones, up to so many, but at least a batch; undefined when there are none. They keep their room. */
  take(most: number): Piece | undefined {
    if (this.isEmpty) return undefined;
    const batches: SampleBatch[] = [];
    let samples = 0;
    while (!this.isEmpty && (samples === 0 || samples + this.#batches[0]!.length <= most)) {
      const batch = this.#batches.shift()!;
      batches.push(batch);
      samples += batch.length;
    }
    return { batches, samples };
  }

  /** What was taken needs no room any more. */
  release({ samples }: Piece): void {
    this.#waiting -= samples;
  }
}
