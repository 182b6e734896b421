import { Buffer } from 'node:buffer';
import { MAX_HEADER_BYTES } from '../h1/unread.js';

const MIN_STATUS_LINE = 12;
const EMPTY = Buffer.alloc(0);
const HEAD_END = Buffer.from('\r\n\r\n');

/** Watches the first bytes of each response: its protocol version, and interim responses, which it takes out. */
export class ResponseStart {
  /** `HTTP/1.1` or `HTTP/1.0`. */
  proto = 'HTTP/1.1';
  tooMuchInterim = false;
  #seen = 0;
  #interimBytes = 0;
  #held: Buffer | null = null;
  #first: Buffer = EMPTY;

  begin(): void {
    this.#seen = 0;
    this.#interimBytes = 0;
    this.#held = null;
    this.#first = EMPTY;
    this.tooMuchInterim = false;
  }

  /** What is left of a chunk for the parser; null when nothing is. */
  pass(chunk: Buffer): Buffer | null {
    if (this.#seen >= MIN_STATUS_LINE) return chunk;
    return this.#start(this.#held === null ? chunk : Buffer.concat([this.#held, chunk]));
  }

  #start(bytes: Buffer): Buffer | null {
    this.#held = null;
    // Short starts are held back; what cannot become a status line goes to the parser, which rejects it.
    if (bytes.length < MIN_STATUS_LINE) {
      if (bytes[0] !== 0x48) {
        this.#first = bytes;
        return bytes;
      }
      this.#held = bytes;
      return null;
    }
    if (bytes[9] !== 0x31 || (bytes[10] === 0x30 && bytes[11] === 0x31)) {
      this.#seen = bytes.length;
      this.#first = bytes;
      this.proto = bytes[7] === 0x30 ? 'HTTP/1.0' : 'HTTP/1.1';
      return bytes;
    }
    const end = bytes.indexOf(HEAD_END);
    if (end < 0) {
      this.#held = bytes;
      return null;
    }
    this.#interimBytes += end;
    if (this.#interimBytes > MAX_HEADER_BYTES) {
      this.tooMuchInterim = true;
      return null;
    }
    return end + 4 === bytes.length ? null : this.#start(bytes.subarray(end + 4));
  }

  /** The first line of what came, for messages. */
  get firstLine(): string {
    return this.#first.toString('latin1', 0, 100).split(/\r?\n/, 1)[0]!;
  }

  /** Whether any byte of the response has come. */
  get begun(): boolean {
    return this.#seen > 0 || this.#held !== null || this.#interimBytes > 0 || this.#first.length > 0;
  }
}
