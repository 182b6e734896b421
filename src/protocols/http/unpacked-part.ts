import { Buffer } from 'node:buffer';
import { brotliDecompressSync, constants, inflateRawSync, inflateSync } from 'node:zlib';

/** What a packed body gives before the place where it breaks off, or up to a sum that is wrong. */
export function unpackedPart(encoding: string, body: Buffer): Buffer {
  try {
    return READERS[encoding]?.(body) ?? NOTHING;
  } catch {
    return NOTHING;
  }
}

const NOTHING = Buffer.alloc(0);
const FLUSH = { finishFlush: constants.Z_SYNC_FLUSH };

/** They take a body that ends too early, and look at no sums. */
const READERS: Readonly<Record<string, (body: Buffer) => Buffer>> = {
  gzip: (body) => inflateRawSync(body.subarray(gzipHeaderBytes(body)), FLUSH),
  deflate: (body) => inflateSync(body, FLUSH),
  br: (body) => brotliDecompressSync(body, { finishFlush: constants.BROTLI_OPERATION_FLUSH }),
};

const FIXED_BYTES = 10;
/** Bits of the flags, for the parts that follow: a checksum, extra fields, a name, a comment. */
const [SUM, EXTRA, NAME, COMMENT] = [2, 4, 8, 16] as const;

function gzipHeaderBytes(body: Buffer): number {
  const flags = body[3] ?? 0;
  let at = FIXED_BYTES;
  if (flags & EXTRA) at += 2 + body.readUInt16LE(at);
  for (const text of [NAME, COMMENT]) if (flags & text) at = body.indexOf(0, at) + 1;
  return flags & SUM ? at + 2 : at;
}
