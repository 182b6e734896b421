import { Dial, type DialListener } from './dial.js';
import type { HttpEnvironment } from './environment.js';
import type { ExchangeSink, Flight, HttpRequest } from './exchange.js';
import { type Failure, failures } from './failure.js';
import { type Carrier, HttpFlight } from './flight.js';
import { type ConnectionOwner, H1Connection } from './h1-connection.js';
import { IdlePool } from './idle-pool.js';

/** Counts of a VU's wire; the client adds, the VU reports and resets. */
export interface Traffic {
  sent: number;
  received: number;
}

/** The HTTP client of one VU: its connections are its own and live on between iterations. */
export class HttpClient implements ConnectionOwner {
  readonly #idle: IdlePool<H1Connection>;
  readonly #open = new Set<H1Connection>();

  constructor(
    readonly environment: HttpEnvironment,
    readonly traffic: Traffic,
  ) {
    this.#idle = new IdlePool(environment.settings);
  }

  /** Sends a request; the sink gets its exchange later, never inside this call. */
  send(request: HttpRequest, sink: ExchangeSink): Flight {
    const flight = new HttpFlight(request, sink);
    this.resend(flight);
    return flight;
  }

  /** Closes what no request uses. */
  closeIdle(): void {
    for (const connection of this.#idle.drain()) connection.close();
  }

  /** Closes everything; requests in flight end without an exchange. */
  destroy(): void {
    this.#idle.drain();
    for (const connection of this.#open) connection.close();
    this.#open.clear();
  }

  resend(flight: HttpFlight): void {
    const { url } = flight.request;
    const reason = unsendable(flight.request);
    if (reason !== undefined) {
      process.nextTick(() => flight.fail(failures.other(reason)));
      return;
    }
    const connection = this.#idle.take(url.origin);
    if (connection) {
      connection.run(flight);
      return;
    }
    new Opening(this, flight).start();
  }

  released(connection: H1Connection): void {
    this.#idle.put(connection)?.close();
  }

  closed(connection: H1Connection): void {
    this.#idle.remove(connection);
    this.#open.delete(connection);
  }

  /** A dial has given a connection for a flight. */
  opened(dial: Dial, flight: HttpFlight): void {
    const { noConnectionReuse } = this.environment.settings;
    const connection = new H1Connection(flight.request.url.origin, dial, this, noConnectionReuse);
    this.#open.add(connection);
    connection.run(flight);
  }
}

/** A flight that waits for its own new connection. */
class Opening implements Carrier, DialListener {
  readonly #dial: Dial;

  constructor(
    private readonly client: HttpClient,
    private readonly flight: HttpFlight,
  ) {
    this.#dial = new Dial(client.environment, flight.request.url, this);
    flight.carrier = this;
  }

  start(): void {
    this.#dial.start();
  }

  opened(dial: Dial): void {
    this.client.opened(dial, this.flight);
  }

  failed(dial: Dial, failure: Failure): void {
    const { exchange } = this.flight;
    exchange.remoteIp = dial.remoteIp;
    exchange.remotePort = dial.remotePort;
    exchange.connecting = dial.connectingMs;
    this.flight.end(failure);
  }

  drop(): void {
    this.#dial.cancel();
  }
}

/** Why Go would refuse to send it at all. */
function unsendable({ method, url }: HttpRequest): string | undefined {
  if (url.scheme !== 'http' && url.scheme !== 'https')
    return `unsupported protocol scheme ${JSON.stringify(url.scheme)}`;
  if (url.hostname === '') return 'http: no Host in request URL';
  return /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(method)
    ? undefined
    : `net/http: invalid method ${JSON.stringify(method)}`;
}
