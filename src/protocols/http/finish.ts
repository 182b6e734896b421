import { Buffer } from 'node:buffer';
import { type Bytes, bufferOf } from './bytes.js';
import { decompress } from './decompress.js';
import type { HttpFlight } from './flight.js';
import { isBodiless } from './statuses.js';

/** The chunks of a body as one buffer; null when there were none. */
export function joined(chunks: readonly Buffer[]): Buffer | null {
  if (chunks.length === 1) return chunks[0]!;
  return chunks.length === 0 ? null : Buffer.concat(chunks);
}

/**
 * A response has come whole: what remains is its Content-Encoding. Receiving ends after that, as in k6. As there, no body
 * at all is not a packed one, be it of a HEAD request.
 */
export function finishFlight(flight: HttpFlight, encoding: string, body: Bytes | null): void {
  if (encoding === '' || !flight.request.keepBody || isBodiless(flight.exchange.status)) flight.end(null, body);
  else decompress(encoding, body === null ? NOTHING : bufferOf(body), (failure, plain) => flight.end(failure, plain));
}

const NOTHING = Buffer.alloc(0);
