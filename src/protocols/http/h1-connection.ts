import { Client, type Dispatcher } from 'undici';
import { monotonicMs } from '../../base/clock.js';
import { decompress } from './decompress.js';
import type { Dial } from './dial.js';
import { addressText } from './environment.js';
import type { Exchange } from './exchange.js';
import { type Failure, failures, socketFailure } from './failure.js';
import type { Carrier, HttpFlight } from './flight.js';
import { type HeaderFacts, readHeaderFacts } from './raw-headers.js';
import { isReplayable } from './replay.js';
import { requestHead } from './request-head.js';
import { ResponseStart } from './response-start.js';
import { listenToWire, type WireListener } from './wire-socket.js';

/** What a connection tells the pool it belongs to. */
export interface ConnectionOwner {
  readonly traffic: { sent: number; received: number };
  /** Ready for the next request. Called before the sink, so that the script's next request finds it. */
  released(connection: H1Connection): void;
  closed(connection: H1Connection): void;
  /** The connection was gone before the server saw the request: it may go out again on another one. */
  resend(flight: HttpFlight): void;
}

/** A connection never ends by itself: k6 keeps idle ones for the whole test. The longest delay a timer can hold. */
const FOREVER_MS = 2_147_483_647;

/** Go's limit for the headers of a response. */
const MAX_HEADER_BYTES = 10 * 1024 * 1024;

/**
 * Only HEAD matters to the parser; path and headers of what goes out are ours. `reset: false` because undici would close
 * the connection after a HEAD or a GET with a body. `idempotent` lets the next request start inside the completion of
 * the last one; there is never more than one in flight.
 */
const OPTIONS = {
  path: '/',
  reset: false,
  headersTimeout: 0,
  bodyTimeout: 0,
  idempotent: true,
  blocking: false,
} as const;
const PLAIN: Dispatcher.DispatchOptions = { ...OPTIONS, method: 'GET' };
const HEAD: Dispatcher.DispatchOptions = { ...OPTIONS, method: 'HEAD' };

/**
 * One HTTP/1 connection: an undici client that owns exactly one socket, one request at a time. It is also the handler of
 * its requests, so that a request needs no object of its own here. The client never connects again: the pool decides.
 */
export class H1Connection implements Carrier, WireListener {
  head: string | null = null;
  unflushed = false;
  readonly flushed = (): void => this.#flushed();
  readonly #client: Client;
  readonly #start = new ResponseStart();
  readonly #facts: HeaderFacts = { contentEncoding: '', close: false, keepAlive: false, framed: false };
  readonly #address: string;
  #flight: HttpFlight | null = null;
  #abort: ((error?: Error) => void) | null = null;
  #served = 0;
  #dead = false;
  #gotMs = 0;
  #sentMs = 0;
  #firstByteMs = 0;
  #chunks: Buffer[] = NO_CHUNKS;
  #tcpSent = 0;
  #tcpReceived = 0;

  constructor(
    readonly origin: string,
    private readonly dial: Dial,
    private readonly owner: ConnectionOwner,
    private readonly closeAfterRequest: boolean,
  ) {
    this.#address = addressText(dial.remoteIp, dial.remotePort);
    let taken = false;
    this.#client = new Client('http://connection', {
      connect: (_options, callback) => {
        if (taken) return callback(new Error('the connection has ended'), null);
        taken = true;
        process.nextTick(callback, null, dial.socket);
      },
      // Above 1 so that undici needs no turn of the event loop between two requests; see OPTIONS.
      pipelining: 2,
      maxHeaderSize: MAX_HEADER_BYTES,
      keepAliveTimeout: FOREVER_MS,
      keepAliveMaxTimeout: FOREVER_MS,
      // The server's `Keep-Alive: timeout` is a hint that Go does not follow.
      keepAliveTimeoutThreshold: -FOREVER_MS,
    });
    listenToWire(dial.socket, this);
    dial.socket.on('error', () => {});
    dial.socket.once('close', () => this.#closed());
  }

  get usable(): boolean {
    return !this.#dead;
  }

  run(flight: HttpFlight): void {
    this.#flight = flight;
    flight.carrier = this;
    this.#firstByteMs = 0;
    this.#sentMs = 0;
    this.#gotMs = 0;
    const { body, method } = flight.request;
    const plain = method === 'HEAD' ? HEAD : PLAIN;
    this.#client.dispatch(
      body === null ? plain : { ...plain, method: method === 'HEAD' ? 'HEAD' : 'POST', body },
      this,
    );
  }

  drop(flight: HttpFlight): void {
    this.#flight = null;
    this.#fill(flight);
    finishTimes(flight.exchange, monotonicMs());
    this.close();
  }

  close(): void {
    this.#dead = true;
    this.#abort?.();
    this.dial.socket.destroy();
    this.#client.destroy().catch(() => {});
  }

  // What undici calls, in this order.

  onConnect(abort: (error?: Error) => void): void {
    const flight = this.#flight;
    if (flight === null) {
      abort();
      return;
    }
    this.#abort = abort;
    this.#start.begin();
    this.#chunks = NO_CHUNKS;
    this.head = requestHead(flight.request, {
      close: this.closeAfterRequest,
      proxy: this.dial.proxy !== null && this.dial.tls === null ? this.dial.proxy : null,
    });
    this.#gotMs = monotonicMs();
  }

  onRequestSent(): void {
    if (!this.unflushed) this.#sentMs = monotonicMs();
  }

  onHeaders(status: number, raw: Buffer[], _resume: () => void, reason: string): boolean {
    const exchange = this.#flight?.exchange;
    if (exchange) {
      exchange.status = status;
      exchange.reason = reason;
      exchange.rawHeaders = raw;
      exchange.proto = this.#start.proto;
      readHeaderFacts(raw, this.#facts);
    }
    return true;
  }

  onData(chunk: Buffer): boolean {
    if (this.#flight?.request.keepBody) {
      if (this.#chunks === NO_CHUNKS) this.#chunks = [chunk];
      else this.#chunks.push(chunk);
    }
    return true;
  }

  onComplete(): void {
    const flight = this.#flight;
    if (flight === null) return;
    const chunks = this.#chunks;
    const encoding = this.#facts.contentEncoding;
    this.#fill(flight);
    this.#release(flight);
    if (encoding === '' || chunks === NO_CHUNKS) complete(flight, null, chunks === NO_CHUNKS ? null : joined(chunks));
    else decompress(encoding, joined(chunks), (failure, body) => complete(flight, failure, body));
  }

  onError(error: Error & { code?: string }): void {
    const flight = this.#flight;
    this.#dead = true;
    if (flight === null) return;
    this.#flight = null;
    const unseen = this.#served > 0 && this.#firstByteMs === 0 && this.#start.held === null;
    if (unseen && (this.#gotMs === 0 || isReplayable(flight.request))) {
      this.owner.closed(this);
      this.owner.resend(flight);
      return;
    }
    this.#fill(flight);
    this.owner.closed(this);
    finishTimes(flight.exchange, monotonicMs());
    flight.end(this.#failureOf(error, flight));
  }

  // What the wire calls.

  wrote(bytes: number): void {
    if (this.dial.tls === null) this.owner.traffic.sent += bytes;
  }

  arrived(chunk: Buffer): Buffer | null {
    if (this.dial.tls === null) this.owner.traffic.received += chunk.length;
    if (this.#firstByteMs === 0 && this.#flight !== null) this.#firstByteMs = monotonicMs();
    return this.#start.pass(chunk);
  }

  #flushed(): void {
    this.unflushed = false;
    this.#sentMs = monotonicMs();
  }

  /** The connection's part of the exchange; the end of the times is still open. */
  #fill({ exchange, startedMs }: HttpFlight): void {
    const { dial } = this;
    exchange.remoteIp = dial.remoteIp;
    exchange.remotePort = dial.remotePort;
    exchange.tls = dial.tls;
    const gotMs = this.#gotMs === 0 ? monotonicMs() : this.#gotMs;
    let sendingFromMs = gotMs;
    if (this.#served === 0) {
      exchange.connecting = dial.connectingMs;
      exchange.tlsHandshaking = dial.tlsHandshakingMs;
      sendingFromMs = dial.endedMs;
    }
    exchange.blocked = sendingFromMs - startedMs;
    const sentMs = this.#sentMs;
    const firstMs = this.#firstByteMs;
    // Where the response began before the request was written, sending ends with its first byte.
    const sendingToMs = sentMs !== 0 ? sentMs : firstMs !== 0 ? firstMs : monotonicMs();
    exchange.sending = sendingToMs - sendingFromMs;
    exchange.waiting = firstMs === 0 ? -sendingToMs : Math.max(0, firstMs - sendingToMs);
    exchange.receiving = firstMs === 0 ? 0 : -Math.max(firstMs, sendingToMs);
    exchange.body = this.#chunks === NO_CHUNKS ? null : joined(this.#chunks);
    if (dial.tls !== null) this.#countTls();
  }

  #release(flight: HttpFlight): void {
    const facts = this.#facts;
    this.#flight = null;
    flight.carrier = null;
    this.#served++;
    const { status, proto } = flight.exchange;
    const bodiless = status === 204 || status === 304;
    const keep = !facts.close && (facts.framed || bodiless) && (proto === 'HTTP/1.1' || facts.keepAlive);
    if (keep && !this.closeAfterRequest && !this.#dead) {
      this.owner.released(this);
      return;
    }
    this.#dead = true;
    this.owner.closed(this);
    if (this.closeAfterRequest) this.close();
  }

  #closed(): void {
    this.#dead = true;
    if (this.dial.tls !== null) this.#countTls();
    this.owner.closed(this);
  }

  #countTls(): void {
    const { bytesRead, bytesWritten } = this.dial.tcp;
    this.owner.traffic.received += bytesRead - this.#tcpReceived;
    this.owner.traffic.sent += bytesWritten - this.#tcpSent;
    this.#tcpReceived = bytesRead;
    this.#tcpSent = bytesWritten;
  }

  #failureOf(error: Error & { code?: string }, { exchange }: HttpFlight): Failure {
    const system = socketFailure(error, this.#address);
    if (system) return system;
    if (exchange.status !== 0) return failures.other('unexpected EOF');
    if (this.#start.tooManyInterim) return failures.other(broken('net/http: too many 1xx informational responses'));
    if (error.code === 'UND_ERR_HEADERS_OVERFLOW') {
      return failures.other(broken(`net/http: server response headers exceeded ${MAX_HEADER_BYTES} bytes; aborted`));
    }
    if (error.code?.startsWith('HPE_') && !/EOF/.test(error.code))
      return failures.other(broken(malformed(this.#start)));
    return failures.other(this.#firstByteMs === 0 ? 'EOF' : broken('unexpected EOF'));
  }
}

const NO_CHUNKS: Buffer[] = [];

const joined = (chunks: readonly Buffer[]): Buffer => (chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks));

const broken = (reason: string): string => `net/http: HTTP/1.x transport connection broken: ${reason}`;

const malformed = (start: ResponseStart): string => `malformed HTTP response ${JSON.stringify(start.firstLine)}`;

/** The body is complete and as the server meant it. */
function complete(flight: HttpFlight, failure: Failure | null, body: Buffer | null): void {
  flight.exchange.body = body;
  finishTimes(flight.exchange, monotonicMs());
  flight.end(failure);
}

/** Open times hold their start, negated. */
function finishTimes(exchange: Exchange, endMs: number): void {
  if (exchange.waiting < 0) exchange.waiting += endMs;
  if (exchange.receiving < 0) exchange.receiving += endMs;
  exchange.duration = exchange.sending + exchange.waiting + exchange.receiving;
}
