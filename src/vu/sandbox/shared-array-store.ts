import { Buffer } from 'node:buffer';
import { OFFSET_BYTES, packSharedArray, type SharedArrayStore } from '../../k6/packed-array.js';
import type { ScriptRealm } from '../../k6/realm.js';

/** A SharedArray's packed elements, as they travel between threads. */
export interface PackedSharedArray {
  readonly name: string;
  readonly buffer: SharedArrayBuffer;
}

/** The SharedArrays that one thread knows: those made before, handed to it, and those its own script makes first. */
export class SharedArrays implements SharedArrayStore {
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

  get(name: string, make: () => unknown, realm: ScriptRealm): readonly unknown[] {
    this.keep(name, this.#buffers.get(name) ?? packSharedArray(make() as readonly unknown[]));
    return this.find(name, realm)!;
  }

  /** The first one of a name stays. */
  keep(name: string, buffer: SharedArrayBuffer): void {
    if (!this.#buffers.has(name)) this.#add({ name, buffer });
  }

  find(name: string, realm: ScriptRealm): readonly unknown[] | undefined {
    const buffer = this.#buffers.get(name);
    if (buffer === undefined) return undefined;
    let views = this.#views.get(realm);
    if (views === undefined) this.#views.set(realm, (views = new Map()));
    let view = views.get(name);
    if (view === undefined) views.set(name, (view = viewSharedArray(buffer, realm)));
    return view;
  }

  #add(array: PackedSharedArray): void {
    this.#packed.push(array);
    this.#buffers.set(array.name, array.buffer);
  }
}

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
