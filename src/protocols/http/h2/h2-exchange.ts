import type { Buffer } from 'node:buffer';
import { monotonicMs } from '../../../base/clock.js';
import type { Http2Connection } from '../../h2/connection.js';
import { CANCEL, PROTOCOL_ERROR } from '../../h2/error-codes.js';
import type { HeaderBlock } from '../../h2/header-block.js';
import type { Stream, StreamListener } from '../../h2/stream.js';
import type { StreamFailure } from '../../h2/stream-failure.js';
import { type Failure, failures } from '../../net/failures.js';
import type { Link } from '../../net/link.js';
import { BodyCollector } from '../body-collector.js';
import type { Bytes } from '../bytes.js';
import { fillExchange, type RequestTimes } from '../exchange-times.js';
import { finishFlight } from '../finish.js';
import type { Carrier, HttpFlight } from '../flight.js';
import { reasonOf } from '../reasons.js';
import type { SharedConnectionOwner } from '../shared-connection.js';
import { isBodiless } from '../statuses.js';
import { sendAgain } from './refused-again.js';
import { requestFields } from './request-fields.js';
import { isRefusal, streamError } from './stream-error.js';

/** What an exchange asks of its connection. */
export interface ExchangeConnection {
  readonly link: Link;
  readonly owner: SharedConnectionOwner;
  /** A request on it has ended. */
  exchanged(): void;
}

/** A response does not say how long its body is. */
const UNKNOWN = -1;

/** One request on an HTTP/2 connection. */
export class H2Exchange implements Carrier, RequestTimes, StreamListener {
  gotMs = 0;
  sentMs = 0;
  firstByteMs = 0;
  #stream!: Stream;
  #block: HeaderBlock | null = null;
  /** Bytes of the body that have not come, or UNKNOWN. */
  #left = UNKNOWN;
  #body: BodyCollector | null = null;

  readonly #connection: ExchangeConnection;
  readonly #flight: HttpFlight;

  constructor(
    connection: ExchangeConnection,
    flight: HttpFlight,
    readonly fresh: boolean,
  ) {
    this.#connection = connection;
    this.#flight = flight;
    flight.carrier = this;
  }

  get link(): Link {
    return this.#connection.link;
  }

  start(http2: Http2Connection): void {
    const { request } = this.#flight;
    const { body } = request;
    this.gotMs = monotonicMs();
    const fields = requestFields(request);
    const most = http2.peer.headerListBytes;
    if (most !== Number.POSITIVE_INFINITY && fields.reduce((bytes, { size }) => bytes + size, 0) > most) {
      const failure = failures.other("http2: request header list larger than peer's advertised limit");
      process.nextTick(() => this.#flight.fail(failure));
      return;
    }
    this.#stream = http2.open(fields, body === null, this);
    if (body !== null) this.#stream.end(body);
    http2.push();
    if (body === null) this.sentMs = monotonicMs();
  }

  drop(): Bytes | null {
    this.#fill();
    this.#stream?.reset(CANCEL);
    this.#connection.exchanged();
    return this.#body?.take() ?? null;
  }

  // What the stream tells.

  interim(): void {
    this.#begun();
  }

  headed(block: HeaderBlock): void {
    this.#begun();
    this.#block = block;
    const { exchange } = this.#flight;
    exchange.status = Number(block.status);
    exchange.reason = reasonOf(exchange.status);
    exchange.proto = 'HTTP/2.0';
    exchange.headers = block;
    const { lengths } = block;
    if (lengths.length === 1 && LENGTH.test(lengths[0]!)) this.#left = Number(lengths[0]);
  }

  data(bytes: Buffer, from: number, to: number): void {
    const { request } = this.#flight;
    const length = to - from;
    if (request.method === 'HEAD') {
      this.#giveUp(PROTOCOL_ERROR, streamError({ kind: 'fault', code: PROTOCOL_ERROR }, ''));
      return;
    }
    const expected = this.#left;
    const taken = expected === UNKNOWN ? length : Math.min(length, expected);
    if (request.keepBody && !isBodiless(this.#flight.exchange.status)) {
      this.#body ??= new BodyCollector();
      this.#body.add(bytes, from, from + taken, expected);
    }
    if (expected === UNKNOWN) return;
    this.#left = expected - taken;
    if (taken < length) this.#giveUp(CANCEL, failures.other(TOO_MUCH));
  }

  trailers(): void {}

  sent(): void {
    this.sentMs = monotonicMs();
  }

  ended(): void {
    const { request, exchange } = this.#flight;
    if (this.#left > 0 && request.method !== 'HEAD' && !isBodiless(exchange.status))
      this.#fail(failures.other('unexpected EOF'));
    else {
      const flight = this.#flight;
      this.#fill();
      flight.carrier = null;
      this.#connection.exchanged();
      finishFlight(flight, this.#block!.contentEncoding, this.#body?.take() ?? null);
    }
  }

  failed(end: StreamFailure): void {
    const { owner, link } = this.#connection;
    // One that has an answer has been looked at.
    const isSeen = this.#block !== null;
    if (!isSeen && isRefusal(end) && sendAgain(this.#flight, (flight) => owner.resend(flight))) return;
    this.#fail(streamError(end, link.address));
  }

  #begun(): void {
    if (this.firstByteMs === 0) this.firstByteMs = monotonicMs();
  }

  #giveUp(code: number, failure: Failure): void {
    this.#stream.reset(code);
    this.#fail(failure);
  }

  #fail(failure: Failure): void {
    this.#fill();
    this.#connection.exchanged();
    this.#flight.end(failure, this.#body?.take() ?? null);
  }

  #fill(): void {
    fillExchange(this.#flight.exchange, this.#flight.startedMs, this);
  }
}

const LENGTH = /^\d{1,15}$/;
const TOO_MUCH = 'net/http: server replied with more than declared Content-Length; truncated';
