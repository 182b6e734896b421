import {
  ACK,
  FRAME_HEAD_BYTES,
  GOAWAY,
  PING,
  RST_STREAM,
  SETTINGS,
  WINDOW_UPDATE,
  writeFrameHead,
  writeUint32,
} from './frame.js';
import { type OutboxOwner, outbox } from './outbox.js';

// Frames that are not about content. Each goes to the outbox.

export function writeSettingsAck(owner: OutboxOwner): void {
  begin(owner, 0, SETTINGS, ACK, 0);
}

/** `from`: where the eight bytes of the PING stand. */
export function writePong(owner: OutboxOwner, bytes: Uint8Array, from: number): void {
  const at = begin(owner, PING_BYTES, PING, ACK, 0);
  for (let i = 0; i < PING_BYTES; i++) outbox.bytes[at + i] = bytes[from + i]!;
}

export function writeWindowUpdate(owner: OutboxOwner, stream: number, more: number): void {
  writeUint32(more, outbox.bytes, begin(owner, 4, WINDOW_UPDATE, 0, stream));
}

export function writeReset(owner: OutboxOwner, stream: number, code: number): void {
  writeUint32(code, outbox.bytes, begin(owner, 4, RST_STREAM, 0, stream));
}

/** A client names no stream in it: there is none that a server has opened. */
export function writeGoAway(owner: OutboxOwner, code: number): void {
  const at = begin(owner, 8, GOAWAY, 0, 0);
  writeUint32(0, outbox.bytes, at);
  writeUint32(code, outbox.bytes, at + 4);
}

export const PING_BYTES = 8;

/** Writes the head; the place of its payload. */
function begin(owner: OutboxOwner, length: number, type: number, flags: number, stream: number): number {
  outbox.open(owner, FRAME_HEAD_BYTES + length);
  const at = outbox.length;
  writeFrameHead(length, type, flags, stream, outbox.bytes, at);
  outbox.length = at + FRAME_HEAD_BYTES + length;
  return at + FRAME_HEAD_BYTES;
}
