import { Buffer } from 'node:buffer';
import { brotliDecompress, brotliDecompressSync, gunzip, gunzipSync, inflate, inflateSync } from 'node:zlib';
import { decompress as unzstd } from 'fzstd';
import type { Failure } from '../net/failures.js';
import { unpackedPart } from './unpacked-part.js';
import { emptyUnpacked, unpackingFailure } from './unpacking-failure.js';

export type Decompressed = (failure: Failure | null, body: Buffer | null) => void;

type Codec = (input: Buffer) => Uint8Array;
type AsyncCodec = (input: Buffer, done: (error: Error | null, output: Buffer) => void) => void;

/** Larger bodies go to the thread pool, so that one of them does not stop all VUs of the thread. */
const SYNC_LIMIT_BYTES = 128 * 1024;

interface Unpacker {
  readonly name: string;
  readonly sync: Codec;
  readonly async: AsyncCodec;
}

const CODECS: Readonly<Record<string, Unpacker>> = {
  gzip: { name: 'gzip', sync: gunzipSync, async: gunzip },
  deflate: { name: 'deflate', sync: inflateSync, async: inflate },
  br: { name: 'br', sync: brotliDecompressSync, async: brotliDecompress },
  zstd: {
    name: 'zstd',
    sync: (input) => (input.length === 0 ? input : unzstd(input)),
    async: (input, done) => done(null, Buffer.from(unzstd(input))),
  },
};

/** Undoes a Content-Encoding, except what of it is unknown; calls back at once for small bodies. */
export function decompress(encoding: string, body: Buffer, done: Decompressed): void {
  const codecs = encoding
    .toLowerCase()
    .split(',')
    .map((name) => CODECS[name.trim()])
    .filter((codec) => codec !== undefined)
    .reverse();
  step(codecs, 0, body, done);
}

function step(codecs: readonly Unpacker[], at: number, body: Buffer, done: Decompressed): void {
  const codec = codecs[at];
  if (codec === undefined) {
    done(null, body);
    return;
  }
  const next = codecs[at + 1]?.name;
  // Of nothing comes nothing, and it is the next one that minds or not.
  if (body.length === 0 && codec.name === 'br' && next !== undefined && next !== 'br') {
    if (next === 'zstd') step(codecs, at + 1, body, done);
    else done(emptyUnpacked(), null);
    return;
  }
  const failed = (error: unknown): void => {
    const { failure, begun } = unpackingFailure(codec.name, (error as Error).message, body.length);
    done(failure, begun ? unpackedPart(codec.name, body) : null);
  };
  if (body.length > SYNC_LIMIT_BYTES) {
    try {
      codec.async(body, (error, output) => (error ? failed(error) : step(codecs, at + 1, output, done)));
    } catch (error) {
      failed(error);
    }
    return;
  }
  let output: Buffer;
  try {
    const bytes = codec.sync(body);
    output = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  } catch (error) {
    failed(error);
    return;
  }
  step(codecs, at + 1, output, done);
}
