import { type Failure, failures, socketFailure } from './failure.js';
import type { ResponseStart } from './response-start.js';

/** Go's limit for the headers of a response. */
export const MAX_HEADER_BYTES = 10 * 1024 * 1024;

/** Why an HTTP/1 response is not complete, in Go's words. `status` is 0 while its head was not complete. */
export function h1Failure(
  error: Error & { readonly code?: string },
  start: ResponseStart,
  status: number,
  address: string,
): Failure {
  const system = socketFailure(error, address);
  if (system) return system;
  const unreadable = error.name === 'HTTPParserError' && !/EOF/.test(error.message);
  if (status !== 0) return failures.other(unreadable ? 'invalid byte in chunk length' : 'unexpected EOF');
  if (start.tooManyInterim) return broken('net/http: too many 1xx informational responses');
  if (error.code === 'UND_ERR_HEADERS_OVERFLOW') {
    return broken(`net/http: server response headers exceeded ${MAX_HEADER_BYTES} bytes; aborted`);
  }
  if (unreadable) return broken(`malformed HTTP response ${JSON.stringify(start.firstLine)}`);
  return start.begun ? broken('unexpected EOF') : failures.other('EOF');
}

const broken = (reason: string): Failure => failures.other(`net/http: HTTP/1.x transport connection broken: ${reason}`);
