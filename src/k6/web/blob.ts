import { Buffer } from 'node:buffer';
import { viewOf } from '../bytes.js';
import { listOf } from '../list-of.js';
import { current } from '../suspension.js';

/** The global `Blob`: bytes that never change. Everything is in memory, so its promises are kept at once. */
export class Blob {
  readonly #bytes: Uint8Array;
  readonly #type: string;

  constructor(parts?: unknown, options?: unknown) {
    const given = parts === undefined ? [] : listOf(parts as ArrayLike<unknown>);
    this.#bytes = Buffer.concat(given.map(bytesOfPart));
    const type = String((Object(options) as { type?: unknown }).type ?? '');
    this.#type = /^[\x20-\x7e]*$/.test(type) ? type.toLowerCase() : '';
  }

  static bytesOf(value: unknown): Uint8Array | undefined {
    return typeof value === 'object' && value !== null && #bytes in value ? (value as Blob).#bytes : undefined;
  }

  /** Libraries tell them by it. */
  get [Symbol.toStringTag](): string {
    return 'Blob';
  }

  get size(): number {
    return this.#bytes.length;
  }

  get type(): string {
    return this.#type;
  }

  slice(start?: unknown, end?: unknown, type?: unknown): Blob {
    const from = start === undefined ? 0 : Number(start);
    const bytes = this.#bytes.slice(from, end === undefined ? undefined : Number(end));
    return new Blob([bytes], { type: type ?? '' });
  }

  text(): unknown {
    return kept(Buffer.from(this.#bytes).toString('utf8'));
  }

  arrayBuffer(): unknown {
    return kept(new Uint8Array(this.#bytes).buffer);
  }

  bytes(): unknown {
    return kept(new Uint8Array(this.#bytes));
  }
}

function kept(value: unknown): unknown {
  const { promise, resolve } = current.vu!.realm.promise();
  resolve(value);
  return promise;
}

const bytesOfPart = (part: unknown): Uint8Array => Blob.bytesOf(part) ?? viewOf(part) ?? Buffer.from(String(part));
