import { DATA, END_STREAM, FRAME_HEAD_BYTES, writeFrameHead } from './frame.js';
import { type OutboxOwner, outbox } from './outbox.js';

/** Puts a DATA frame into the outbox. */
export function writeDataFrame(owner: OutboxOwner, stream: number, bytes: Uint8Array, ends: boolean): void {
  outbox.open(owner, FRAME_HEAD_BYTES + bytes.length);
  const at = outbox.length;
  writeFrameHead(bytes.length, DATA, ends ? END_STREAM : 0, stream, outbox.bytes, at);
  outbox.bytes.set(bytes, at + FRAME_HEAD_BYTES);
  outbox.length = at + FRAME_HEAD_BYTES + bytes.length;
}
