import { startMd4 } from '../../base/md4.js';
import { builtinDigest } from './builtin-digest.js';
import type { Digest } from './digest.js';
import { ownDigest } from './own-digest.js';
import { startRipemd160 } from './ripemd160.js';

/** Every digest of `k6/crypto`, by the name that scripts use. */
export const digests = {
  md4: ownDigest(startMd4),
  md5: builtinDigest('md5', 64),
  ripemd160: ownDigest(startRipemd160),
  sha1: builtinDigest('sha1', 64),
  sha256: builtinDigest('sha256', 64),
  sha384: builtinDigest('sha384', 128),
  sha512: builtinDigest('sha512', 128),
  sha512_224: builtinDigest('sha512-224', 128),
  sha512_256: builtinDigest('sha512-256', 128),
} satisfies Record<string, Digest>;

export type DigestName = keyof typeof digests;
