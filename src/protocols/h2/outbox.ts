import { Buffer } from 'node:buffer';

/** Whom the frames in the outbox belong to. */
export interface OutboxOwner {
  /** Sends what stands there; its memory belongs to others afterwards. */
  flush(bytes: Buffer): void;
}

const FIRST_BYTES = 64 * 1024;

/**
 * Where the frames of one connection come together until they go out in one write. A thread has one: who comes while
 * another connection's frames are in it sends those first.
 */
class Outbox {
  bytes = Buffer.allocUnsafeSlow(FIRST_BYTES);
  /** Where the next frame begins. */
  length = 0;
  #owner: OutboxOwner | undefined;
  #scheduled = false;

  /** Makes room for frames of this owner. Whoever writes them moves `length` behind them. */
  open(owner: OutboxOwner, most: number): void {
    if (this.#owner !== owner) {
      this.flush();
      this.#owner = owner;
    }
    const needed = this.length + most;
    if (needed <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.bytes.length * 2));
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
  }

  /** Sends what is there when the code that runs now has returned: until then more may come. */
  flushSoon(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    process.nextTick(this.#flushNow);
  }

  flush(): void {
    const { length } = this;
    if (length === 0) return;
    this.length = 0;
    this.#owner!.flush(this.bytes.subarray(0, length));
  }

  /** What this owner has not sent is of no use any more. */
  forget(owner: OutboxOwner): void {
    if (this.#owner !== owner) return;
    this.length = 0;
    this.#owner = undefined;
  }

  readonly #flushNow = (): void => {
    this.#scheduled = false;
    this.flush();
  };
}

export const outbox = new Outbox();
