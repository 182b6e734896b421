import { type ClientHttp2Session, type ClientHttp2Stream, connect, constants } from 'node:http2';
import { monotonicMs } from '../../../base/clock.js';
import { codeName } from '../../h2/error-codes.js';
import { type Failure, failures } from '../../net/failures.js';
import type { Link } from '../../net/link.js';
import { socketFailure } from '../../net/system-failures.js';
import { WireCounter } from '../../net/wire-counter.js';
import { fillExchange, type RequestTimes } from '../exchange-times.js';
import { finishFlight, joined } from '../finish.js';
import type { Carrier, HttpFlight } from '../flight.js';
import { sendAgain } from '../h2/refused-again.js';
import { httpFailures } from '../http-failures.js';
import { reasonOf } from '../reasons.js';
import type { SharedConnection, SharedConnectionOwner } from '../shared-connection.js';
import { nodeHeaders } from './node-headers.js';

/**
 * One HTTP/2 connection that Node's own client drives: the second opinion on what a server answers (`--http-client
 * undici`). undici's HTTP/2 hides the codes of streams and GOAWAYs, which k6 reports.
 */
export class NodeConnection implements SharedConnection {
  ahead = false;
  readonly #session: ClientHttp2Session;
  readonly #streams = new Set<NodeExchange>();
  readonly #wire: WireCounter;
  #goAway: number | null = null;
  #broken: Error | null = null;
  #used = false;

  readonly #link: Link;
  readonly #owner: SharedConnectionOwner;
  readonly #closeAfterRequest: boolean;

  constructor(
    readonly origin: string,
    link: Link,
    owner: SharedConnectionOwner,
    closeAfterRequest: boolean,
  ) {
    this.#link = link;
    this.#owner = owner;
    this.#closeAfterRequest = closeAfterRequest;
    this.#wire = new WireCounter(link.tcp, owner.traffic);
    this.#session = connect(origin, {
      createConnection: () => link.socket,
      settings: { enablePush: false, initialWindowSize: 4 * 1024 * 1024 },
      maxHeaderListPairs: 2000,
      // No setting of the server may end the test.
      maxSettings: 1000,
    });
    this.#session.on('error', (error) => {
      this.#broken = error;
    });
    this.#session.on('goaway', (code: number) => {
      this.#goAway = code;
      owner.sharedRetired(this);
    });
    this.#session.once('close', () => {
      this.#wire.count();
      owner.sharedClosed(this);
    });
    this.#session.unref();
  }

  get usable(): boolean {
    return !this.#session.closed && !this.#session.destroyed && this.#goAway === null;
  }

  get idle(): boolean {
    return this.#streams.size === 0;
  }

  run(flight: HttpFlight): void {
    const fresh = !this.#used && !this.ahead;
    this.#used = true;
    if (this.#streams.size === 0) this.#session.ref();
    const stream = new NodeExchange(this, flight, this.#link, fresh);
    this.#streams.add(stream);
    stream.start(this.#session);
  }

  countWire(): void {
    this.#wire.count();
  }

  close(): void {
    for (const stream of this.#streams) stream.abandon();
    this.#session.destroy();
  }

  /** A stream has ended; `refused` when the server has not looked at it. */
  ended(stream: NodeExchange): void {
    this.#wire.count();
    this.#streams.delete(stream);
    if (this.#streams.size > 0) return;
    this.#session.unref();
    if (!this.#closeAfterRequest) return;
    this.#owner.sharedRetired(this);
    this.#session.close();
  }

  resend(flight: HttpFlight): void {
    this.#owner.resend(flight);
  }

  failureOf(streamCode: number, error: Error & { code?: string }): Failure {
    if (this.#goAway !== null) {
      const text = `http2: received GoAway with http2 ErrCode ${codeName(this.#goAway)}`;
      return httpFailures.http2GoAway(this.#goAway, text);
    }
    const broken = this.#broken as (Error & { code?: string; errno?: number }) | null;
    if (broken !== null) {
      const system = socketFailure(broken, this.#link.address);
      if (system) return system;
      if (broken.code === 'ERR_HTTP2_ERROR' || broken.code === 'ERR_HTTP2_SESSION_ERROR') {
        const code = Number(/code (\d+)/.exec(broken.message)?.[1] ?? constants.NGHTTP2_PROTOCOL_ERROR);
        return httpFailures.http2Connection(code, `http2: connection error with http2 ErrCode ${codeName(code)}`);
      }
    }
    if (error.code === 'ERR_HTTP2_STREAM_ERROR' || streamCode !== constants.NGHTTP2_NO_ERROR) {
      if (streamCode === constants.NGHTTP2_CANCEL && this.#session.destroyed) return failures.other('unexpected EOF');
      return httpFailures.http2Stream(streamCode, streamError(streamCode));
    }
    const system = socketFailure(error, this.#link.address);
    if (system !== undefined) return system;
    // Reset without a reason, on a connection that goes on.
    if (!this.#session.destroyed) return httpFailures.http2Stream(streamCode, streamError(streamCode));
    return failures.other('unexpected EOF');
  }

  /** The server has not looked at streams that it refuses; one whose connection it gives up with an error it has. */
  get refuses(): boolean {
    return this.#goAway === null || this.#goAway === constants.NGHTTP2_NO_ERROR;
  }
}

const streamError = (code: number): string => `http2: stream error with http2 ErrCode ${codeName(code)}`;

/** One request on an HTTP/2 connection. */
class NodeExchange implements Carrier, RequestTimes {
  readonly gotMs = monotonicMs();
  sentMs = 0;
  firstByteMs = 0;
  #stream: ClientHttp2Stream | null = null;
  #chunks: Buffer[] = [];
  #over = false;

  readonly #connection: NodeConnection;
  readonly #flight: HttpFlight;

  constructor(
    connection: NodeConnection,
    flight: HttpFlight,
    readonly link: Link,
    readonly fresh: boolean,
  ) {
    this.#connection = connection;
    this.#flight = flight;
    flight.carrier = this;
  }

  start(session: ClientHttp2Session): void {
    const { request } = this.#flight;
    try {
      this.#stream = session.request(nodeHeaders(request), { endStream: request.body === null });
    } catch (error) {
      process.nextTick(() => this.#failed(error as Error));
      return;
    }
    const stream = this.#stream;
    stream.on('response', (headers, _flags, raw?: string[]) => this.#responded(headers, raw ?? []));
    stream.on('data', (chunk: Buffer) => {
      if (request.keepBody) this.#chunks.push(chunk);
    });
    stream.once('end', () => this.#ended());
    stream.once('error', (error) => this.#failed(error));
    stream.once('close', () => this.#failed(new Error('closed')));
    if (request.body !== null) stream.end(request.body, () => this.#sent());
    else this.#sent();
  }

  abandon(): void {
    this.#over = true;
  }

  drop(): Buffer | null {
    this.#over = true;
    this.#fill();
    this.#stream?.close(constants.NGHTTP2_CANCEL);
    this.#connection.ended(this);
    return joined(this.#chunks);
  }

  #sent(): void {
    if (this.sentMs === 0) this.sentMs = monotonicMs();
  }

  #responded(headers: { ':status'?: number }, raw: readonly string[]): void {
    this.firstByteMs = monotonicMs();
    const { exchange } = this.#flight;
    exchange.status = Number(headers[':status'] ?? 0);
    exchange.reason = reasonOf(exchange.status);
    exchange.proto = 'HTTP/2.0';
    exchange.headers = { lines: raw.filter((_, i) => !raw[i & ~1]!.startsWith(':')), cookies: true };
  }

  #ended(): void {
    // A reset stream ends too; its error follows.
    if (this.#over || this.firstByteMs === 0 || this.#stream!.rstCode !== constants.NGHTTP2_NO_ERROR) return;
    this.#over = true;
    this.#fill();
    this.#connection.ended(this);
    this.#flight.carrier = null;
    const { lines } = this.#flight.exchange.headers;
    const at = lines.findIndex((name, i) => i % 2 === 0 && name === 'content-encoding');
    finishFlight(this.#flight, at < 0 ? '' : String(lines[at + 1]), joined(this.#chunks));
  }

  #failed(error: Error): void {
    if (this.#over) return;
    this.#over = true;
    const code = this.#stream?.rstCode ?? constants.NGHTTP2_NO_ERROR;
    const unseen = code === constants.NGHTTP2_REFUSED_STREAM && this.#connection.refuses;
    this.#fill();
    this.#connection.ended(this);
    if (unseen && sendAgain(this.#flight, (flight) => this.#connection.resend(flight))) return;
    // Fewer bytes than were announced are a fault of the protocol to Node, and an early end to Go.
    const short = this.firstByteMs !== 0 && code === constants.NGHTTP2_PROTOCOL_ERROR;
    const failure = short ? failures.other('unexpected EOF') : this.#connection.failureOf(code, error);
    this.#flight.end(failure, joined(this.#chunks));
  }

  #fill(): void {
    fillExchange(this.#flight.exchange, this.#flight.startedMs, this);
  }
}
