import type { Buffer } from 'node:buffer';

/** Text stands for its UTF-8. */
export type Data = string | Uint8Array;

/** A form of output that Node.js makes by itself, without a Buffer in between; that of `buffer` is one. */
export type NativeEncoding = 'hex' | 'base64' | 'base64url' | 'buffer';

/** A digest that grows with its message. */
export interface Running {
  update(data: Data): void;
  /** Of what has come so far; more may come. */
  digest(encoding: NativeEncoding): string | Buffer;
}

/** One algorithm: what it does at once, and what it does piece by piece. */
export interface Digest {
  of(data: Data, encoding: NativeEncoding): string | Buffer;
  hmac(key: Data, data: Data, encoding: NativeEncoding): string | Buffer;
  start(): Running;
  startHmac(key: Data): Running;
}
