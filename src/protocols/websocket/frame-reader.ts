import { type Buffer, isUtf8 } from 'node:buffer';
import { HeldBytes } from '../net/held-bytes.js';
import { closeCodes, isCloseCode } from './close-codes.js';
import { inflated } from './deflate.js';
import { type FrameFault, frameFaults } from './frame-fault.js';
import { mask } from './masking.js';
import { FIN, FIRST_CONTROL, LONGEST_CONTROL_BYTES, MASKED, OPCODES, RSV1, RSV2, RSV3 } from './opcodes.js';

/** Who is told what frames say. Bytes are the reader's again when a call returns. */
export interface FrameListener {
  text(text: string): void;
  binary(bytes: Buffer): void;
  ping(payload: Buffer): void;
  pong(payload: Buffer): void;
  /** The other side wants to close; nothing is read behind it. */
  closing(code: number, reason: string): void;
  /** What comes cannot be read; nothing is read behind it. */
  unreadable(fault: FrameFault): void;
}

/** A longer message is taken for a mistake: texts cannot be twice as long. */
export const LONGEST_MESSAGE_BYTES = 256 * 1024 * 1024;

/** What the frames that come must be like. */
export interface ExpectedFrames {
  readonly masked: boolean;
  readonly deflate: boolean;
}

/** Reads the frames of one side of a connection from the pieces in which their bytes come. */
export class FrameReader {
  readonly #listener: FrameListener;
  readonly #expected: ExpectedFrames;
  /** The beginning of a frame whose end has not come, and how many bytes are needed to read on. */
  #held: HeldBytes | undefined;
  #needed = 0;
  /** The message whose fragments are coming: its first byte, 0 without one, and what has come of it. */
  #opening = 0;
  #fragments: HeldBytes | undefined;
  #over = false;

  constructor(listener: FrameListener, expected: ExpectedFrames) {
    this.#listener = listener;
    this.#expected = expected;
  }

  /** Nothing is read any more. */
  stop(): void {
    this.#over = true;
    this.#held = undefined;
    this.#fragments = undefined;
  }

  /** Reads `piece` up to `end`; the memory is the caller's again afterwards. */
  read(piece: Buffer, end: number): void {
    if (this.#over) return;
    if (this.#held === undefined) {
      this.#readFrames(piece, 0, end);
      return;
    }
    const held = this.#held;
    held.add(piece, end);
    if (held.length < this.#needed) return;
    this.#held = undefined;
    this.#readFrames(held.bytes, 0, held.length);
  }

  #readFrames(bytes: Buffer, from: number, end: number): void {
    let at = from;
    while (at < end && !this.#over) {
      const length = this.#readFrame(bytes, at, end);
      if (length <= 0) {
        if (this.#over) return;
        this.#needed = -length;
        this.#held = new HeldBytes(bytes.subarray(at, end), end - at);
        return;
      }
      at += length;
    }
  }

  /** Its length; when it is not there as a whole, the bytes that are needed to read on, as a negative number. */
  #readFrame(bytes: Buffer, at: number, end: number): number {
    const there = end - at;
    if (there < 2) return -2;
    const first = bytes[at]!;
    const second = bytes[at + 1]!;
    const isMasked = (second & MASKED) !== 0;
    let length = second & 0x7f;
    const shortLength = length;
    let head = 2;
    if (length >= 126) {
      head = length === 126 ? 4 : 10;
      if (there < head) return -head;
      length =
        head === 4 ? bytes.readUInt16BE(at + 2) : bytes.readUInt32BE(at + 2) * 2 ** 32 + bytes.readUInt32BE(at + 6);
    }
    const faults = this.#faultsOf(first, shortLength, isMasked);
    if (faults.length > 0) return this.#fail(frameFaults.head(faults));
    const message = length + (this.#fragments?.length ?? 0);
    if (message > LONGEST_MESSAGE_BYTES) return this.#fail(frameFaults.tooBig(message, LONGEST_MESSAGE_BYTES));
    const payload = at + head + (isMasked ? 4 : 0);
    const whole = payload + length - at;
    if (there < whole) return -whole;
    if (isMasked) mask(bytes, payload, payload + length, bytes.readUInt32BE(payload - 4));
    this.#readPayload(first, bytes, payload, payload + length);
    return whole;
  }

  #faultsOf(first: number, length: number, isMasked: boolean): readonly string[] {
    const opcode = first & 0x0f;
    const isData = opcode === OPCODES.text || opcode === OPCODES.binary;
    // The usual frame: a whole message.
    if ((first & 0xf0) === FIN && isData && this.#opening === 0 && isMasked === this.#expected.masked) return NONE;
    const faults: string[] = [];
    if ((first & RSV1) !== 0 && !(this.#expected.deflate && isData)) faults.push('RSV1 set');
    if ((first & RSV2) !== 0) faults.push('RSV2 set');
    if ((first & RSV3) !== 0) faults.push('RSV3 set');
    if (opcode >= FIRST_CONTROL && opcode <= OPCODES.pong) {
      if (length > LONGEST_CONTROL_BYTES) faults.push('len > 125 for control');
      if ((first & FIN) === 0) faults.push('FIN not set on control');
    } else if (isData) {
      if (this.#opening !== 0) faults.push('data before FIN');
    } else if (opcode === OPCODES.continuation) {
      if (this.#opening === 0) faults.push('continuation after FIN');
    } else faults.push(`bad opcode ${opcode}`);
    if (isMasked !== this.#expected.masked) faults.push('bad MASK');
    return faults;
  }

  #readPayload(first: number, bytes: Buffer, from: number, end: number): void {
    switch (first & 0x0f) {
      case OPCODES.ping:
        this.#listener.ping(bytes.subarray(from, end));
        return;
      case OPCODES.pong:
        this.#listener.pong(bytes.subarray(from, end));
        return;
      case OPCODES.close:
        this.#readClose(bytes.subarray(from, end));
        return;
    }
    if ((first & FIN) !== 0 && this.#opening === 0) this.#readMessage(first, bytes, from, end);
    else this.#readFragment(first, bytes.subarray(from, end));
  }

  #readFragment(first: number, payload: Buffer): void {
    if (this.#opening === 0) this.#opening = first;
    if (this.#fragments === undefined) this.#fragments = new HeldBytes(payload, payload.length);
    else this.#fragments.add(payload, payload.length);
    if ((first & FIN) === 0) return;
    const { bytes, length } = this.#fragments;
    const opening = this.#opening;
    this.#fragments = undefined;
    this.#opening = 0;
    this.#readMessage(opening, bytes, 0, length);
  }

  #readMessage(first: number, bytes: Buffer, from: number, end: number): void {
    const isText = (first & 0x0f) === OPCODES.text;
    if ((first & RSV1) !== 0) this.#readCompressed(isText, bytes.subarray(from, end));
    // What is no UTF-8 becomes U+FFFD, as in k6.
    else if (isText) this.#listener.text(bytes.toString('utf8', from, end));
    else this.#listener.binary(bytes.subarray(from, end));
  }

  #readCompressed(isText: boolean, payload: Buffer): void {
    let whole: Buffer | undefined;
    try {
      whole = inflated(payload, LONGEST_MESSAGE_BYTES);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#fail(frameFaults.tooBig(Number.POSITIVE_INFINITY, LONGEST_MESSAGE_BYTES));
      return;
    }
    if (whole === undefined) this.#fail(frameFaults.compression());
    else if (isText) this.#listener.text(whole.toString('utf8'));
    else this.#listener.binary(whole);
  }

  #readClose(payload: Buffer): void {
    // One byte is no number; k6 takes it for none.
    if (payload.length < 2) {
      this.#close(closeCodes.noStatus, '');
      return;
    }
    const code = payload.readUInt16BE(0);
    const reason = payload.subarray(2);
    if (!isCloseCode(code)) this.#fail(frameFaults.closeCode(code));
    else if (!isUtf8(reason)) this.#fail(frameFaults.closeText());
    else this.#close(code, reason.toString('utf8'));
  }

  #close(code: number, reason: string): void {
    this.stop();
    this.#listener.closing(code, reason);
  }

  #fail(fault: FrameFault): 0 {
    this.stop();
    this.#listener.unreadable(fault);
    return 0;
  }
}

const NONE: readonly string[] = [];
