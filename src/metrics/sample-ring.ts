/** Cells at the start of the ring. The worker writes all but `taken`, which is the main thread's. */
const CELLS = { put: 0, taken: 1, lost: 2, shortened: 3 } as const;
/** One cache line. */
const HEAD_BYTES = 64;
const DOUBLES = ['value', 'timeMs'] as const;
const INTS = ['metric', 'tagSet', 'vu', 'iteration', 'metadata'] as const;
const BYTES_PER_SAMPLE = DOUBLES.length * Float64Array.BYTES_PER_ELEMENT + INTS.length * Int32Array.BYTES_PER_ELEMENT;

/** Whole samples that may be on their way from one thread: a second of 130,000, in 5 MB. A power of two. */
const RING_SAMPLES = 1 << 17;

/** Plain data from which each side makes its own view. */
export interface SampleRingParts {
  readonly buffer: SharedArrayBuffer;
  readonly capacity: number;
}

/** Columns of samples; each place holds one. */
export interface SampleColumns {
  readonly value: Float64Array;
  /** On the monotonic clock of the process. */
  readonly timeMs: Float64Array;
  /** Numbers that the thread gave to its metrics, tag sets and metadata; 0 is no metadata. */
  readonly metric: Int32Array;
  readonly tagSet: Int32Array;
  readonly metadata: Int32Array;
  /** -1 when the sample says none. */
  readonly vu: Int32Array;
  readonly iteration: Int32Array;
}

/**
 * Whole samples on their way from one thread to the main one, in shared memory: what a dead worker had put in is still
 * read, and a full ring costs the sample and a count. One thread puts, one takes.
 */
export class SampleRing {
  readonly columns: SampleColumns;
  readonly capacity: number;
  readonly #cells: Int32Array;
  /** The writer's own count, and what it last saw of the reader's: it looks again when the ring seems full. */
  #put = 0;
  #takenSeen = 0;

  constructor({ buffer, capacity }: SampleRingParts) {
    this.capacity = capacity;
    this.#cells = new Int32Array(buffer, 0, Object.keys(CELLS).length);
    this.columns = columnsIn(buffer, HEAD_BYTES, capacity);
  }

  static allocate(capacity = RING_SAMPLES): SampleRingParts {
    return { buffer: new SharedArrayBuffer(HEAD_BYTES + capacity * BYTES_PER_SAMPLE), capacity };
  }

  /** Samples put in and not yet taken. The counters wrap; their difference does not. */
  get waiting(): number {
    return (Atomics.load(this.#cells, CELLS.put) - Atomics.load(this.#cells, CELLS.taken)) >>> 0;
  }

  /** The place for the next sample; undefined when the ring is full, which counts as a lost sample. */
  place(): number | undefined {
    if ((this.#put - this.#takenSeen) >>> 0 >= this.capacity && this.#isFull()) {
      Atomics.add(this.#cells, CELLS.lost, 1);
      return undefined;
    }
    return (this.#put >>> 0) % this.capacity;
  }

  /** The sample in the place last given is complete. */
  put(): void {
    this.#put = (this.#put + 1) | 0;
    Atomics.store(this.#cells, CELLS.put, this.#put);
  }

  /** Where the oldest sample stands. */
  get oldest(): number {
    return (Atomics.load(this.#cells, CELLS.taken) >>> 0) % this.capacity;
  }

  take(count: number): void {
    Atomics.add(this.#cells, CELLS.taken, count);
  }

  /** A sample went out with fewer tags than it had: there were too many different sets. */
  countShortened(): void {
    Atomics.add(this.#cells, CELLS.shortened, 1);
  }

  #isFull(): boolean {
    this.#takenSeen = Atomics.load(this.#cells, CELLS.taken);
    return (this.#put - this.#takenSeen) >>> 0 >= this.capacity;
  }

  get lost(): number {
    return Atomics.load(this.#cells, CELLS.lost) >>> 0;
  }

  get shortened(): number {
    return Atomics.load(this.#cells, CELLS.shortened) >>> 0;
  }
}

/** Columns over one piece of memory, doubles first so that each begins where it may stand. */
function columnsIn(buffer: SharedArrayBuffer, offset: number, length: number): SampleColumns {
  let at = offset;
  const next = <T>(Kind: { new (b: SharedArrayBuffer, at: number, n: number): T; BYTES_PER_ELEMENT: number }): T => {
    const view = new Kind(buffer, at, length);
    at += length * Kind.BYTES_PER_ELEMENT;
    return view;
  };
  const value = next(Float64Array);
  const timeMs = next(Float64Array);
  const metric = next(Int32Array);
  const tagSet = next(Int32Array);
  const vu = next(Int32Array);
  const iteration = next(Int32Array);
  return { value, timeMs, metric, tagSet, vu, iteration, metadata: next(Int32Array) };
}
