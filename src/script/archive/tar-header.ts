import { TarFault } from './tar-fault.js';

/** Headers are one block, contents are filled up to whole ones. */
export const BLOCK = 512;

/** Kinds of entries by the letter that tar writes. Old files are 0 or nothing. */
export const KINDS = {
  '0': 'file',
  '\0': 'file',
  '7': 'file',
  '1': 'link',
  '5': 'folder',
  // What comes in front of an entry and changes it: of POSIX for one and for all that follow, and of GNU.
  x: 'extended',
  g: 'global',
  L: 'longName',
  K: 'longLink',
} as const;
export type TarKind = (typeof KINDS)[keyof typeof KINDS];

export interface TarHeader {
  readonly kind: TarKind;
  readonly name: string;
  /** What a link is another name of; else empty. */
  readonly linkName: string;
  readonly size: number;
}

/** Reads one block; undefined for an empty one, which ends an archive. */
export function readHeader(block: Buffer): TarHeader | undefined {
  if (block.every((byte) => byte === 0)) return undefined;
  if (numberAt(block, 148, 8) !== checksumOf(block)) throw new TarFault('the checksum of an entry is wrong');
  const letter = block.toString('latin1', 156, 157);
  const kind = KINDS[letter as keyof typeof KINDS];
  const prefix = block.toString('latin1', 257, 263) === 'ustar\0' ? textAt(block, 345, 155) : '';
  const name = textAt(block, 0, 100);
  if (kind === undefined) {
    throw new TarFault(`${JSON.stringify(name)} is an entry of kind ${JSON.stringify(letter)}, not a file or a folder`);
  }
  return {
    kind,
    name: prefix === '' ? name : `${prefix}/${name}`,
    linkName: textAt(block, 157, 100),
    size: numberAt(block, 124, 12),
  };
}

/** Splits a name as the header wants it; undefined when it does not fit or is not ASCII. */
export function splitName(name: string): { readonly name: string; readonly prefix: string } | undefined {
  if (/[^\x20-\x7e]/.test(name)) return undefined;
  if (name.length <= 100) return { name, prefix: '' };
  for (let at = name.indexOf('/'); at >= 0 && at <= 155; at = name.indexOf('/', at + 1)) {
    if (name.length - at - 1 <= 100 && at < name.length - 1) {
      return { name: name.slice(at + 1), prefix: name.slice(0, at) };
    }
  }
  return undefined;
}

export interface HeaderParts {
  readonly letter: '0' | '1' | '5' | 'x';
  readonly name: string;
  readonly prefix?: string;
  readonly linkName?: string;
  readonly size?: number;
}

/** Writes one block. The time is always the same, so that the same files make the same archive. */
export function writeHeader({ letter, name, prefix = '', linkName = '', size = 0 }: HeaderParts): Buffer {
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0, 100);
  block.write(`${octal(letter === '5' ? 0o755 : 0o644, 7)}\0${octal(0, 7)}\0${octal(0, 7)}\0`, 100);
  block.write(size > 0o77777777777 ? '' : `${octal(size, 11)}\0`, 124);
  if (size > 0o77777777777) writeLarge(block, size);
  block.write(`${octal(0, 11)}\0        ${letter}`, 136);
  block.write(linkName, 157, 100);
  block.write('ustar\x0000', 257);
  block.write(prefix, 345, 155);
  block.write(`${octal(checksumOf(block), 6)}\0 `, 148);
  return block;
}

const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, '0');

/** Sizes of 8 GB and more are binary, which the first bit says. */
function writeLarge(block: Buffer, size: number): void {
  block.writeBigUInt64BE(BigInt(size), 128);
  block[124] = 0x80;
}

function numberAt(block: Buffer, at: number, length: number): number {
  if (block[at]! & 0x80) return Number(block.readBigUInt64BE(at + length - 8));
  const text = block
    .toString('latin1', at, at + length)
    .replace(/[\0 ]+/g, ' ')
    .trim();
  if (!/^[0-7]*$/.test(text)) throw new TarFault('a number of an entry cannot be read');
  return Number.parseInt(text || '0', 8);
}

/** The sum of all bytes, its own place taken as spaces. */
function checksumOf(block: Buffer): number {
  let sum = 8 * 32;
  for (let at = 0; at < BLOCK; at++) if (at < 148 || at >= 156) sum += block[at]!;
  return sum;
}

function textAt(block: Buffer, at: number, length: number): string {
  const end = block.indexOf(0, at);
  return block.toString('utf8', at, end < 0 || end > at + length ? at + length : end);
}
