import { type Failure, failures } from '../../net/failures.js';
import { socketFailure } from '../../net/system-failures.js';
import { notRead, TOO_LONG } from '../h1/unread.js';
import type { ResponseStart } from './response-start.js';

/** Why undici has not given a complete response, in Go's words. `status` is 0 while its head was not complete. */
export function undiciFailure(
  error: Error & { readonly code?: string },
  start: ResponseStart,
  status: number,
  address: string,
): Failure {
  const system = socketFailure(error, address);
  if (system) return system;
  const unreadable = error.name === 'HTTPParserError' && !/EOF/.test(error.message);
  if (status !== 0) return failures.other(unreadable ? 'invalid byte in chunk length' : 'unexpected EOF');
  if (start.tooMuchInterim || error.code === 'UND_ERR_HEADERS_OVERFLOW') return notRead(TOO_LONG);
  if (unreadable) return notRead(`malformed HTTP response ${JSON.stringify(start.firstLine)}`);
  return start.begun ? notRead('unexpected EOF') : failures.other('EOF');
}
