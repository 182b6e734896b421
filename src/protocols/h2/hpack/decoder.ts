import type { Buffer } from 'node:buffer';
import { ConnectionFault } from '../connection-fault.js';
import { COMPRESSION_ERROR } from '../error-codes.js';
import { HeaderBlock } from '../header-block.js';
import { DynamicTable } from './dynamic-table.js';
import { HeaderField } from './header-field.js';
import { readHuffman } from './huffman.js';
import { KnownBlocks } from './known-blocks.js';
import { STATIC_LENGTH, staticField } from './static-table.js';

/** What we let the other side keep: the size that holds without a setting. */
export const DECODER_TABLE_BYTES = 4096;

/** Blocks that are understood without a table, those of all connections of a thread: nginx sends no others. */
const free = new KnownBlocks();

/** Reads the header blocks of one connection, in their order. */
export class HpackDecoder {
  readonly #table = new DynamicTable(DECODER_TABLE_BYTES);
  /** Blocks that mean what they do while the table is as it is. */
  #bound: KnownBlocks | undefined;
  #bytes!: Buffer;
  #at = 0;
  #end = 0;
  #usesTable = false;
  #resized = false;

  /** Reads the block between two places. Throws a ConnectionFault for what is none. */
  decode(bytes: Buffer, from: number, to: number): HeaderBlock {
    const table = this.#table;
    const text = bytes.toString('latin1', from, to);
    const known = free.find(text, -1) ?? this.#bound?.find(text, table.next);
    if (known !== undefined) {
      for (const field of known.inserted) table.insert(field);
      return known;
    }
    const before = table.next;
    const block = this.#read(bytes, from, to, text);
    if (block.tooLarge || this.#resized) return block;
    if (!this.#usesTable) free.add(block, -1);
    else if (table.next === before) {
      this.#bound ??= new KnownBlocks();
      this.#bound.add(block, before);
    }
    return block;
  }

  #read(bytes: Buffer, from: number, to: number, text: string): HeaderBlock {
    this.#bytes = bytes;
    this.#at = from;
    this.#end = to;
    this.#usesTable = false;
    this.#resized = false;
    const block = new HeaderBlock(text);
    while (this.#at < to) {
      const first = bytes[this.#at]!;
      if (first >= INDEXED) block.add(this.#field(this.#integer(7)));
      else if (first >= INCREMENTAL) {
        const field = this.#literal(6);
        this.#table.insert(field);
        block.inserted.push(field);
        block.add(field);
      } else if (first >= SIZE_UPDATE) this.#resize(block);
      else block.add(this.#literal(4));
    }
    block.close();
    return block;
  }

  #resize(block: HeaderBlock): void {
    const bytes = this.#integer(5);
    if (!block.empty)
      throw new ConnectionFault(COMPRESSION_ERROR, 'hpack: dynamic table size update not at the beginning');
    if (bytes > DECODER_TABLE_BYTES)
      throw new ConnectionFault(COMPRESSION_ERROR, 'hpack: dynamic table size update too large');
    this.#resized = true;
    this.#bound = undefined;
    this.#table.resize(bytes);
  }

  #literal(prefix: number): HeaderField {
    const index = this.#integer(prefix);
    const name = index === 0 ? this.#string() : this.#field(index).name;
    return new HeaderField(name, this.#string());
  }

  #field(index: number): HeaderField {
    if (index > 0 && index <= STATIC_LENGTH) return staticField(index);
    this.#usesTable = true;
    const field = this.#table.at(index - STATIC_LENGTH);
    if (field === undefined)
      throw new ConnectionFault(COMPRESSION_ERROR, `hpack: invalid indexed representation index ${index}`);
    return field;
  }

  /** A number whose first byte has this many bits of it. */
  #integer(prefix: number): number {
    const most = (1 << prefix) - 1;
    let value = this.#byte() & most;
    if (value < most) return value;
    for (let shift = 0; ; shift += 7) {
      const byte = this.#byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
      if (shift > MOST_SHIFT) throw new ConnectionFault(COMPRESSION_ERROR, 'hpack: integer overflow');
    }
  }

  #string(): string {
    const huffman = this.#at < this.#end && this.#bytes[this.#at]! >= HUFFMAN;
    const length = this.#integer(7);
    const start = this.#at;
    const end = start + length;
    if (end > this.#end) throw truncated();
    this.#at = end;
    return huffman ? readHuffman(this.#bytes, start, end) : this.#bytes.toString('latin1', start, end);
  }

  #byte(): number {
    if (this.#at >= this.#end) throw truncated();
    return this.#bytes[this.#at++]!;
  }
}

const truncated = (): ConnectionFault => new ConnectionFault(COMPRESSION_ERROR, 'hpack: truncated headers');

/** The first bits of a representation, and of a string. */
const INDEXED = 0x80;
const INCREMENTAL = 0x40;
const SIZE_UPDATE = 0x20;
const HUFFMAN = 0x80;
/** Larger numbers than this leaves are no lengths or indices. */
const MOST_SHIFT = 28;
