import type { VuContext } from '../context.js';
import type { VuPart } from '../vu-parts.js';

/** A connection that a script has open. */
export interface OpenSocket {
  /** What the VU ran was cut short, or the VU is gone: it is closed without a word to the script. */
  cutShort(): void;
  countTraffic(): void;
}

/** The WebSockets of one VU. They are open within an iteration only. */
export class SocketsVu implements VuPart {
  readonly #context: VuContext;
  readonly #open = new Set<OpenSocket>();
  #watched: AbortSignal | undefined;

  constructor(context: VuContext) {
    this.#context = context;
  }

  add(socket: OpenSocket): void {
    this.#open.add(socket);
    const { interrupted } = this.#context;
    if (interrupted === this.#watched) return;
    this.#watched = interrupted;
    interrupted.addEventListener('abort', () => this.closed(), { once: true });
  }

  delete(socket: OpenSocket): void {
    this.#open.delete(socket);
  }

  countTraffic(): void {
    for (const socket of this.#open) socket.countTraffic();
  }

  closed(): void {
    for (const socket of this.#open) socket.cutShort();
    this.#open.clear();
  }
}
