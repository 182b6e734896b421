import { type Failure, failures } from '../../net/failures.js';

/** Go's limit for the headers of a response. */
export const MAX_HEADER_BYTES = 10 * 1024 * 1024;
/** Go gives up on a response after so many interim ones. */
export const MAX_INTERIM = 5;

export const TOO_LONG = `net/http: server response headers exceeded ${MAX_HEADER_BYTES} bytes; aborted`;
export const TOO_MANY_INTERIM = 'net/http: too many 1xx informational responses';

/** A response whose head did not come whole, or can't be read. */
export const notRead = (reason: string): Failure =>
  failures.other(`net/http: HTTP/1.x transport connection broken: ${reason}`);
