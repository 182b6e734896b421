import { type Failure, failures } from '../net/failures.js';
import { httpFailures } from './http-failures.js';

/** A body that is not what its Content-Encoding says. */
export interface Unpackable {
  readonly failure: Failure;
  /** Found on the way: what came before it is the body. */
  readonly begun: boolean;
}

/** Of gzip; a body that is shorter ends before anything can be wrong with it. */
const GZIP_HEADER_BYTES = 10;

/** What is wrong, as Go words it. `reason` is what Node's decoder found in so many bytes. */
export function unpackingFailure(encoding: string, reason: string, bytes: number): Unpackable {
  if (bytes === 0 && encoding === 'gzip') return atOnce('EOF');
  if (bytes === 0 && encoding === 'deflate') return atOnce('unexpected EOF');
  switch (`${encoding}: ${reason}`) {
    case 'gzip: unexpected end of file':
    case 'deflate: unexpected end of file':
    case 'br: unexpected end of file':
      return { failure: failures.other('unexpected EOF'), begun: true };
    case 'gzip: incorrect header check':
      return atOnce(bytes < GZIP_HEADER_BYTES ? 'unexpected EOF' : 'gzip: invalid header');
    case 'gzip: incorrect data check':
    case 'gzip: incorrect length check':
      return later('gzip: invalid checksum');
    case 'deflate: incorrect header check':
    case 'deflate: unknown compression method':
    case 'deflate: invalid window size':
      return { ...later('zlib: invalid header'), begun: false };
    case 'zstd: invalid zstd data':
      return later('invalid input: magic number mismatch');
    default:
      return atOnce(reason);
  }
}

/** Nothing where a header is looked for, and an unpacker before that has missed an end. */
export const emptyUnpacked = (): Failure => atOnce('unexpected EOF').failure;

const told = (reason: string): string => `error decompressing response body (${reason})`;

/** Found when the decoder is made. */
const atOnce = (reason: string): Unpackable => ({ failure: httpFailures.decompression(told(reason)), begun: false });

/** Found while it reads: k6 says so twice. */
const later = (reason: string): Unpackable => ({
  failure: httpFailures.decompression(told(told(reason)), told(reason)),
  begun: true,
});
