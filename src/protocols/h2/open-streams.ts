import { ConnectionFault } from './connection-fault.js';
import { FLOW_CONTROL_ERROR } from './error-codes.js';
import type { Stream } from './stream.js';
import type { StreamSender } from './stream-sender.js';

/** The streams of a connection that are not over, and which of them wait for its window. */
export class OpenStreams {
  readonly #byId = new Map<number, Stream>();
  readonly #waiting = new Set<StreamSender>();

  get size(): number {
    return this.#byId.size;
  }

  /** As they are now. */
  get all(): Stream[] {
    return [...this.#byId.values()];
  }

  /** Something is being sent on one of them. */
  get sending(): boolean {
    for (const { sender } of this.#byId.values()) if (sender?.done === false) return true;
    return false;
  }

  get(id: number): Stream | undefined {
    return this.#byId.get(id);
  }

  add(stream: Stream): void {
    this.#byId.set(stream.id, stream);
  }

  /** Nothing more is sent on it. False: it has been over. */
  remove({ id, sender }: Stream): boolean {
    if (!this.#byId.delete(id)) return false;
    if (sender !== undefined) {
      this.#waiting.delete(sender);
      sender.stop();
    }
    return true;
  }

  clear(): void {
    for (const stream of this.all) this.remove(stream);
  }

  waits(sender: StreamSender): void {
    this.#waiting.add(sender);
  }

  /** The connection's window is wider: those that waited for it go on. */
  goOn(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const sender of waiting) sender.pump();
  }

  /** The window that streams begin with has changed, and so have those of all. Throws a ConnectionFault. */
  widen(more: number): void {
    if (more === 0) return;
    for (const { sender } of this.all) {
      if (sender?.widen(more) === false) throw new ConnectionFault(FLOW_CONTROL_ERROR, 'window too large');
      sender?.pump();
    }
  }
}
