import { Client } from 'undici';
import { monotonicMs } from '../../base/clock.js';
import type { Dial } from './dial.js';
import { dispatchOptions } from './dispatch-options.js';
import { addressText } from './environment.js';
import { fillExchange, finishTimes, type RequestTimes } from './exchange-times.js';
import { finishFlight, joined } from './finish.js';
import type { Carrier, HttpFlight } from './flight.js';
import { h1Failure, MAX_HEADER_BYTES } from './h1-failure.js';
import { type HeaderFacts, readHeaderFacts } from './raw-headers.js';
import { isReplayable } from './replay.js';
import { type HeadMode, requestHead } from './request-head.js';
import { ResponseStart } from './response-start.js';
import { WireCounter } from './wire-counter.js';
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

/**
 * One HTTP/1 connection: an undici client that owns exactly one socket, one request at a time. It is also the handler of
 * its requests, so that a request needs no object of its own here. The client never connects again: the pool decides.
 */
export class H1Connection implements Carrier, RequestTimes, WireListener {
  head: string | null = null;
  unflushed = false;
  readonly flushed = (): void => this.#flushed();
  readonly #client: Client;
  readonly #start = new ResponseStart();
  readonly #mode: HeadMode;
  readonly #facts: HeaderFacts = { contentEncoding: '', close: false, keepAlive: false, framed: false };
  readonly #address: string;
  #flight: HttpFlight | null = null;
  #abort: ((error?: Error) => void) | null = null;
  #served = 0;
  #dead = false;
  gotMs = 0;
  sentMs = 0;
  firstByteMs = 0;
  #chunks: Buffer[] = NO_CHUNKS;
  /** For TLS; without it the bytes are counted as they pass. */
  readonly #wire: WireCounter | null;

  constructor(
    readonly origin: string,
    readonly dial: Dial,
    private readonly owner: ConnectionOwner,
    private readonly closeAfterRequest: boolean,
  ) {
    this.#wire = dial.tls === null ? null : new WireCounter(dial.tcp, owner.traffic);
    this.#address = addressText(dial.remoteIp, dial.remotePort);
    this.#mode = { close: closeAfterRequest, proxy: dial.tls === null ? dial.proxy : null };
    let taken = false;
    this.#client = new Client('http://connection', {
      connect: (_options, callback) => {
        if (taken) return callback(new Error('the connection has ended'), null);
        taken = true;
        process.nextTick(callback, null, dial.socket);
      },
      // With 1, undici writes the next request after all sockets that were ready have been read: the instants at which
      // responses came are taken before anything is sent, and the writes together cost a quarter less CPU.
      pipelining: 1,
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

  get fresh(): boolean {
    return this.#served === 0;
  }

  get usable(): boolean {
    return !this.#dead;
  }

  run(flight: HttpFlight): void {
    this.#flight = flight;
    flight.carrier = this;
    this.firstByteMs = 0;
    this.sentMs = 0;
    this.gotMs = 0;
    this.#client.dispatch(dispatchOptions(flight.request), this);
  }

  drop(flight: HttpFlight): void {
    this.#flight = null;
    this.#fill(flight);
    flight.exchange.body = joined(this.#chunks);
    finishTimes(flight.exchange, monotonicMs());
    this.close();
  }

  /** Ends the connection; a request on it is forgotten. */
  close(): void {
    this.#dead = true;
    this.#flight = null;
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
    this.head = requestHead(flight.request, this.#mode);
    this.gotMs = monotonicMs();
  }

  onRequestSent(): void {
    if (!this.unflushed) this.sentMs = monotonicMs();
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
    // Before the release: the sink may start the next request on this connection.
    const chunks = this.#chunks;
    const encoding = this.#facts.contentEncoding;
    this.#fill(flight);
    this.#release(flight);
    finishFlight(flight, encoding, chunks);
  }

  onError(error: Error & { code?: string }): void {
    const flight = this.#flight;
    this.#dead = true;
    if (flight === null) return;
    this.#flight = null;
    const unseen = this.#served > 0 && this.firstByteMs === 0;
    if (unseen && (this.gotMs === 0 || isReplayable(flight.request))) {
      this.owner.closed(this);
      this.owner.resend(flight);
      return;
    }
    this.#fill(flight);
    flight.exchange.body = joined(this.#chunks);
    this.owner.closed(this);
    finishTimes(flight.exchange, monotonicMs());
    flight.end(h1Failure(error, this.#start, flight.exchange.status, this.#address));
  }

  // What the wire calls.

  wrote(bytes: number): void {
    if (this.#wire === null) this.owner.traffic.sent += bytes;
  }

  arrived(chunk: Buffer): Buffer | null {
    if (this.#wire === null) this.owner.traffic.received += chunk.length;
    if (this.firstByteMs === 0 && this.#flight !== null) this.firstByteMs = monotonicMs();
    const rest = this.#start.pass(chunk);
    if (this.#start.tooManyInterim) this.dial.socket.destroy();
    return rest;
  }

  #flushed(): void {
    this.unflushed = false;
    this.sentMs = monotonicMs();
  }

  #fill(flight: HttpFlight): void {
    fillExchange(flight, this);
    this.#wire?.count();
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
    this.#wire?.count();
    this.owner.closed(this);
  }
}

const NO_CHUNKS: Buffer[] = [];
