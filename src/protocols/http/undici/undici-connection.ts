import type { Client } from 'undici';
import { monotonicMs } from '../../../base/clock.js';
import { LONGEST_TIMER_MS } from '../../../base/timers.js';
import type { Link } from '../../net/link.js';
import { joined } from '../finish.js';
import type { HttpFlight } from '../flight.js';
import { type ConnectionOwner, H1Connection } from '../h1/connection.js';
import { requestHead } from '../h1/request-head.js';
import { MAX_HEADER_BYTES } from '../h1/unread.js';
import { isBodiless } from '../statuses.js';
import { dispatchOptions } from './dispatch-options.js';
import { undici } from './library.js';
import { type HeaderFacts, readHeaderFacts } from './raw-headers.js';
import { ResponseStart } from './response-start.js';
import { undiciFailure } from './undici-failure.js';
import { listenToWire, type WireListener } from './wire-socket.js';

/** A connection never ends by itself: k6 keeps idle ones for the whole test. */
const FOREVER_MS = LONGEST_TIMER_MS;

/**
 * A connection that an undici client drives, which owns exactly this socket: the second opinion on what a server answers
 * (`--http-client undici`). It is also the handler of its requests, so that a request needs no object of its own here.
 */
export class UndiciConnection extends H1Connection implements WireListener {
  head: string | null = null;
  unflushed = false;
  readonly flushed = (): void => this.#flushed();
  readonly #client: Client;
  readonly #start = new ResponseStart();
  readonly #facts: HeaderFacts = { contentEncoding: '', close: false, keepAlive: false, framed: false };
  #abort: ((error?: Error) => void) | null = null;
  #chunks: Buffer[] = NO_CHUNKS;

  constructor(origin: string, link: Link, owner: ConnectionOwner, closeAfterRequest: boolean) {
    super(origin, link, owner, closeAfterRequest);
    let taken = false;
    this.#client = new (undici().Client)('http://connection', {
      connect: (_options, callback) => {
        if (taken) return callback(new Error('the connection has ended'), null);
        taken = true;
        process.nextTick(callback, null, link.socket);
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
    listenToWire(link.socket, this);
    link.socket.on('error', () => {});
  }

  protected send(flight: HttpFlight): void {
    this.#client.dispatch(dispatchOptions(flight.request), this);
  }

  protected partOfBody(): Buffer | null {
    return joined(this.#chunks);
  }

  protected hangUp(): void {
    this.#abort?.();
    this.link.socket.destroy();
    this.#client.destroy().catch(() => {});
  }

  // What undici calls, in this order.

  onConnect(abort: (error?: Error) => void): void {
    const flight = this.flight;
    if (flight === null) {
      abort();
      return;
    }
    this.#abort = abort;
    this.#start.begin();
    this.#chunks = NO_CHUNKS;
    this.head = requestHead(flight.request, this.mode);
    this.gotMs = monotonicMs();
  }

  onRequestSent(): void {
    if (!this.unflushed) this.sentMs = monotonicMs();
  }

  onHeaders(status: number, raw: Buffer[], _resume: () => void, reason: string): boolean {
    const exchange = this.flight?.exchange;
    if (exchange) {
      exchange.status = status;
      exchange.reason = reason;
      exchange.headers = { lines: raw, cookies: true };
      exchange.proto = this.#start.proto;
      readHeaderFacts(raw, this.#facts);
    }
    return true;
  }

  onData(chunk: Buffer): boolean {
    if (this.flight?.request.keepBody) {
      if (this.#chunks === NO_CHUNKS) this.#chunks = [chunk];
      else this.#chunks.push(chunk);
    }
    return true;
  }

  onComplete(): void {
    const exchange = this.flight?.exchange;
    if (exchange === undefined) return;
    const { close, framed, keepAlive, contentEncoding } = this.#facts;
    const persistent =
      !close && (framed || isBodiless(exchange.status)) && (exchange.proto === 'HTTP/1.1' || keepAlive);
    this.complete(joined(this.#chunks), contentEncoding, persistent);
  }

  onError(error: Error): void {
    this.fail(undiciFailure(error, this.#start, this.flight?.exchange.status ?? 0, this.link.address));
  }

  // What the wire calls.

  wrote(bytes: number): void {
    if (this.wire === null) this.owner.traffic.sent += bytes;
  }

  arrived(chunk: Buffer): Buffer | null {
    if (this.wire === null) this.owner.traffic.received += chunk.length;
    if (this.firstByteMs === 0 && this.flight !== null) this.firstByteMs = monotonicMs();
    const rest = this.#start.pass(chunk);
    if (this.#start.tooMuchInterim) this.link.socket.destroy();
    return rest;
  }

  #flushed(): void {
    this.unflushed = false;
    this.sentMs = monotonicMs();
  }
}

const NO_CHUNKS: Buffer[] = [];
