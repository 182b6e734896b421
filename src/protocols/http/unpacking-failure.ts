import { type Failure, failures } from '../net/failures.js';
import { httpFailures } from './http-failures.js';

/** Of gzip; a body that is shorter ends before anything can be wrong with it. */
const GZIP_HEADER_BYTES = 10;

/** A body that is not what its Content-Encoding says, as Go words it. `reason` is what Node's decoder found. */
export function unpackingFailure(encoding: string, reason: string, bytes: number): Failure {
  switch (`${encoding}: ${reason}`) {
    case 'gzip: unexpected end of file':
    case 'deflate: unexpected end of file':
    case 'br: unexpected end of file':
      return failures.other('unexpected EOF');
    case 'gzip: incorrect header check':
      return atOnce(bytes < GZIP_HEADER_BYTES ? 'unexpected EOF' : 'gzip: invalid header');
    case 'gzip: incorrect data check':
    case 'gzip: incorrect length check':
      return later('gzip: invalid checksum');
    case 'deflate: incorrect header check':
    case 'deflate: unknown compression method':
    case 'deflate: invalid window size':
      return later('zlib: invalid header');
    default:
      return atOnce(reason);
  }
}

const told = (reason: string): string => `error decompressing response body (${reason})`;

/** Found when the decoder is made. */
const atOnce = (reason: string): Failure => httpFailures.decompression(told(reason));

/** Found while it reads: k6 says so twice. */
const later = (reason: string): Failure => httpFailures.decompression(told(told(reason)), told(reason));
