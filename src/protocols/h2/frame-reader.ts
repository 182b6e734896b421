import type { Buffer } from 'node:buffer';
import { HeldBytes } from '../net/held-bytes.js';
import { ConnectionFault } from './connection-fault.js';
import { PROTOCOL_ERROR } from './error-codes.js';
import { DATA, END_STREAM, FRAME_BYTES, FRAME_HEAD_BYTES, PADDED, readUint31 } from './frame.js';

/** Who gets the frames. The memory is the reader's again when a method returns. Each may throw a ConnectionFault. */
export interface FrameListener {
  /** A DATA frame begins; `length` is that of its whole payload. */
  dataBegan(stream: number, length: number): void;
  /** A piece of what it carries, without padding. */
  data(bytes: Buffer, from: number, to: number): void;
  dataEnded(endsStream: boolean): void;
  /** Any other frame, whole. */
  frame(type: number, flags: number, stream: number, bytes: Buffer, from: number, to: number): void;
}

/** A frame that is longer than we have allowed: what comes behind it cannot be read any more. */
export class FrameTooLarge extends Error {}

/** Takes the frames out of the pieces in which a connection's bytes come. Only what lies across a seam is copied. */
export class FrameReader {
  /** The beginning of a frame whose end has not come, or of its head alone if it is DATA. */
  #held: HeldBytes | undefined;
  /** Bytes of the present DATA frame that have not come: what it carries, and padding behind it. */
  #left = 0;
  #padding = 0;
  #inData = false;
  /** The length of the padding is the next byte. */
  #padded = false;
  #endsStream = false;

  readonly #listener: FrameListener;

  constructor(listener: FrameListener) {
    this.#listener = listener;
  }

  /** The last piece has ended within a frame. */
  get midFrame(): boolean {
    return this.#inData || this.#held !== undefined;
  }

  read(bytes: Buffer, end: number): void {
    let at = 0;
    while (at < end || (this.#inData && this.#left + this.#padding === 0 && !this.#padded)) {
      if (this.#inData) at = this.#readData(bytes, at, end);
      else if (this.#held !== undefined) at = this.#readHeld(this.#held, bytes, at, end);
      else at = this.#readFrame(bytes, at, end);
    }
  }

  /** Reads the frame at a place; the place behind what could be read, or was kept. */
  #readFrame(bytes: Buffer, at: number, end: number): number {
    const there = end - at;
    if (there < FRAME_HEAD_BYTES) return this.#hold(bytes, at, end);
    const length = lengthAt(bytes, at);
    const type = bytes[at + 3]!;
    const from = at + FRAME_HEAD_BYTES;
    if (type === DATA) {
      this.#beginData(length, bytes[at + 4]!, readUint31(bytes, at + 5));
      return from;
    }
    const to = from + length;
    if (to > end) return this.#hold(bytes, at, end);
    this.#listener.frame(type, bytes[at + 4]!, readUint31(bytes, at + 5), bytes, from, to);
    return to;
  }

  #hold(bytes: Buffer, at: number, end: number): number {
    this.#held = new HeldBytes(bytes.subarray(at, end), end - at);
    return end;
  }

  /** Adds to what is held; once its frame is whole, that is read. */
  #readHeld(held: HeldBytes, bytes: Buffer, at: number, end: number): number {
    const headLeft = FRAME_HEAD_BYTES - held.length;
    const wanted = headLeft > 0 ? headLeft : FRAME_HEAD_BYTES + lengthAt(held.bytes, 0) - held.length;
    const to = Math.min(end, at + wanted);
    held.add(bytes.subarray(at, to), to - at);
    if (held.length < FRAME_HEAD_BYTES) return to;
    const whole = FRAME_HEAD_BYTES + lengthAt(held.bytes, 0);
    if (held.bytes[3] !== DATA && held.length < whole) return to;
    this.#held = undefined;
    this.#readFrame(held.bytes, 0, held.length);
    return to;
  }

  #beginData(length: number, flags: number, stream: number): void {
    this.#listener.dataBegan(stream, length);
    this.#endsStream = (flags & END_STREAM) !== 0;
    this.#padded = (flags & PADDED) !== 0;
    if (this.#padded && length === 0)
      throw new ConnectionFault(PROTOCOL_ERROR, 'DATA without the length of its padding');
    this.#left = length;
    this.#padding = 0;
    this.#inData = true;
  }

  #readData(bytes: Buffer, from: number, end: number): number {
    let at = from;
    if (this.#padded) {
      this.#padding = bytes[at++]!;
      this.#left -= 1 + this.#padding;
      this.#padded = false;
      if (this.#left < 0) throw new ConnectionFault(PROTOCOL_ERROR, 'padding is longer than DATA');
    }
    const to = Math.min(end, at + this.#left);
    if (to > at) this.#listener.data(bytes, at, to);
    this.#left -= to - at;
    const padding = Math.min(end - to, this.#padding);
    if (this.#left === 0) this.#padding -= padding;
    if (this.#left > 0 || this.#padding > 0) return this.#left > 0 ? to : to + padding;
    this.#inData = false;
    this.#listener.dataEnded(this.#endsStream);
    return to + padding;
  }
}

function lengthAt(bytes: Uint8Array, at: number): number {
  const length = (bytes[at]! << 16) | (bytes[at + 1]! << 8) | bytes[at + 2]!;
  if (length > FRAME_BYTES) throw new FrameTooLarge('http2: frame too large');
  return length;
}
