import type { Buffer } from 'node:buffer';
import type { ResponseHead } from './response-head.js';

/** Servers answer most requests of a second with one of a few heads. */
const KEPT = 4;
const CR = 13;
const LF = 10;

/**
 * The heads that came last, the most recent first: an equal one needs no reading, and thousands of responses that scripts
 * keep share it.
 */
export class HeadCache {
  readonly #heads: ResponseHead[] = [];

  /** A head that stands at the beginning of `bytes`, if it is a known one. */
  find(bytes: Buffer, end: number): ResponseHead | undefined {
    const heads = this.#heads;
    for (let i = 0; i < heads.length; i++) {
      const head = heads[i]!;
      const { length } = head.text;
      // Most others are told apart by where they end.
      if (length > end || bytes[length - 1] !== LF || bytes[length - 2] !== CR || bytes[length - 3] !== LF) continue;
      if (bytes.toString('latin1', 0, length) !== head.text) continue;
      if (i > 0) this.#toFront(i, head);
      return head;
    }
    return undefined;
  }

  add(head: ResponseHead): void {
    if (this.#heads.length === KEPT) this.#heads.pop();
    this.#heads.unshift(head);
  }

  #toFront(from: number, head: ResponseHead): void {
    const heads = this.#heads;
    for (let i = from; i > 0; i--) heads[i] = heads[i - 1]!;
    heads[0] = head;
  }
}
