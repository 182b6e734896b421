import { Buffer } from 'node:buffer';
import { ConnectionFault } from '../connection-fault.js';
import { COMPRESSION_ERROR } from '../error-codes.js';
import { CODE_BITS, CODES, END } from './huffman-code.js';

/** How many bytes a text takes as Huffman code. One character per byte. */
export function huffmanBytes(text: string): number {
  let bits = 0;
  for (let i = 0; i < text.length; i++) bits += CODE_BITS[text.charCodeAt(i)]!;
  return (bits + 7) >> 3;
}

/** Writes a text as Huffman code; the place behind it. */
export function writeHuffman(text: string, out: Uint8Array, from: number): number {
  let at = from;
  // The lowest `bits` bits of `held` are still to be written; of them there are fewer than 8 before each code.
  let held = 0;
  let bits = 0;
  for (let i = 0; i < text.length; i++) {
    const symbol = text.charCodeAt(i);
    let left = CODE_BITS[symbol]!;
    const code = CODES[symbol]!;
    // Codes have up to 30 bits: byte by byte, so that 32 bits are enough.
    while (left > 0) {
      const taken = Math.min(left, 8 - bits);
      left -= taken;
      held = (held << taken) | ((code >>> left) & ((1 << taken) - 1));
      bits += taken;
      if (bits === 8) {
        out[at++] = held;
        held = 0;
        bits = 0;
      }
    }
  }
  // What is left of the last byte is the beginning of the code that ends everything: ones.
  if (bits > 0) out[at++] = (held << (8 - bits)) | (0xff >> bits);
  return at;
}

/** Set in a place that has a symbol. Below it stand the symbol, and its bits from bit 9 on. */
const SYMBOL = 1 << 14;
const SYMBOL_MASK = 0x1ff;

/**
 * For reading eight bits at once: tables of 256 places each, one behind the other; the first one is for the beginning of a
 * code. A place says which symbol the bits begin with and how many of them it takes, or which table is for the rest.
 */
const STEPS = stepsOf();

function stepsOf(): Int32Array {
  const steps: number[] = new Array(256).fill(0);
  for (let symbol = 0; symbol < CODES.length; symbol++) {
    let table = 0;
    let left = CODE_BITS[symbol]!;
    const code = CODES[symbol]!;
    for (; left > 8; left -= 8) {
      const at = table + ((code >>> (left - 8)) & 0xff);
      if (steps[at] === 0) {
        steps[at] = steps.length;
        steps.push(...new Array(256).fill(0));
      }
      table = steps[at]!;
    }
    const first = (code << (8 - left)) & 0xff;
    steps.fill(SYMBOL | (left << 9) | symbol, table + first, table + first + (1 << (8 - left)));
  }
  return Int32Array.from(steps);
}

/** Each text is made before the next one is read. No code is shorter than five bits. */
let scratch = Buffer.allocUnsafeSlow(1024);

/** Reads Huffman code as text, one character per byte. */
export function readHuffman(bytes: Uint8Array, from: number, to: number): string {
  const most = (((to - from) * 8) / 5) | 0;
  if (most > scratch.length) scratch = Buffer.allocUnsafeSlow(most * 2);
  const out = scratch;
  let length = 0;
  let held = 0;
  let bits = 0;
  let table = 0;
  /** Bits since the last symbol. */
  let open = 0;
  for (let at = from; at < to; at++) {
    held = (held << 8) | bytes[at]!;
    bits += 8;
    open += 8;
    while (bits >= 8) {
      const step = STEPS[table + ((held >>> (bits - 8)) & 0xff)]!;
      if (step < SYMBOL) {
        table = step;
        bits -= 8;
        continue;
      }
      const symbol = step & SYMBOL_MASK;
      if (symbol === END) throw badHuffman();
      out[length++] = symbol;
      bits -= (step ^ SYMBOL) >> 9;
      open = bits;
      table = 0;
    }
  }
  while (bits > 0) {
    const step = STEPS[table + ((held << (8 - bits)) & 0xff)]!;
    const taken = (step ^ SYMBOL) >> 9;
    if (step < SYMBOL || taken > bits) break;
    const symbol = step & SYMBOL_MASK;
    if (symbol === END) throw badHuffman();
    out[length++] = symbol;
    bits -= taken;
    open = bits;
    table = 0;
  }
  // Up to seven ones fill the last byte.
  const rest = (1 << bits) - 1;
  if (open > 7 || (held & rest) !== rest) throw badHuffman();
  return out.toString('latin1', 0, length);
}

const badHuffman = (): ConnectionFault => new ConnectionFault(COMPRESSION_ERROR, 'hpack: invalid Huffman-encoded data');
