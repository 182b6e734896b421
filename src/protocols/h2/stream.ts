import type { Buffer } from 'node:buffer';
import type { HeaderBlock } from './header-block.js';
import type { StreamFailure } from './stream-failure.js';
import type { StreamSender } from './stream-sender.js';

/** Who gets what comes on a stream. Of `ended` and `failed` one is called, once, and nothing after it. */
export interface StreamListener {
  /** A response that only announces another one, or the headers of the real one. */
  interim(block: HeaderBlock): void;
  headed(block: HeaderBlock): void;
  /** The memory belongs to others afterwards. */
  data(bytes: Buffer, from: number, to: number): void;
  trailers(block: HeaderBlock): void;
  /** All that was to be sent is the system's. Not called for a stream that has nothing but headers. */
  sent(): void;
  ended(): void;
  failed(failure: StreamFailure): void;
}

/** What streams ask of their connection. */
export interface StreamOwner {
  reset(stream: Stream, code: number): void;
}

/** One request and its response on an HTTP/2 connection. */
export class Stream {
  /** What the other side may still send without being allowed more. */
  receiveWindow: number;
  /** What of it has come since it was last allowed more. */
  unacknowledged = 0;
  /** The headers of the real response have come. */
  headed = false;
  /** Undefined for one that has nothing but headers. */
  sender: StreamSender | undefined;

  readonly #owner: StreamOwner;

  constructor(
    owner: StreamOwner,
    readonly id: number,
    receiveWindow: number,
    readonly listener: StreamListener,
  ) {
    this.#owner = owner;
    this.receiveWindow = receiveWindow;
  }

  /** Sends a piece, as soon as windows and the socket take it. */
  write(bytes: Buffer): void {
    this.sender!.write(bytes, false);
  }

  /** Nothing more is sent, but this. */
  end(bytes?: Buffer): void {
    this.sender!.write(bytes, true);
  }

  /** Gives it up: the listener hears nothing any more. */
  reset(code: number): void {
    this.#owner.reset(this, code);
  }
}
