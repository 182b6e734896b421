import type { Buffer } from 'node:buffer';
import { HeldBytes } from '../net/held-bytes.js';
import { ConnectionFault } from './connection-fault.js';
import { PROTOCOL_ERROR } from './error-codes.js';
import { MAX_LIST_BYTES } from './header-block.js';

/** A header block that comes in several frames. */
export class HeaderAssembly {
  readonly held: HeldBytes;

  constructor(
    readonly stream: number,
    readonly endsStream: boolean,
    bytes: Buffer,
    from: number,
    to: number,
  ) {
    this.held = new HeldBytes(bytes.subarray(from, to), to - from);
  }

  /** Adds what the next frame has of it. Throws a ConnectionFault when it is too much. */
  add(bytes: Buffer, from: number, to: number): void {
    if (this.held.length + to - from > MAX_LIST_BYTES)
      throw new ConnectionFault(PROTOCOL_ERROR, 'header block too large');
    this.held.add(bytes.subarray(from, to), to - from);
  }
}
