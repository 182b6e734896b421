import { Buffer } from 'node:buffer';
import { deflateRawSync, inflateRawSync, constants as zlib } from 'node:zlib';

/**
 * Compressed messages (RFC 7692), each by itself: neither side refers to what was before, as k6 asks for it, so a connection
 * keeps no window of 32 KiB.
 */
export const OFFERED = 'permessage-deflate; server_no_context_takeover; client_no_context_takeover';

/** A flushed block ends with these, which messages leave out. */
const TAIL = Buffer.from([0x00, 0x00, 0xff, 0xff]);
/** Behind the tail, so that the stream has an end. */
const LAST_BLOCK = Buffer.from([0x01, 0x00, 0x00, 0xff, 0xff]);

/** As fast as possible, as k6 does it. */
const OPTIONS = { level: zlib.Z_BEST_SPEED, finishFlush: zlib.Z_SYNC_FLUSH };

export function deflated(payload: Uint8Array): Buffer {
  const made = deflateRawSync(payload, OPTIONS);
  return made.subarray(0, made.length - TAIL.length);
}

/** Undefined for what was not compressed like this; throws a RangeError when there is more than `limit`. */
export function inflated(payload: Uint8Array, limit: number): Buffer | undefined {
  try {
    return inflateRawSync(Buffer.concat([payload, TAIL, LAST_BLOCK]), { maxOutputLength: limit });
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE') throw new RangeError('too large');
    return undefined;
  }
}
