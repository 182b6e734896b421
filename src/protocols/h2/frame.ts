/** Types of frames, RFC 9113, section 6. */
export const DATA = 0;
export const HEADERS = 1;
export const PRIORITY = 2;
export const RST_STREAM = 3;
export const SETTINGS = 4;
export const PUSH_PROMISE = 5;
export const PING = 6;
export const GOAWAY = 7;
export const WINDOW_UPDATE = 8;
export const CONTINUATION = 9;

/** Flags. ACK is what END_STREAM is for other types. */
export const END_STREAM = 0x1;
export const ACK = 0x1;
export const END_HEADERS = 0x4;
export const PADDED = 0x8;
export const HAS_PRIORITY = 0x20;

/** What stands before each frame: length, type, flags, stream. */
export const FRAME_HEAD_BYTES = 9;

/** The longest frame that we take, and that the other side takes until it says otherwise. */
export const FRAME_BYTES = 16 * 1024;

/** The highest bit is reserved. */
export const MOST_31_BITS = 0x7fff_ffff;

export const readUint32 = (bytes: Uint8Array, at: number): number =>
  ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0;

/** A number whose highest bit is reserved. */
export const readUint31 = (bytes: Uint8Array, at: number): number => readUint32(bytes, at) & MOST_31_BITS;

export function writeUint32(value: number, bytes: Uint8Array, at: number): void {
  bytes[at] = value >>> 24;
  bytes[at + 1] = value >>> 16;
  bytes[at + 2] = value >>> 8;
  bytes[at + 3] = value;
}

export function writeFrameHead(
  length: number,
  type: number,
  flags: number,
  stream: number,
  bytes: Uint8Array,
  at: number,
): void {
  bytes[at] = length >>> 16;
  bytes[at + 1] = length >>> 8;
  bytes[at + 2] = length;
  bytes[at + 3] = type;
  bytes[at + 4] = flags;
  writeUint32(stream, bytes, at + 5);
}
