import { Buffer } from 'node:buffer';
import { listOf } from '../../k6/list-of.js';
import type { ScriptRealm } from '../../k6/realm.js';

/** A SharedArray's packed elements, as they travel between threads. */
export interface PackedSharedArray {
  readonly name: string;
  readonly buffer: SharedArrayBuffer;
}

/** The SharedArrays that one thread knows: those made before, handed to it, and those its own script makes first. */
export class SharedArrays {
  readonly #buffers = new Map<string, SharedArrayBuffer>();
  /** What scripts see of them, by realm. */
  readonly #views = new WeakMap<ScriptRealm, Map<string, readonly unknown[]>>();
  readonly #packed: PackedSharedArray[] = [];

  constructor(known: readonly PackedSharedArray[] = []) {
    for (const array of known) this.#add(array);
  }

  /** All of them, for other threads. */
  get packed(): readonly PackedSharedArray[] {
    return this.#packed;
  }

  /** The array of this name. `make` runs only if nobody made it before. */
  get(name: string, make: () => unknown, realm: ScriptRealm): readonly unknown[] {
    if (!this.#buffers.has(name)) this.#add({ name, buffer: packSharedArray(make() as readonly unknown[]) });
    let views = this.#views.get(realm);
    if (views === undefined) this.#views.set(realm, (views = new Map()));
    let view = views.get(name);
    if (view === undefined) views.set(name, (view = viewSharedArray(this.#buffers.get(name)!, realm)));
    return view;
  }

  #add(array: PackedSharedArray): void {
    this.#packed.push(array);
    this.#buffers.set(array.name, array.buffer);
  }
}

/**
 * The contents of a SharedArray in shared memory: the number of elements, where each one's JSON ends (32-bit offsets
 * from the first byte of text), and the JSON texts in UTF-8, one behind the other.
 */
export function packSharedArray(elements: readonly unknown[]): SharedArrayBuffer {
  // What has no JSON (undefined, functions) is stored as null, as inside any JSON array.
  const texts = listOf(elements).map((element) => JSON.stringify(element) ?? 'null');
  const textBytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  if (textBytes > MAX_TEXT_BYTES) throw new RangeError(`${textBytes} bytes of JSON are more than ${MAX_TEXT_BYTES}`);
  const headBytes = (1 + texts.length) * OFFSET_BYTES;
  const buffer = new SharedArrayBuffer(headBytes + textBytes);
  const head = new Uint32Array(buffer, 0, 1 + texts.length);
  const bytes = Buffer.from(buffer, headBytes);
  head[0] = texts.length;
  let end = 0;
  for (let index = 0; index < texts.length; index++) {
    end += bytes.write(texts[index]!, end);
    head[index + 1] = end;
  }
  return buffer;
}

const OFFSET_BYTES = Uint32Array.BYTES_PER_ELEMENT;
const MAX_TEXT_BYTES = 2 ** 32 - 1;

/** An array to look at and read from: every read of an element gives a fresh, deeply frozen copy. Writes throw. */
export function viewSharedArray(buffer: SharedArrayBuffer, realm: ScriptRealm): readonly unknown[] {
  return realm.proxy('list', new Elements(buffer, realm)) as unknown[];
}

class Elements implements ProxyHandler<unknown[]> {
  readonly #length: number;
  readonly #ends: Uint32Array;
  readonly #bytes: Buffer;

  readonly #realm: ScriptRealm;

  constructor(buffer: SharedArrayBuffer, realm: ScriptRealm) {
    this.#realm = realm;
    this.#length = new Uint32Array(buffer, 0, 1)[0]!;
    this.#ends = new Uint32Array(buffer, 0, 1 + this.#length);
    this.#bytes = Buffer.from(buffer, (1 + this.#length) * OFFSET_BYTES);
  }

  get(target: unknown[], key: string | symbol): unknown {
    const index = this.#indexOf(key);
    if (index >= 0) return this.#read(index);
    return key === 'length' ? this.#length : Reflect.get(target, key);
  }

  has(target: unknown[], key: string | symbol): boolean {
    return this.#indexOf(key) >= 0 || Reflect.has(target, key);
  }

  ownKeys(): string[] {
    return [...Array.from({ length: this.#length }, (_, index) => String(index)), 'length'];
  }

  getOwnPropertyDescriptor(_target: unknown[], key: string | symbol): PropertyDescriptor | undefined {
    if (key === 'length') return { value: this.#length, writable: true, enumerable: false, configurable: false };
    const index = this.#indexOf(key);
    // Said to be configurable because a proxy may not claim more than its target has; changes throw all the same.
    return index < 0 ? undefined : { value: this.#read(index), writable: false, enumerable: true, configurable: true };
  }

  set(): never {
    throw readOnly();
  }
  defineProperty(): never {
    throw readOnly();
  }
  deleteProperty(): never {
    throw readOnly();
  }
  preventExtensions(): never {
    throw readOnly();
  }
  setPrototypeOf(): never {
    throw readOnly();
  }

  /** The element that a key names, -1 when it names none. */
  #indexOf(key: string | symbol): number {
    if (typeof key !== 'string') return -1;
    const first = key.charCodeAt(0);
    if (first < DIGIT_0 || first > DIGIT_9) return -1;
    const index = Number(key);
    return index < this.#length && String(index) === key && Number.isInteger(index) ? index : -1;
  }

  #read(index: number): unknown {
    // The first entry of the table is the count; element 0 begins at 0.
    const start = index === 0 ? 0 : this.#ends[index]!;
    return frozen(this.#realm.parseJson(this.#bytes.toString('utf8', start, this.#ends[index + 1])));
  }
}

const DIGIT_0 = 48;
const DIGIT_9 = 57;

const readOnly = (): TypeError => new TypeError('a SharedArray cannot be changed: its elements belong to all VUs');

/** Parsed JSON has no cycles and no accessors. */
function frozen(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  for (const key of Object.keys(value)) frozen((value as Record<string, unknown>)[key]);
  return Object.freeze(value);
}
