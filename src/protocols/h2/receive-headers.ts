import { ConnectionFault } from './connection-fault.js';
import { PROTOCOL_ERROR } from './error-codes.js';
import type { HeaderBlock } from './header-block.js';
import type { Stream } from './stream.js';

/** What a block was: of the response, only an announcement of it, or nothing that a stream may carry. */
export type HeadersOutcome = 'taken' | 'interim' | 'fault';

/** Gives a stream the header block that came on it. Throws a ConnectionFault for trailers that are none. */
export function receiveHeaders(stream: Stream, block: HeaderBlock, endsStream: boolean): HeadersOutcome {
  if (block.fault !== '' || block.tooLarge) return 'fault';
  if (stream.headed) {
    if (!endsStream) throw new ConnectionFault(PROTOCOL_ERROR, 'headers within a body');
    if (block.pseudo) throw new ConnectionFault(PROTOCOL_ERROR, 'trailers with a status');
    stream.listener.trailers(block);
    return 'taken';
  }
  if (!STATUS.test(block.status)) return 'fault';
  if (block.status.length === 3 && block.status.charCodeAt(0) === ONE) {
    if (endsStream) return 'fault';
    stream.listener.interim(block);
    return 'interim';
  }
  stream.headed = true;
  stream.listener.headed(block);
  return 'taken';
}

/** Any number, as in Go. */
const STATUS = /^\d{1,9}$/;
const ONE = 49;
