import { type Failure, failure } from '../../net/failures.js';

/** Go's limit for the headers of a response. */
export const MAX_HEADER_BYTES = 10 * 1024 * 1024;

export const TOO_LONG = `net/http: server response headers exceeded ${MAX_HEADER_BYTES} bytes; aborted`;

/** A response whose head did not come whole, or can't be read. */
export const notRead = (reason: string): Failure =>
  failure(1000, reason, `net/http: HTTP/1.x transport connection broken: ${reason}`);
