import { Buffer } from 'node:buffer';
import { FRAME_HEAD_BYTES, SETTINGS, WINDOW_UPDATE, writeFrameHead, writeUint32 } from './frame.js';
import { MAX_LIST_BYTES } from './header-block.js';
import { type OutboxOwner, outbox } from './outbox.js';
import { ENABLE_PUSH, INITIAL_WINDOW_SIZE, MAX_HEADER_LIST_SIZE, SETTING_BYTES } from './settings.js';

/** What the other side may send on one stream, and on all together, before it is allowed more. Go's sizes. */
export const STREAM_WINDOW_BYTES = 4 * 1024 * 1024;
export const CONNECTION_WINDOW_BYTES = 1024 * 1024 * 1024;
/** What holds for a connection before it is allowed more. */
const WINDOW_BYTES = 65_535;

/** What a connection begins with: the magic words, our settings, and the window of the connection. */
const PREFACE = preface([
  [ENABLE_PUSH, 0],
  [INITIAL_WINDOW_SIZE, STREAM_WINDOW_BYTES],
  [MAX_HEADER_LIST_SIZE, MAX_LIST_BYTES],
]);

export function writePreface(owner: OutboxOwner): void {
  outbox.open(owner, PREFACE.length);
  outbox.bytes.set(PREFACE, outbox.length);
  outbox.length += PREFACE.length;
}

function preface(settings: readonly (readonly [number, number])[]): Buffer {
  const length = settings.length * SETTING_BYTES;
  const frames = Buffer.alloc(2 * FRAME_HEAD_BYTES + length + 4);
  writeFrameHead(length, SETTINGS, 0, 0, frames, 0);
  settings.forEach(([number, value], i) => {
    const at = FRAME_HEAD_BYTES + i * SETTING_BYTES;
    frames[at + 1] = number;
    writeUint32(value, frames, at + 2);
  });
  const at = FRAME_HEAD_BYTES + length;
  writeFrameHead(4, WINDOW_UPDATE, 0, 0, frames, at);
  writeUint32(CONNECTION_WINDOW_BYTES - WINDOW_BYTES, frames, at + FRAME_HEAD_BYTES);
  return Buffer.concat([Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'latin1'), frames]);
}
