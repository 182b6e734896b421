import type { Transformed } from '../transformed.js';
import type { Chunk } from './emit/emitter.js';

/** The emitted text, and where each of its verbatim slices comes from. */
export class Output {
  readonly #parts: string[] = [];
  readonly #outputOffsets: number[] = [];
  readonly #bundleOffsets: number[] = [];
  readonly #lengths: number[] = [];
  #length = 0;

  constructor(private readonly source: string) {}

  add(chunk: Chunk): void {
    const text = typeof chunk === 'string' ? chunk : this.source.slice(chunk.start, chunk.end);
    if (typeof chunk !== 'string') {
      this.#outputOffsets.push(this.#length);
      this.#bundleOffsets.push(chunk.start);
      this.#lengths.push(text.length);
    }
    this.#parts.push(text);
    this.#length += text.length;
  }

  addAll(chunks: Iterable<Chunk>): void {
    for (const chunk of chunks) this.add(chunk);
  }

  finish(): Pick<Transformed, 'code' | 'slices'> {
    return {
      code: this.#parts.join(''),
      slices: {
        outputOffsets: Uint32Array.from(this.#outputOffsets),
        bundleOffsets: Uint32Array.from(this.#bundleOffsets),
        lengths: Uint32Array.from(this.#lengths),
      },
    };
  }
}
