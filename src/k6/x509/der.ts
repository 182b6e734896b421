import type { Buffer } from 'node:buffer';
import { malformed } from './malformed.js';

/** Tags that certificates have. Bit 0x20 says that a value is made of values. */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  utf8String: 0x0c,
  numericString: 0x12,
  printableString: 0x13,
  t61String: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const;

/** One value of ASN.1 in DER. */
export interface Der {
  readonly tag: number;
  readonly content: Buffer;
}

/** The only value in these bytes. */
export function readDer(bytes: Buffer): Der {
  const [first, ...others] = readAll(bytes);
  if (first === undefined || others.length > 0) throw malformed('malformed certificate');
  return first;
}

/** What a value is made of; an error when it has another tag. */
export const partsOf = (value: Der | undefined, tag: number): Der[] => readAll(contentOf(value, tag));

export function contentOf(value: Der | undefined, tag: number): Buffer {
  if (value?.tag !== tag) throw malformed('malformed certificate');
  return value.content;
}

/** An integer that may be of any size. Those in certificates are not negative. */
export const bigIntOf = (value: Der | undefined): bigint =>
  BigInt(`0x0${contentOf(value, TAG.integer).toString('hex')}`);

/** The bytes of a bit string, which in certificates end with a whole byte. */
export function bitsOf(value: Der | undefined): Buffer {
  const content = contentOf(value, TAG.bitString);
  if (content[0] !== 0) throw malformed('malformed certificate');
  return content.subarray(1);
}

/** `1.2.840.…`: the first number holds two, each has seven bits in a byte, the last byte of one is below 128. */
export function oidOf(value: Der | undefined): string {
  const numbers: number[] = [];
  let number = 0;
  for (const byte of contentOf(value, TAG.oid)) {
    number = number * 128 + (byte & 0x7f);
    if (byte < 0x80) {
      numbers.push(number);
      number = 0;
    }
  }
  const [both = 0, ...rest] = numbers;
  const root = Math.min(2, Math.floor(both / 40));
  return [root, both - 40 * root, ...rest].join('.');
}

function readAll(bytes: Buffer): Der[] {
  const values: Der[] = [];
  for (let at = 0; at < bytes.length; ) {
    const { length, headerBytes } = lengthAt(bytes, at + 1);
    const start = at + 1 + headerBytes;
    if (start + length > bytes.length) throw malformed('malformed certificate');
    values.push({ tag: bytes[at]!, content: bytes.subarray(start, start + length) });
    at = start + length;
  }
  return values;
}

/** Up to 127 in one byte; else that byte says how many follow. */
function lengthAt(bytes: Buffer, at: number): { length: number; headerBytes: number } {
  const first = bytes[at] ?? 0x80;
  if (first < 0x80) return { length: first, headerBytes: 1 };
  const count = first & 0x7f;
  if (count === 0 || count > 4 || at + count >= bytes.length) throw malformed('malformed certificate');
  return { length: bytes.readUIntBE(at + 1, count), headerBytes: 1 + count };
}
