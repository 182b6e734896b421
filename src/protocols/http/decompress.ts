import { Buffer } from 'node:buffer';
import {
  brotliDecompress,
  brotliDecompressSync,
  gunzip,
  gunzipSync,
  inflate,
  inflateRaw,
  inflateRawSync,
  inflateSync,
} from 'node:zlib';
import { decompress as unzstd } from 'fzstd';
import type { Failure } from '../net/failures.js';
import { httpFailures } from './http-failures.js';

export type Decompressed = (failure: Failure | null, body: Buffer | null) => void;

type Codec = (input: Buffer) => Uint8Array;
type AsyncCodec = (input: Buffer, done: (error: Error | null, output: Buffer) => void) => void;

/** Larger bodies go to the thread pool, so that one of them does not stop all VUs of the thread. */
const SYNC_LIMIT_BYTES = 128 * 1024;

const CODECS: Readonly<Record<string, { readonly sync: Codec; readonly async: AsyncCodec }>> = {
  gzip: { sync: gunzipSync, async: gunzip },
  deflate: { sync: inflateAny, async: (input, done) => (isZlib(input) ? inflate : inflateRaw)(input, done) },
  br: { sync: brotliDecompressSync, async: brotliDecompress },
  zstd: { sync: unzstd, async: (input, done) => done(null, Buffer.from(unzstd(input))) },
};

/** Undoes a Content-Encoding, except what of it is unknown; calls back at once for small bodies. */
export function decompress(encoding: string, body: Buffer, done: Decompressed): void {
  const codecs = encoding
    .toLowerCase()
    .split(',')
    .map((name) => CODECS[name.trim()])
    .filter((codec) => codec !== undefined)
    .reverse();
  if (body.length === 0) done(null, body);
  else step(codecs, 0, body, done);
}

function step(
  codecs: readonly { sync: Codec; async: AsyncCodec }[],
  at: number,
  body: Buffer,
  done: Decompressed,
): void {
  const codec = codecs[at];
  if (codec === undefined) {
    done(null, body);
    return;
  }
  const failed = (error: unknown): void => {
    done(httpFailures.decompression(`error decompressing response body (${(error as Error).message})`), null);
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

function inflateAny(body: Buffer): Buffer {
  return isZlib(body) ? inflateSync(body) : inflateRawSync(body);
}

/** `deflate` means zlib's format, and raw deflate from servers that took the name literally. */
const isZlib = (body: Buffer): boolean => (body[0]! & 0x0f) === 8 && body.readUInt16BE(0) % 31 === 0;
