import { createHash, hash } from 'node:crypto';
import type { Digest, Running } from './digest.js';
import { startHmac } from './hmac.js';
import { hmacAtOnce } from './hmac-at-once.js';

/** A digest that every build of Node.js has, under OpenSSL's name for it. */
export function builtinDigest(name: string, blockBytes: number): Digest {
  const start = (): Running => {
    const running = createHash(name);
    return {
      update: (data) => void running.update(data),
      digest: (encoding) => running.copy().digest(encoding as 'hex'),
    };
  };
  return {
    of: (data, encoding) => hash(name, data, encoding as 'hex'),
    hmac: hmacAtOnce(name, blockBytes, start),
    start,
    // Node's own Hmac ends with its first digest.
    startHmac: (key) => startHmac(start, blockBytes, key),
  };
}
