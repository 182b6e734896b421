import type { HeaderField } from '../h2/hpack/header-field.js';
import type { Failure } from '../net/failures.js';
import type { TlsFacts } from '../net/tls-facts.js';
import type { Url } from '../net/url.js';
import type { Bytes } from './bytes.js';

/** One request as it goes out, complete: defaults have been applied, names are canonical, the body is bytes. */
export interface HttpRequest {
  /** An empty one is GET on the wire. */
  readonly method: string;
  readonly url: Url;
  /** Value of the Host header. */
  readonly host: string;
  /** Empty: the header is left out. */
  readonly userAgent: string;
  /** Names and values in turn, sorted by name; without Host, User-Agent and Content-Length. Null when there are none. */
  readonly headers: readonly string[] | null;
  /** Null: none. An empty one is said to be there. */
  readonly body: Buffer | null;
  /** False: response bodies are read, measured and dropped. */
  readonly keepBody: boolean;
  /** Its head as text, kept by the carrier that made it first: requests may go out many times. */
  head?: string | undefined;
  /** The same for HTTP/2. */
  fields?: readonly HeaderField[] | undefined;
}

/** The header lines of a response. */
export interface ResponseHeaders {
  /** Names and values in turn, as they came. */
  readonly lines: readonly Bytes[];
  /** False: surely no cookie is set. */
  readonly cookies: boolean;
}

/** What one request gave: a flat record. Times are in milliseconds. */
export class Exchange {
  status = 0;
  /** The reason phrase only. */
  reason = '';
  proto = '';
  headers: ResponseHeaders = NO_HEADERS;
  body: Bytes | null = null;
  remoteIp = '';
  remotePort = 0;
  /** Undefined without TLS. */
  tls: TlsFacts | undefined;
  /** Null when the response is complete. */
  failure: Failure | null = null;
  blocked = 0;
  connecting = 0;
  tlsHandshaking = 0;
  sending = 0;
  waiting = 0;
  receiving = 0;
  duration = 0;
  /** When it was over, on the monotonic clock; 0 for what was never sent. */
  endMs = 0;

  constructor(readonly request: HttpRequest) {}
}

const NO_HEADERS: ResponseHeaders = { lines: [], cookies: false };

/** Who waits for an exchange. Called once, unless the flight was cancelled. Must not throw. */
export interface ExchangeSink {
  done(exchange: Exchange): void;
}

/** A request on its way. */
export interface Flight {
  /** Drops it: the sink is never called. Tells whether the request had gone out. */
  cancel(): 'sent' | 'unsent';
  /** Ends it now as a failure; the sink is called with what came so far. */
  fail(failure: Failure): void;
}
