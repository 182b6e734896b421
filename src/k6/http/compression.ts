import * as zlib from 'node:zlib';
import { zstdStored } from '../../protocols/http/zstd-stored.js';
import { RequestProblem } from './request-problem.js';

type Compress = (input: Buffer) => Buffer;

const SCHEMES: Readonly<Record<string, Compress | undefined>> = {
  gzip: (input) => zlib.gzipSync(input),
  deflate: (input) => zlib.deflateSync(input),
  zstd: (input) => nodeZstd?.(input) ?? zstdStored(input),
  br: (input) => zlib.brotliCompressSync(input),
};

/** Node has zstd from 22.15 on; before, the format is kept and nothing gets smaller. */
const nodeZstd = (zlib as { zstdCompressSync?: Compress }).zstdCompressSync;

/** Encodes a body with each scheme in turn. */
export function compress(body: Buffer, schemes: readonly string[]): Buffer {
  return schemes.reduce((input, scheme) => {
    const encode = SCHEMES[scheme];
    if (encode === undefined) {
      const known = Object.keys(SCHEMES).join(' ');
      throw new RequestProblem(`unknown compression algorithm ${scheme}, supported algorithms are [${known}]`);
    }
    return encode(input);
  }, body);
}
