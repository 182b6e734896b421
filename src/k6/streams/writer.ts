import type { WritableStreamDefaultWriter as NodeWriter } from 'node:stream/web';
import { handled } from './handled.js';
import { unlocked, writables } from './node-streams.js';

/** What writes to a stream, alone. */
export class WritableStreamDefaultWriter {
  readonly #writer: NodeWriter;
  #closed: Promise<unknown> | undefined;

  constructor(stream: unknown) {
    const complaint = 'WritableStreamDefaultWriter argument must be a WritableStream';
    this.#writer = unlocked(writables, stream, complaint).getWriter();
  }

  get closed(): unknown {
    this.#closed ??= handled(this.#writer.closed);
    return this.#closed;
  }

  /** Another one each time that the stream has to be waited for. */
  get ready(): unknown {
    return handled(this.#writer.ready);
  }

  get desiredSize(): unknown {
    return this.#writer.desiredSize;
  }

  write(chunk?: unknown): Promise<unknown> {
    return this.#writer.write(chunk);
  }

  close(): Promise<unknown> {
    return this.#writer.close();
  }

  abort(reason?: unknown): Promise<unknown> {
    return this.#writer.abort(reason);
  }

  releaseLock(): void {
    this.#writer.releaseLock();
  }
}
