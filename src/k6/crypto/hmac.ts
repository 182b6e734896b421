import { Buffer } from 'node:buffer';
import type { Data, Running } from './digest.js';

/** What a key is mixed with before the message, and before the digest of both. */
export const INNER = 0x36;
export const OUTER = 0x5c;

/** HMAC (RFC 2104) over any digest: one over the key and the message, and one over the key and that. */
export function startHmac(start: () => Running, blockBytes: number, key: Data): Running {
  const block = keyBlock(start, blockBytes, key);
  const inner = start();
  inner.update(block.map((byte) => byte ^ INNER));
  return {
    update: inner.update,
    digest: (encoding) => {
      const outer = start();
      outer.update(block.map((byte) => byte ^ OUTER));
      outer.update(inner.digest('buffer'));
      return outer.digest(encoding);
    },
  };
}

/** The key with zeros up to a whole block; the digest of one that is longer. */
export function keyBlock(start: () => Running, blockBytes: number, key: Data): Buffer {
  let bytes: Uint8Array = typeof key === 'string' ? Buffer.from(key) : key;
  if (bytes.length > blockBytes) {
    const shortened = start();
    shortened.update(bytes);
    bytes = shortened.digest('buffer') as Buffer;
  }
  const block = Buffer.alloc(blockBytes);
  block.set(bytes);
  return block;
}
