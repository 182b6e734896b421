import { Buffer } from 'node:buffer';
import { TextDecoder as NativeDecoder } from 'node:util';
import { textOf, viewOf } from '../bytes.js';
import { GoError } from '../go-error.js';
import { listOf } from '../list-of.js';

interface DecoderOptions {
  readonly fatal?: unknown;
  readonly ignoreBOM?: unknown;
}

/** The global `TextDecoder`: utf-8 and both forms of utf-16 as in k6, and what else Node.js knows. */
export class TextDecoder {
  readonly decode: (data?: unknown, options?: { readonly stream?: unknown }) => string;
  readonly encoding: string;
  readonly fatal: boolean;
  readonly ignoreBOM: boolean;

  constructor(label?: unknown, options?: DecoderOptions | null) {
    const native = nativeFor(textOf(label) || 'utf-8', options ?? {});
    this.decode = (data, how) => decode(native, bytesFor(data), Boolean(how?.stream));
    this.encoding = native.encoding;
    this.fatal = native.fatal;
    this.ignoreBOM = native.ignoreBOM;
  }
}

function nativeFor(label: string, { fatal, ignoreBOM }: DecoderOptions): NativeDecoder {
  try {
    return new NativeDecoder(label, { fatal: Boolean(fatal), ignoreBOM: Boolean(ignoreBOM) });
  } catch {
    throw new RangeError(`unsupported encoding: ${label}`);
  }
}

function decode(native: NativeDecoder, bytes: Uint8Array, stream: boolean): string {
  try {
    return native.decode(bytes, { stream });
  } catch {
    throw new TypeError('decoding text: invalid byte sequence');
  }
}

/** k6 takes text and lists of numbers as well. */
function bytesFor(data: unknown): Uint8Array {
  if (data === undefined || data === null) return new Uint8Array();
  if (typeof data === 'string') return Buffer.from(data);
  if (Array.isArray(data)) return Uint8Array.from(listOf(data));
  const view = viewOf(data);
  if (view === undefined) throw new GoError('data is not an ArrayBuffer, typed array, or DataView');
  return view;
}
