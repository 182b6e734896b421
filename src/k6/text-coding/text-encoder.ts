import { TextEncoder as NativeEncoder } from 'node:util';
import { textOf } from '../bytes.js';

/** The global `TextEncoder`. Its functions work alone, as in k6. */
export class TextEncoder {
  readonly encode = (text?: unknown): Uint8Array => native.encode(textOf(text));
  readonly encoding = 'utf-8';

  /** Of browsers only: as many whole characters as fit. */
  encodeInto(text: unknown, target: Uint8Array): { read: number; written: number } {
    return native.encodeInto(textOf(text), target);
  }
}

const native = new NativeEncoder();
