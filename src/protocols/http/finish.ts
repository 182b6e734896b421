import { Buffer } from 'node:buffer';
import { monotonicMs } from '../../base/clock.js';
import { type Bytes, bufferOf } from './bytes.js';
import { decompress } from './decompress.js';
import { finishTimes } from './exchange-times.js';
import type { Failure } from './failure.js';
import type { HttpFlight } from './flight.js';

/** The chunks of a body as one buffer; null when there were none. */
export function joined(chunks: readonly Buffer[]): Buffer | null {
  if (chunks.length === 1) return chunks[0]!;
  return chunks.length === 0 ? null : Buffer.concat(chunks);
}

/** A response has come whole: what remains is its Content-Encoding. Receiving ends after that, as in k6. */
export function finishFlight(flight: HttpFlight, encoding: string, body: Bytes | null): void {
  if (encoding === '' || body === null) end(flight, null, body);
  else decompress(encoding, bufferOf(body), (failure, plain) => end(flight, failure, plain));
}

function end(flight: HttpFlight, failure: Failure | null, body: Bytes | null): void {
  flight.exchange.body = body;
  finishTimes(flight.exchange, monotonicMs());
  flight.end(failure);
}
