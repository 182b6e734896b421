import { type Failure, failures } from '../../net/failures.js';
import type { Link } from '../../net/link.js';
import type { Traffic } from '../../net/traffic.js';
import { WireCounter } from '../../net/wire-counter.js';
import type { Bytes } from '../bytes.js';
import { fillExchange, type RequestTimes } from '../exchange-times.js';
import { finishFlight } from '../finish.js';
import type { Carrier, HttpFlight } from '../flight.js';
import { isReplayable } from '../replay.js';
import type { HeadMode } from './request-head.js';

/** Bodies above this are not always taken by the kernel at once; the end of their sending is then asked for. */
export const LARGE_BODY_BYTES = 16 * 1024;

/** What a connection tells the pool it belongs to. */
export interface ConnectionOwner {
  readonly traffic: Traffic;
  /** Ready for the next request. Called before the sink, so that the script's next request finds it. */
  released(connection: H1Connection): void;
  closed(connection: H1Connection): void;
  /** The connection was gone before the server saw the request: it may go out again on another one. */
  resend(flight: HttpFlight): void;
}

/**
 * One HTTP/1 connection, one request at a time: the part that is the same whoever writes requests and reads responses.
 * A connection that has ended never connects again: the pool decides.
 */
export abstract class H1Connection implements Carrier, RequestTimes {
  /** Opened before any request asked for it: none has waited for it. */
  ahead = false;
  gotMs = 0;
  sentMs = 0;
  firstByteMs = 0;
  protected flight: HttpFlight | null = null;
  protected readonly mode: HeadMode;
  /** For TLS; without it the bytes are counted as they pass. */
  protected readonly wire: WireCounter | null;
  #served = 0;
  #dead = false;

  readonly #closeAfterRequest: boolean;

  constructor(
    readonly origin: string,
    readonly link: Link,
    protected readonly owner: ConnectionOwner,
    closeAfterRequest: boolean,
  ) {
    this.#closeAfterRequest = closeAfterRequest;
    this.wire = link.tls === undefined ? null : new WireCounter(link.tcp, owner.traffic);
    this.mode = { close: closeAfterRequest, proxy: link.proxy };
    link.socket.once('close', () => this.#closed());
  }

  get fresh(): boolean {
    return this.#served === 0 && !this.ahead;
  }

  get usable(): boolean {
    return !this.#dead;
  }

  run(flight: HttpFlight): void {
    this.flight = flight;
    flight.carrier = this;
    this.gotMs = 0;
    this.sentMs = 0;
    this.firstByteMs = 0;
    this.send(flight);
  }

  drop(flight: HttpFlight): Bytes | null {
    this.flight = null;
    this.#fill(flight);
    const part = this.partOfBody();
    this.close();
    return part;
  }

  /** Ends the connection; a request on it is forgotten. */
  close(): void {
    this.#dead = true;
    this.flight = null;
    this.hangUp();
  }

  /** The owner's traffic is up to date. */
  countWire(): void {
    this.wire?.count();
  }

  protected abstract send(flight: HttpFlight): void;
  /** What has come of the body of a response that will not come whole. */
  protected abstract partOfBody(): Bytes | null;
  protected abstract hangUp(): void;

  /** The response has come whole; `persistent` when the connection may carry another one. */
  protected complete(body: Bytes | null, encoding: string, persistent: boolean): void {
    const { flight } = this;
    if (flight === null) return;
    this.#fill(flight);
    // Before the flight ends: its sink may start the next request on this connection. Not kept is one whose server has
    // answered before all of the request was sent: it may never read the rest, and nothing can go out behind that.
    this.#release(flight, persistent && this.sentMs !== 0);
    finishFlight(flight, encoding, body);
  }

  /** The connection is of no use any more; a response that it should bring will not come, or not whole. */
  protected fail(failure: Failure): void {
    const { flight } = this;
    if (flight === null && this.#dead) return;
    this.#dead = true;
    this.flight = null;
    this.owner.closed(this);
    this.hangUp();
    if (flight === null) return;
    const unseen = !this.fresh && this.firstByteMs === 0;
    if (unseen && (this.gotMs === 0 || isReplayable(flight.request))) {
      this.owner.resend(flight);
      return;
    }
    this.#fill(flight);
    flight.end(failure, this.partOfBody());
  }

  #fill(flight: HttpFlight): void {
    fillExchange(flight.exchange, flight.startedMs, this);
    this.wire?.count();
  }

  #release(flight: HttpFlight, persistent: boolean): void {
    this.flight = null;
    flight.carrier = null;
    this.#served++;
    if (persistent && !this.#closeAfterRequest && !this.#dead) {
      this.owner.released(this);
      return;
    }
    this.#dead = true;
    this.owner.closed(this);
    this.hangUp();
  }

  #closed(): void {
    this.wire?.count();
    // An end without an error is a failure as well: no request may wait for a connection that is gone.
    this.fail(failures.other('EOF'));
    this.owner.closed(this);
  }
}
