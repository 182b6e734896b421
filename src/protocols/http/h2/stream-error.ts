import { codeName, NO_ERROR, PROTOCOL_ERROR, REFUSED_STREAM } from '../../h2/error-codes.js';
import type { StreamFailure } from '../../h2/stream-failure.js';
import { type Failure, failures } from '../../net/failures.js';
import { socketFailure } from '../../net/system-failures.js';
import { httpFailures } from '../http-failures.js';

/** What k6 says of a stream that ended like this. `address`: of the other end. */
export function streamError(end: StreamFailure, address: string): Failure {
  switch (end.kind) {
    case 'reset':
    case 'fault':
      return httpFailures.http2Stream(end.code, `http2: stream error with http2 ErrCode ${codeName(end.code)}`);
    case 'goAway':
      return httpFailures.http2GoAway(end.code, `http2: received GoAway with http2 ErrCode ${codeName(end.code)}`);
    case 'unprocessed':
      return failures.other(`http2: Transport received GOAWAY from server ErrCode:${codeName(end.code)}`);
    case 'connection':
      return httpFailures.http2Connection(end.code, `http2: connection error with http2 ErrCode ${codeName(end.code)}`);
    case 'unreadable':
      return failures.other(end.text);
    case 'lost':
      return (end.error && socketFailure(end.error, address)) ?? failures.other('unexpected EOF');
  }
}

/** Whether the request goes out again, as in Go: a server that refuses has not looked at it. */
export function isRefusal(end: StreamFailure): boolean {
  if (end.kind === 'reset') return end.code === REFUSED_STREAM || end.code === PROTOCOL_ERROR;
  return end.kind === 'unprocessed' && !(end.first && end.code !== NO_ERROR);
}
