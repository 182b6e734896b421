import type { Buffer } from 'node:buffer';
import type { BodyCollector } from '../body-collector.js';
import { missingColon } from './header-lines.js';

const LF = 10;
/** Of a chunk's size and its extension, and of all trailers. */
const MOST_LINE_BYTES = 16 * 1024;
/** Digits of a size that a number holds without loss. */
const MOST_DIGITS = 13;

type State = 'size' | 'extension' | 'data' | 'dataEnd' | 'trailer' | 'done';

/** Reads a body in chunks, piece by piece; its bytes go to a collector. */
export class ChunkReader {
  /** What is wrong with it, as Go words it; empty while nothing is. */
  fault = '';
  #state: State = 'size';
  #size = 0;
  #digits = 0;
  /** Bytes of the line that is being read. */
  #line = 0;
  /** The last byte of a size's line: its LF must stand behind it. */
  #afterCr = false;
  /** The trailer line that is being read. */
  #trailer = '';

  get done(): boolean {
    return this.#state === 'done';
  }

  /** Reads from `at` on; returns where it stopped: at the end, behind the body, or at a fault. */
  read(bytes: Buffer, from: number, end: number, body: BodyCollector | null): number {
    let at = from;
    while (at < end && this.#state !== 'done' && this.fault === '') {
      if (this.#state === 'data') {
        const to = Math.min(end, at + this.#size);
        body?.add(bytes, at, to, -1);
        this.#size -= to - at;
        at = to;
        if (this.#size === 0) this.#state = 'dataEnd';
      } else this.#step(bytes[at++]!);
    }
    return at;
  }

  #step(byte: number): void {
    if (++this.#line > MOST_LINE_BYTES) {
      this.fault =
        this.#state === 'trailer' ? 'http: suspiciously long trailer after chunked body' : 'chunked line too long';
      return;
    }
    switch (this.#state) {
      case 'size':
        this.#sizeByte(byte);
        break;
      case 'extension':
        if (byte === LF) this.#sizeEnded();
        else this.#afterCr = byte === CR;
        break;
      case 'dataEnd':
        // CR and LF, and nothing else.
        if (byte !== (this.#line === 1 ? CR : LF)) this.fault = 'malformed chunked encoding';
        else if (byte === LF) this.#next('size');
        break;
      default:
        this.#trailerByte(byte);
    }
  }

  #sizeByte(byte: number): void {
    const digit = hexDigit(byte);
    if (digit >= 0) {
      this.#size = this.#size * 16 + digit;
      if (++this.#digits > MOST_DIGITS) this.fault = 'http chunk length too large';
    } else if (byte === LF) this.#sizeEnded();
    else if (byte === SEMICOLON || byte === CR || byte === SPACE || byte === TAB) {
      this.#state = 'extension';
      this.#afterCr = byte === CR;
    } else this.fault = 'invalid byte in chunk length';
  }

  #sizeEnded(): void {
    if (!this.#afterCr) this.fault = 'chunked line ends with bare LF';
    else if (this.#digits === 0) this.fault = 'invalid byte in chunk length';
    else if (this.#size === 0) this.#next('trailer');
    else this.#next('data');
  }

  #trailerByte(byte: number): void {
    if (byte !== LF) {
      if (byte !== CR) this.#trailer += String.fromCharCode(byte);
      return;
    }
    if (this.#trailer === '') this.#state = 'done';
    else if (!this.#trailer.includes(':')) this.fault = missingColon(this.#trailer);
    this.#trailer = '';
  }

  #next(state: State): void {
    this.#state = state;
    this.#line = 0;
    this.#digits = 0;
    this.#afterCr = false;
    if (state === 'size') this.#size = 0;
  }
}

const CR = 13;
const TAB = 9;
const SPACE = 32;
const SEMICOLON = 59;

function hexDigit(byte: number): number {
  if (byte >= 48 && byte <= 57) return byte - 48;
  const letter = byte | 0x20;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}
