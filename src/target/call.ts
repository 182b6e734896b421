import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Counts } from './counts.js';

const MAX_BODY_BYTES = 1024 * 1024;

/** Names and values in turn: the form that Node writes without looking at it again. */
export type Head = readonly string[];

/** One request on its way through the target: what a route's handler may ask and do. */
export class Call {
  readonly #counts: Counts | undefined;

  constructor(
    readonly request: IncomingMessage,
    readonly response: ServerResponse,
    /** Values of the route's `:names`, in their order. */
    readonly params: readonly string[],
    counts: Counts | undefined,
  ) {
    this.#counts = counts;
  }

  header(name: string): string | undefined {
    const value = this.request.headers[name];
    return Array.isArray(value) ? value[0] : value;
  }

  json(status: number, value: unknown): void {
    const body = Buffer.from(JSON.stringify(value));
    this.send(status, ['Content-Type', 'application/json', 'Content-Length', String(body.length)], body);
  }

  send(status: number, head: Head, body: Uint8Array | string): void {
    this.response.writeHead(status, head as string[]);
    this.response.end(body);
    this.#counts?.answered(status);
  }

  /** Goes on after a while, unless the client has gone by then. */
  after(delayMs: number, next: () => void): void {
    const gone = this.whenGone(() => clearTimeout(timer));
    const timer = setTimeout(() => {
      this.response.off('close', gone);
      next();
    }, delayMs);
  }

  /** Reads the whole request body as text; one that is too large is answered with 413. */
  body(next: (text: string) => void): void {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const gone = this.whenGone(() => {});
    this.request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
    });
    this.request.once('end', () => {
      this.response.off('close', gone);
      if (bytes > MAX_BODY_BYTES) return this.json(413, { message: `body larger than ${MAX_BODY_BYTES} bytes` });
      next(Buffer.concat(chunks).toString('utf8'));
    });
  }

  /** Counts and tells when the client goes away before the answer; returns the listener, to be taken off. */
  whenGone(then: () => void): () => void {
    const gone = (): void => {
      this.#counts?.dropped();
      then();
    };
    this.response.once('close', gone);
    return gone;
  }

  answered(status: number): void {
    this.#counts?.answered(status);
  }
}
