import { Buffer } from 'node:buffer';
import { listOf } from './list-of.js';
import type { ScriptRealm } from './realm.js';

/** Arrays that all VUs of the test share. */
export interface SharedArrayStore {
  /** The array of this name. `make` runs only if nobody made it before. */
  get(name: string, make: () => unknown, realm: ScriptRealm): unknown;
  /** The same, if it is there. */
  find(name: string, realm: ScriptRealm): unknown;
  keep(name: string, packed: SharedArrayBuffer): void;
}

/** Bytes of each number before the texts. */
export const OFFSET_BYTES = Uint32Array.BYTES_PER_ELEMENT;
const MAX_TEXT_BYTES = 2 ** 32 - 1;

/**
 * Packs elements one by one, as they come. The result is the contents of a SharedArray in shared memory: the number of
 * elements, where each one's JSON ends (32-bit offsets from the first byte of text), and the JSON texts in UTF-8, one
 * behind the other.
 */
export class ArrayPacker {
  readonly #full: Uint8Array[] = [];
  #bytes = Buffer.allocUnsafeSlow(FIRST_BYTES);
  #used = 0;
  /** Bytes in the pieces that are full. */
  #before = 0;
  #ends = new Uint32Array(FIRST_ELEMENTS);
  #count = 0;

  add(json: string): void {
    // A UTF-16 unit is three bytes of UTF-8 at most; only a text that might not fit is measured.
    if (json.length * 3 > this.#bytes.length - this.#used) this.#makeRoom(Buffer.byteLength(json));
    this.#used += this.#bytes.write(json, this.#used);
    if (this.#count === this.#ends.length) {
      const ends = new Uint32Array(this.#count * 2);
      ends.set(this.#ends);
      this.#ends = ends;
    }
    this.#ends[this.#count++] = this.#before + this.#used;
  }

  finish(): SharedArrayBuffer {
    const headBytes = (1 + this.#count) * OFFSET_BYTES;
    const buffer = new SharedArrayBuffer(headBytes + this.#before + this.#used);
    const head = new Uint32Array(buffer, 0, 1 + this.#count);
    head[0] = this.#count;
    head.set(this.#ends.subarray(0, this.#count), 1);
    let at = headBytes;
    for (const piece of [...this.#full, this.#bytes.subarray(0, this.#used)]) {
      new Uint8Array(buffer, at).set(piece);
      at += piece.length;
    }
    return buffer;
  }

  #makeRoom(bytes: number): void {
    if (bytes <= this.#bytes.length - this.#used) return;
    const total = this.#before + this.#used + bytes;
    if (total > MAX_TEXT_BYTES) throw new RangeError(`${total} bytes of JSON are more than ${MAX_TEXT_BYTES}`);
    this.#full.push(this.#bytes.subarray(0, this.#used));
    this.#before += this.#used;
    this.#bytes = Buffer.allocUnsafeSlow(Math.max(PIECE_BYTES, bytes));
    this.#used = 0;
  }
}

const FIRST_BYTES = 1024;
const PIECE_BYTES = 1 << 20;
const FIRST_ELEMENTS = 64;

/** All elements at once. What has no JSON (undefined, functions) is stored as null, as inside any JSON array. */
export function packSharedArray(elements: readonly unknown[]): SharedArrayBuffer {
  const packer = new ArrayPacker();
  for (const element of listOf(elements)) packer.add(JSON.stringify(element) ?? 'null');
  return packer.finish();
}
