import { Buffer } from 'node:buffer';
import { createHmac, hash } from 'node:crypto';
import type { Data, Digest, Running } from './digest.js';
import { INNER, keyBlock, OUTER } from './hmac.js';

/** Messages up to this length, in characters or bytes, are put behind their key in one piece of memory. */
const MOST_AT_ONCE = 8192;
const MOST_BLOCK_BYTES = 128;
const MOST_DIGEST_BYTES = 64;
const MOST_BYTES_OF_CHAR = 3;

/** For the key and the message; used within one call. */
const room = Buffer.alloc(MOST_BLOCK_BYTES + MOST_AT_ONCE * MOST_BYTES_OF_CHAR);

/**
 * HMAC as two digests. Node's own object for it takes as long to make as the digest of a kilobyte does. Scripts sign many
 * messages with one key, so what is made of the last one is kept.
 */
export function hmacAtOnce(name: string, blockBytes: number, start: () => Running): Digest['hmac'] {
  let lastKey: Data | undefined;
  let inner = Buffer.alloc(0);
  const outer = Buffer.alloc(blockBytes + MOST_DIGEST_BYTES);
  const take = (key: Data): void => {
    if (typeof key === 'string' && key === lastKey) return;
    const block = keyBlock(start, blockBytes, key);
    inner = Buffer.from(block.map((byte) => byte ^ INNER));
    outer.set(block.map((byte) => byte ^ OUTER));
    lastKey = key;
  };
  return (key, data, encoding) => {
    if (data.length > MOST_AT_ONCE) {
      return createHmac(name, key)
        .update(data)
        .digest(encoding as 'hex');
    }
    take(key);
    room.set(inner);
    const length = typeof data === 'string' ? room.write(data, blockBytes, 'utf8') : data.length;
    if (typeof data !== 'string') room.set(data, blockBytes);
    // As text of one character for each byte: the cheapest form to get, and to put behind the key.
    const digest = hash(name, room.subarray(0, blockBytes + length), 'binary');
    outer.write(digest, blockBytes, 'latin1');
    return hash(name, outer.subarray(0, blockBytes + digest.length), encoding as 'hex');
  };
}
