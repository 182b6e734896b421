import { monotonicMs } from '../../base/clock.js';
import { type AfterReads, afterReads } from '../net/after-reads.js';
import type { Failure } from '../net/failures.js';
import type { Bytes } from './bytes.js';
import { Exchange, type ExchangeSink, type Flight, type HttpRequest } from './exchange.js';
import { finishTimes } from './exchange-times.js';

/** What carries a flight at the moment: a dial, a connection, a queue. */
export interface Carrier {
  /** When the request had gone out, 0 before; who only waits for a connection has none. */
  readonly sentMs?: number;
  /** Lets the flight go, having filled in what it knows: times, addresses. Gives what came of the body. */
  drop(flight: HttpFlight): Bytes | null;
}

/** One request between send() and its exchange, whatever happens to its connections in between. */
export class HttpFlight implements Flight, AfterReads {
  readonly exchange: Exchange;
  carrier: Carrier | null = null;
  /** How often an HTTP/2 server refused it unseen. */
  refusals = 0;
  #over = false;
  #cancelled = false;

  readonly #sink: ExchangeSink;

  constructor(
    readonly request: HttpRequest,
    sink: ExchangeSink,
    readonly startedMs: number,
  ) {
    this.#sink = sink;
    this.exchange = new Exchange(request);
  }

  cancel(): 'sent' | 'unsent' {
    this.#cancelled = true;
    if (this.#over) return 'unsent';
    this.#over = true;
    const { carrier } = this;
    const isSent = (carrier?.sentMs ?? 0) !== 0;
    carrier?.drop(this);
    return isSent ? 'sent' : 'unsent';
  }

  fail(failure: Failure): void {
    if (this.#over) return;
    this.end(failure, this.carrier?.drop(this) ?? null);
  }

  /** The carrier is done with it. */
  end(failure: Failure | null, body: Bytes | null): void {
    if (this.#over) return;
    this.#over = true;
    this.carrier = null;
    this.exchange.body = body;
    this.exchange.failure = failure;
    finishTimes(this.exchange, monotonicMs());
    afterReads(this);
  }

  readsOver(): void {
    if (!this.#cancelled) this.#sink.done(this.exchange);
  }
}
