import { Buffer } from 'node:buffer';
import type { Bytes } from './bytes.js';

/** Bodies up to this length, when they come in one piece, are kept as text. */
const SHORT_BYTES = 16 * 1024;
const FIRST_BYTES = 16 * 1024;
/** What a response says of its length is believed up to here; beyond, memory is taken as the bytes come. */
const BELIEVED_BYTES = 8 * 1024 * 1024;

/** Takes a body together from the pieces in which it comes; the pieces' memory belongs to others. */
export class BodyCollector {
  #text = '';
  #buffer: Buffer | null = null;
  #length = 0;

  /** `expected`: length of the whole body, or less than 0 when unknown. */
  add(bytes: Buffer, from: number, to: number, expected: number): void {
    const length = to - from;
    if (length === 0) return;
    if (this.#buffer === null && this.#text === '' && length <= SHORT_BYTES && (expected === length || expected < 0)) {
      this.#text = bytes.toString('latin1', from, to);
      return;
    }
    if (this.#buffer === null) this.#start(Math.max(length + this.#text.length, Math.min(expected, BELIEVED_BYTES)));
    const end = this.#length + length;
    if (end > this.#buffer!.length) this.#grow(end);
    bytes.copy(this.#buffer!, this.#length, from, to);
    this.#length = end;
  }

  /** What came; null when nothing did. The collector is empty again. */
  take(): Bytes | null {
    const buffer = this.#buffer;
    const text = this.#text;
    this.#text = '';
    this.#buffer = null;
    if (buffer === null) return text === '' ? null : text;
    const body = buffer.subarray(0, this.#length);
    this.#length = 0;
    // Not to keep much more memory than the body needs.
    return body.length * 2 < buffer.length ? Buffer.from(body) : body;
  }

  #start(length: number): void {
    this.#buffer = Buffer.allocUnsafeSlow(Math.max(length, FIRST_BYTES));
    this.#length = this.#buffer.write(this.#text, 'latin1');
    this.#text = '';
  }

  #grow(least: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(least, this.#buffer!.length * 2));
    this.#buffer!.copy(larger, 0, 0, this.#length);
    this.#buffer = larger;
  }
}
