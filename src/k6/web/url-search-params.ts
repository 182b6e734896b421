import { URLSearchParams as NodeParams } from 'node:url';
import { addMethods } from '../natives.js';
import { type AnyFunction, current, mayWait, type Suspendable, suspendably } from '../suspension.js';
import { webNatives } from './natives.js';

/** The global `URLSearchParams`, as browsers have it. Node's does the work. */
export class URLSearchParams {
  #params: NodeParams;

  constructor(init?: unknown) {
    // Lists, objects and whatever can be iterated over, those of a script's own classes included, is read as scripts see it.
    this.#params = new NodeParams(init as string);
  }

  /** Over those of an address. */
  static around(params: NodeParams): URLSearchParams {
    const made = new URLSearchParams();
    made.#params = params;
    return made;
  }

  static pairsOf(params: URLSearchParams): [string, string][] {
    return [...params.#params];
  }

  get size(): number {
    return this.#params.size;
  }

  append(name: unknown, value: unknown): void {
    this.#params.append(String(name), String(value));
  }

  delete(name: unknown, value?: unknown): void {
    if (value === undefined) this.#params.delete(String(name));
    else this.#params.delete(String(name), String(value));
  }

  get(name: unknown): unknown {
    return this.#params.get(String(name));
  }

  getAll(name: unknown): string[] {
    return this.#params.getAll(String(name));
  }

  has(name: unknown, value?: unknown): boolean {
    return value === undefined ? this.#params.has(String(name)) : this.#params.has(String(name), String(value));
  }

  set(name: unknown, value: unknown): void {
    this.#params.set(String(name), String(value));
  }

  sort(): void {
    this.#params.sort();
  }

  /** Libraries tell them by it. */
  get [Symbol.toStringTag](): string {
    return 'URLSearchParams';
  }

  toString(): string {
    return this.#params.toString();
  }

  entries(): unknown {
    return iterated(URLSearchParams.pairsOf(this));
  }

  keys(): unknown {
    return iterated([...this.#params.keys()]);
  }

  values(): unknown {
    return iterated([...this.#params.values()]);
  }

  [Symbol.iterator](): unknown {
    return this.entries();
  }
}

/** An iterator of the script's realm over a list as it is now. */
function iterated(list: readonly unknown[]): unknown {
  const { realm } = current.vu!;
  return Reflect.apply(realm.intrinsics.Array.prototype.values, realm.own(list), []);
}

addMethods(URLSearchParams.prototype, 'URLSearchParams.', webNatives.methods, {
  forEach: {
    native(this: URLSearchParams, callback: AnyFunction, self?: unknown): void {
      for (const [name, value] of URLSearchParams.pairsOf(this)) Reflect.apply(callback, self, [value, name, this]);
    },
    waits: ([callback]) => mayWait(callback),
    *twin(this: URLSearchParams, callback: AnyFunction, self?: unknown): Suspendable {
      for (const [name, value] of URLSearchParams.pairsOf(this))
        yield* suspendably(callback, self, [value, name, this]);
      return undefined;
    },
  },
});
