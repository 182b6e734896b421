import { Http2Connection } from '../../h2/connection.js';
import type { ConnectionListener } from '../../h2/connection-listener.js';
import type { Link } from '../../net/link.js';
import { WireCounter } from '../../net/wire-counter.js';
import type { HttpFlight } from '../flight.js';
import type { SharedConnection, SharedConnectionOwner } from '../shared-connection.js';
import { H2Exchange } from './h2-exchange.js';

/** One HTTP/2 connection, shared by the requests of a VU to an origin. */
export class H2Connection implements ConnectionListener, SharedConnection {
  ahead = false;
  readonly #http2: Http2Connection;
  readonly #wire: WireCounter;
  #used = false;

  readonly #closeAfterRequest: boolean;

  constructor(
    readonly origin: string,
    readonly link: Link,
    readonly owner: SharedConnectionOwner,
    closeAfterRequest: boolean,
  ) {
    this.#closeAfterRequest = closeAfterRequest;
    this.#wire = new WireCounter(link.tcp, owner.traffic);
    this.#http2 = new Http2Connection(link, this);
  }

  get usable(): boolean {
    return this.#http2.usable;
  }

  get idle(): boolean {
    return this.#http2.streamCount === 0;
  }

  run(flight: HttpFlight): void {
    const fresh = !this.#used && !this.ahead;
    this.#used = true;
    new H2Exchange(this, flight, fresh).start(this.#http2);
  }

  countWire(): void {
    this.#wire.count();
  }

  close(): void {
    this.#http2.close();
  }

  /** A request on it has ended. */
  exchanged(): void {
    this.#wire.count();
    if (this.#closeAfterRequest) this.#http2.retire();
  }

  retired(): void {
    this.owner.sharedRetired(this);
  }

  closed(): void {
    this.#wire.count();
    this.owner.sharedClosed(this);
  }
}
