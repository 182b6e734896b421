import type { MetricDef, Tags } from './types.js';

/** Which samples of its metric a series takes: all of them, those a threshold asked for, or one part of a breakdown. */
export type SeriesKind = 'total' | 'submetric' | 'part';

export interface SeriesDef {
  readonly metric: MetricDef;
  readonly kind: SeriesKind;
  /** The tags that make it: those of the sub-metric, or of the part. */
  readonly tags: Tags;
}

/** What a piece of memory holds: cells, exact values of a trend, or a page of its histograms. */
export type BlockKind = 'cells' | 'values' | 'positive' | 'negative';

/** Tells the main thread that memory was made. Plain data and shared memory, to be posted at once and in order. */
export interface SlabMessage {
  /** Number of the series in its worker; -1 for the worker's own cells. */
  readonly series: number;
  /** Only with a series' first block. */
  readonly def?: SeriesDef;
  readonly block: BlockKind;
  /** Which segment of the values, or which page of the histogram. */
  readonly index: number;
  readonly buffer: SharedArrayBuffer;
  readonly byteOffset: number;
  readonly length: number;
}

export type Announce = (message: SlabMessage) => void;

/** Cells of a series, each a double that one thread writes and the main one reads. */
export const COUNTER = { sum: 0, seen: 1 } as const;
export const GAUGE = { value: 0, min: 1, max: 2, timeMs: 3 } as const;
export const RATE = { passes: 0, total: 1 } as const;
/** `factor` is 0 while the exact values are all there are; `fractions` is 1 when not all counted values were whole. */
export const TREND = { count: 0, sum: 1, min: 2, max: 3, saturated: 4, clipped: 5, factor: 6, fractions: 7 } as const;
/** Cells that a worker has once. */
export const WORKER = { overLimit: 0, notFinite: 1 } as const;
/** Every series has as many cells; eight doubles are one cache line. */
export const CELLS = 8;
/** The number of a worker's own cells in its messages. */
export const WORKER_SERIES = -1;

/** Usual size; a block that is larger has a chunk to itself. */
const CHUNK_BYTES = 256 * 1024;

/** Memory of one worker's metrics: shared chunks, given out in blocks that are never taken back. */
export class Slab {
  #chunk: SharedArrayBuffer | undefined;
  #used = 0;
  readonly #announce: Announce;

  constructor(announce: Announce) {
    this.#announce = announce;
  }

  doubles(series: number, block: BlockKind, index: number, length: number, def?: SeriesDef): Float64Array {
    const byteOffset = this.#take(length * Float64Array.BYTES_PER_ELEMENT);
    const buffer = this.#chunk!;
    const view = new Float64Array(buffer, byteOffset, length);
    const message = { series, block, index, buffer, byteOffset, length };
    this.#announce(def ? { ...message, def } : message);
    return view;
  }

  counts(series: number, block: BlockKind, index: number, length: number): Uint32Array {
    const byteOffset = this.#take(length * Uint32Array.BYTES_PER_ELEMENT);
    const buffer = this.#chunk!;
    this.#announce({ series, block, index, buffer, byteOffset, length });
    return new Uint32Array(buffer, byteOffset, length);
  }

  /** Lengths are even numbers of words, so every block begins where a double may stand. */
  #take(bytes: number): number {
    if (!this.#chunk || this.#used + bytes > this.#chunk.byteLength) {
      this.#chunk = new SharedArrayBuffer(Math.max(CHUNK_BYTES, bytes));
      this.#used = 0;
    }
    const byteOffset = this.#used;
    this.#used += bytes;
    return byteOffset;
  }
}
