import type { ReadableStreamDefaultReader as NodeReader } from 'node:stream/web';
import { handled } from './handled.js';
import { readables, unlocked } from './node-streams.js';

/** What reads a stream, alone. */
export class ReadableStreamDefaultReader {
  readonly #reader: NodeReader;
  readonly #closed: Promise<unknown>;

  constructor(stream: unknown) {
    const complaint = 'ReadableStreamDefaultReader argument must be a ReadableStream';
    this.#reader = unlocked(readables, stream, complaint).getReader();
    this.#closed = handled(this.#reader.closed);
  }

  get closed(): unknown {
    return this.#closed;
  }

  read(): Promise<unknown> {
    return this.#reader.read();
  }

  cancel(reason?: unknown): Promise<unknown> {
    return this.#reader.cancel(reason);
  }

  releaseLock(): void {
    this.#reader.releaseLock();
  }
}
