import type { HeaderBlock } from '../header-block.js';

/** Servers answer most requests of a second with one of a few blocks. */
const KEPT = 4;
/** Longer ones are seldom equal to another one. */
const MAX_BYTES = 2048;

/** The header blocks that came last, the most recent first: an equal one needs no reading, and responses share it. */
export class KnownBlocks {
  readonly #blocks: HeaderBlock[] = [];
  /** The state of the table in which each of them means what it does. */
  readonly #states: number[] = [];

  find(text: string, state: number): HeaderBlock | undefined {
    const blocks = this.#blocks;
    for (let i = 0; i < blocks.length; i++) {
      const block = blocks[i]!;
      if (block.text !== text || this.#states[i] !== state) continue;
      if (i > 0) this.#toFront(i, block, state);
      return block;
    }
    return undefined;
  }

  add(block: HeaderBlock, state: number): void {
    if (block.text.length > MAX_BYTES) return;
    if (this.#blocks.length === KEPT) {
      this.#blocks.pop();
      this.#states.pop();
    }
    this.#blocks.unshift(block);
    this.#states.unshift(state);
  }

  #toFront(from: number, block: HeaderBlock, state: number): void {
    for (let i = from; i > 0; i--) {
      this.#blocks[i] = this.#blocks[i - 1]!;
      this.#states[i] = this.#states[i - 1]!;
    }
    this.#blocks[0] = block;
    this.#states[0] = state;
  }
}
