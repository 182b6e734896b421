import type { Buffer } from 'node:buffer';
import { DynamicTable } from './dynamic-table.js';
import type { HeaderField } from './header-field.js';
import { huffmanBytes, writeHuffman } from './huffman.js';
import { writeInteger } from './integer.js';
import { STATIC_LENGTH, staticFieldIndex, staticNameIndex } from './static-table.js';

/** As Go: more than this is not used, whatever the other side would keep. */
const MOST_TABLE_BYTES = 4096;
/** Blocks of requests that came last. */
const KEPT = 4;

interface KnownBlock {
  readonly fields: readonly HeaderField[];
  /** State of the table in which it is this one. */
  readonly state: number;
  readonly bytes: Uint8Array;
}

/** Writes the header blocks of one connection, in their order. Whole fields are known again by their identity. */
export class HpackEncoder {
  readonly #table = new SentFields(MOST_TABLE_BYTES);
  readonly #known: KnownBlock[] = [];
  /** The smallest size that the table has had since the last block; the other side must be told. */
  #leastBytes = MOST_TABLE_BYTES;
  #resized = false;

  /** The other side keeps so much. */
  limit(bytes: number): void {
    const most = Math.min(bytes, MOST_TABLE_BYTES);
    if (most === this.#table.maxBytes) return;
    this.#table.resize(most);
    this.#known.length = 0;
    this.#leastBytes = this.#resized ? Math.min(this.#leastBytes, most) : most;
    this.#resized = true;
  }

  /** Writes a block; the place behind it. There must be room for `mostBytes` of these fields. */
  encode(fields: readonly HeaderField[], out: Buffer, from: number): number {
    for (const { fields: known, state, bytes } of this.#known) {
      if (known !== fields || state !== this.#table.next) continue;
      out.set(bytes, from);
      return from + bytes.length;
    }
    const before = this.#table.next;
    const resized = this.#resized;
    let at = resized ? this.#writeSizes(out, from) : from;
    for (const field of fields) at = this.#write(field, out, at);
    if (this.#table.next === before && !resized) this.#keep(fields, Uint8Array.from(out.subarray(from, at)));
    return at;
  }

  #writeSizes(out: Buffer, from: number): number {
    const { maxBytes } = this.#table;
    this.#resized = false;
    const at = this.#leastBytes < maxBytes ? writeInteger(this.#leastBytes, SIZE_UPDATE, 5, out, from) : from;
    return writeInteger(maxBytes, SIZE_UPDATE, 5, out, at);
  }

  #write(field: HeaderField, out: Buffer, from: number): number {
    const { name, value } = field;
    const sent = this.#table.indexOf(field);
    if (sent === 0 && field.staticIndex < 0) field.staticIndex = staticFieldIndex(name, value);
    const index = sent === 0 ? field.staticIndex : STATIC_LENGTH + sent;
    if (index !== 0) return writeInteger(index, INDEXED, 7, out, from);
    const nameIndex = staticNameIndex(name) || this.#table.nameIndexOf(name);
    // What is larger than the table would empty it.
    const kept = field.size <= this.#table.maxBytes;
    let at = kept ? writeInteger(nameIndex, INCREMENTAL, 6, out, from) : writeInteger(nameIndex, 0, 4, out, from);
    if (nameIndex === 0) at = writeString(name, out, at);
    if (kept) this.#table.insert(field);
    return writeString(value, out, at);
  }

  #keep(fields: readonly HeaderField[], bytes: Uint8Array): void {
    if (this.#known.length === KEPT) this.#known.pop();
    this.#known.unshift({ fields, state: this.#table.next, bytes });
  }
}

/** The most that a block of these fields takes: each may be written as it is, behind two lengths. */
export function mostBytes(fields: readonly HeaderField[]): number {
  // Two size updates before them.
  let bytes = 12;
  // The overhead of a field is more than its lengths need.
  for (const { size } of fields) bytes += size;
  return bytes;
}

function writeString(text: string, out: Buffer, from: number): number {
  const packed = huffmanBytes(text);
  if (packed < text.length) return writeHuffman(text, out, writeInteger(packed, HUFFMAN, 7, out, from));
  const at = writeInteger(text.length, 0, 7, out, from);
  return at + out.write(text, at, 'latin1');
}

/** The table as the other side has it, with the way from a field to its place. */
class SentFields extends DynamicTable {
  readonly #numbers = new Map<HeaderField, number>();
  /** Of the field that has this name and was sent last. */
  readonly #numbersByName = new Map<string, number>();

  /** Where it stands, counted from 1; 0 when it does not. */
  indexOf(field: HeaderField): number {
    const number = this.#numbers.get(field);
    return number === undefined ? 0 : this.next - number;
  }

  nameIndexOf(name: string): number {
    const number = this.#numbersByName.get(name);
    return number === undefined ? 0 : STATIC_LENGTH + this.next - number;
  }

  override insert(field: HeaderField): boolean {
    const number = this.next;
    if (!super.insert(field)) return false;
    this.#numbers.set(field, number);
    this.#numbersByName.set(field.name, number);
    return true;
  }

  protected override dropped(field: HeaderField, number: number): void {
    if (this.#numbers.get(field) === number) this.#numbers.delete(field);
    if (this.#numbersByName.get(field.name) === number) this.#numbersByName.delete(field.name);
  }
}

/** The first bits of a representation, and of a string. */
const INDEXED = 0x80;
const INCREMENTAL = 0x40;
const SIZE_UPDATE = 0x20;
const HUFFMAN = 0x80;
