import { Buffer } from 'node:buffer';
import { BLOCK_BYTES, type BlockDigest } from '../../base/block-digest.js';
import type { Data, Digest, NativeEncoding, Running } from './digest.js';
import { startHmac } from './hmac.js';

/** A digest written by hand, because OpenSSL may not have it. */
export function ownDigest(make: () => BlockDigest): Digest {
  const start = (): Running => {
    const running = make();
    return {
      update: (data) => void running.update(typeof data === 'string' ? Buffer.from(data) : data),
      digest: (encoding) => encode(running.digest(), encoding),
    };
  };
  const hmacOf = (key: Data): Running => startHmac(start, BLOCK_BYTES, key);
  return {
    of: (data, encoding) => after(start(), data, encoding),
    hmac: (key, data, encoding) => after(hmacOf(key), data, encoding),
    start,
    startHmac: hmacOf,
  };
}

const encode = (bytes: Buffer, encoding: NativeEncoding): string | Buffer =>
  encoding === 'buffer' ? bytes : bytes.toString(encoding);

function after(running: Running, data: Data, encoding: NativeEncoding): string | Buffer {
  running.update(data);
  return running.digest(encoding);
}
