import { PAGE_SLOTS } from './layout.js';
import { type SeriesDef, type SlabMessage, TREND } from './slab.js';

/** The reading end of one worker's series: views of its shared memory. */
export class WorkerSeries {
  readonly cells: Float64Array;
  readonly positive: Uint32Array[] = [];
  readonly negative: Uint32Array[] = [];
  readonly #values: Float64Array[] = [];

  constructor(
    readonly def: SeriesDef,
    { buffer, byteOffset, length }: SlabMessage,
  ) {
    this.cells = new Float64Array(buffer, byteOffset, length);
  }

  attach({ block, index, buffer, byteOffset, length }: SlabMessage): void {
    if (block === 'values') this.#values[index] = new Float64Array(buffer, byteOffset, length);
    else if (block === 'positive') this.positive[index] = new Uint32Array(buffer, byteOffset, PAGE_SLOTS);
    else if (block === 'negative') this.negative[index] = new Uint32Array(buffer, byteOffset, PAGE_SLOTS);
  }

  /** Units per one in the histogram; 0 while the exact values are all there are. */
  get factor(): number {
    return this.cells[TREND.factor]!;
  }

  /** The values that are held as they came, as far as their memory has been announced. */
  exactValues(): Float64Array {
    let left = this.cells[TREND.count]!;
    const parts = this.#values.map((segment) => {
      const part = segment.subarray(0, Math.max(0, Math.min(left, segment.length)));
      left -= part.length;
      return part;
    });
    const all = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }
}
