import type { Sendable } from './destination.js';

/** Some batches that are sent together. */
export interface Piece<Batch extends Sendable> {
  readonly batches: readonly Batch[];
  readonly samples: number;
  readonly room: number;
}

/** Samples in their order that wait to be sent or are on their way; no more of them than there is room for. */
export class SampleQueue<Batch extends Sendable> {
  readonly #batches: Batch[] = [];
  #waiting = 0;
  #room = 0;
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  /** Samples that have not arrived yet. */
  get waiting(): number {
    return this.#waiting;
  }

  /** The room that they take. */
  get room(): number {
    return this.#room;
  }

  get isEmpty(): boolean {
    return this.#batches.length === 0;
  }

  /** False when there is no room. */
  put(batch: Batch): boolean {
    if (this.#room + roomOf(batch) > this.#most) return false;
    this.#batches.push(batch);
    this.#waiting += batch.length;
    this.#room += roomOf(batch);
    return true;
  }

  /** The oldest ones, up to so much room, but at least a batch; undefined when there are none. They keep their room. */
  take(most: number): Piece<Batch> | undefined {
    if (this.isEmpty) return undefined;
    const batches: Batch[] = [];
    let samples = 0;
    let room = 0;
    while (!this.isEmpty && (batches.length === 0 || room + roomOf(this.#batches[0]!) <= most)) {
      const batch = this.#batches.shift()!;
      batches.push(batch);
      samples += batch.length;
      room += roomOf(batch);
    }
    return { batches, samples, room };
  }

  /** What was taken needs no room any more. */
  release({ samples, room }: Piece<Batch>): void {
    this.#waiting -= samples;
    this.#room -= room;
  }
}

const roomOf = ({ room, length }: Sendable): number => room ?? length;
