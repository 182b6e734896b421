import { Buffer } from 'node:buffer';

/**
 * Bytes from the wire: a buffer, or text with one character per byte. As text, a short piece costs half the time and a
 * fraction of the memory of a buffer, and it is its own UTF-8 decoding where all is ASCII.
 */
export type Bytes = Buffer | string;

/** Bytes read as UTF-8. */
export function textOf(bytes: Bytes): string {
  if (typeof bytes !== 'string') return bytes.toString('utf8');
  return NOT_ASCII.test(bytes) ? Buffer.from(bytes, 'latin1').toString('utf8') : bytes;
}

/** A buffer of the same bytes; a buffer is not copied. */
export const bufferOf = (bytes: Bytes): Buffer => (typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);

/** Text as it goes out: UTF-8 with one character per byte. */
export const wireText = (text: string): string =>
  NOT_ASCII.test(text) ? Buffer.from(text, 'utf8').toString('latin1') : text;

const NOT_ASCII = /[^\0-\x7f]/;
