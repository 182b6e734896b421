import { Dial, type DialListener } from '../net/dial.js';
import type { HttpEnvironment } from './environment.js';
import type { ExchangeSink, Flight, HttpRequest } from './exchange.js';
import { type Failure, failures } from '../net/failures.js';
import { type Carrier, HttpFlight } from './flight.js';
import type { ConnectionOwner, H1Connection } from './h1/connection.js';
import { SocketConnection } from './h1/socket-connection.js';
import { UndiciConnection } from './undici/undici-connection.js';
import { H2Connection, type SharedConnectionOwner } from './h2/connection.js';
import { IdlePool } from './idle-pool.js';
import type { HttpUrl } from '../net/url.js';

/** Counts of a VU's wire; the client adds, the VU reports and resets. */
export interface Traffic {
  sent: number;
  received: number;
}

/** The HTTP client of one VU: its connections are its own and live on between iterations. */
export class HttpClient implements ConnectionOwner, SharedConnectionOwner {
  readonly #idle: IdlePool<H1Connection>;
  readonly #open = new Set<H1Connection | H2Connection>();
  /** HTTP/2 connections take any number of requests. */
  readonly #shared = new Map<string, H2Connection>();
  readonly #dialling = new Set<Opening>();

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

  /** A request to this origin would find a connection. */
  isConnected(origin: string): boolean {
    return this.#idle.has(origin) || this.#shared.get(origin)?.usable === true;
  }

  /** A dial, to be started, for a connection that the next request to its origin finds idle. */
  dialAhead(url: HttpUrl, done: (failure: Failure | null) => void): Dial {
    const dial = new Dial(this.environment, url, {
      opened: () => {
        if (dial.alpn === 'h2') this.#newShared(url.origin, dial);
        else this.released(this.#newOwn(url.origin, dial));
        done(null);
      },
      failed: (_dial, failure) => done(failure),
    });
    dial.ahead = true;
    return dial;
  }

  /** What its connections have carried so far is nobody's. */
  forgetTraffic(): void {
    for (const connection of this.#open) connection.countWire();
    this.traffic.sent = 0;
    this.traffic.received = 0;
  }

  /** Closes what no request uses. */
  closeIdle(): void {
    for (const connection of this.#idle.drain()) connection.close();
    for (const connection of this.#shared.values()) {
      if (connection.idle) connection.close();
    }
  }

  /** Closes everything; requests in flight end without an exchange. */
  destroy(): void {
    this.#idle.drain();
    for (const opening of [...this.#dialling]) opening.drop();
    for (const connection of [...this.#open]) connection.close();
  }

  resend(flight: HttpFlight): void {
    const { request } = flight;
    const { url } = request;
    // One with a head has been looked at before.
    const reason = request.head === undefined ? unsendable(request) : undefined;
    if (reason !== undefined) {
      process.nextTick(() => flight.fail(failures.other(reason)));
      return;
    }
    const connection = this.#idle.take(url.origin);
    if (connection) {
      connection.run(flight);
      return;
    }
    const shared = this.#shared.get(url.origin);
    if (shared?.usable) {
      shared.run(flight);
      return;
    }
    const opening = new Opening(this, flight);
    this.#dialling.add(opening);
    opening.start();
  }

  released(connection: H1Connection): void {
    this.#idle.put(connection)?.close();
  }

  closed(connection: H1Connection): void {
    this.#idle.remove(connection);
    this.#open.delete(connection);
  }

  sharedClosed(connection: H2Connection): void {
    this.#open.delete(connection);
    if (this.#shared.get(connection.origin) === connection) this.#shared.delete(connection.origin);
  }

  /** A dial has given a connection for a flight. */
  opened(opening: Opening, dial: Dial): void {
    this.#dialling.delete(opening);
    const { origin } = opening.flight.request.url;
    const connection = dial.alpn === 'h2' ? this.#newShared(origin, dial) : this.#newOwn(origin, dial);
    connection.run(opening.flight);
    if (this.#shared.get(origin) !== connection) return;
    // The others that wait for connections to this origin need none of their own.
    for (const other of [...this.#dialling]) {
      if (other.flight.request.url.origin !== origin) continue;
      other.drop();
      connection.run(other.flight);
    }
  }

  dropped(opening: Opening): void {
    this.#dialling.delete(opening);
  }

  #newOwn(origin: string, dial: Dial): H1Connection {
    const { noConnectionReuse, httpClient } = this.environment.settings;
    const Connection = httpClient === 'undici' ? UndiciConnection : SocketConnection;
    const connection = new Connection(origin, dial, this, noConnectionReuse);
    this.#open.add(connection);
    return connection;
  }

  #newShared(origin: string, dial: Dial): H2Connection {
    const { noConnectionReuse } = this.environment.settings;
    const connection = new H2Connection(origin, dial, this, noConnectionReuse);
    this.#open.add(connection);
    if (!noConnectionReuse) this.#shared.set(origin, connection);
    return connection;
  }
}

/** A flight that waits for its own new connection. */
class Opening implements Carrier, DialListener {
  readonly #dial: Dial;

  constructor(
    private readonly client: HttpClient,
    readonly flight: HttpFlight,
  ) {
    this.#dial = new Dial(client.environment, flight.request.url, this);
    flight.carrier = this;
  }

  start(): void {
    this.#dial.start();
  }

  opened(dial: Dial): void {
    this.client.opened(this, dial);
  }

  failed(dial: Dial, failure: Failure): void {
    this.client.dropped(this);
    const { exchange } = this.flight;
    exchange.remoteIp = dial.remoteIp;
    exchange.remotePort = dial.remotePort;
    exchange.connecting = dial.connectingMs;
    this.flight.end(failure, null);
  }

  drop(): null {
    this.client.dropped(this);
    this.#dial.cancel();
    return null;
  }
}

/** Why Go would refuse to send it at all. */
function unsendable({ method, url, host, userAgent, headers }: HttpRequest): string | undefined {
  if (url.scheme !== 'http' && url.scheme !== 'https')
    return `unsupported protocol scheme ${JSON.stringify(url.scheme)}`;
  if (url.hostname === '') return 'http: no Host in request URL';
  if (!USUAL_METHODS.has(method) && !TOKEN.test(method)) return `net/http: invalid method ${JSON.stringify(method)}`;
  if (host !== url.host && BAD_VALUE.test(host)) return 'http: invalid Host header';
  if (BAD_VALUE.test(userAgent)) return badValueOf('User-Agent');
  return headers === null ? undefined : badHeader(headers);
}

const USUAL_METHODS = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']);
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
const BAD_VALUE = /[\x00-\x08\x0a-\x1f\x7f]/;

const badValueOf = (name: string): string => `net/http: invalid header field value for ${JSON.stringify(name)}`;

function badHeader(headers: readonly string[]): string | undefined {
  for (let i = 0; i < headers.length; i += 2) {
    const name = headers[i]!;
    if (!TOKEN.test(name)) return `net/http: invalid header field name ${JSON.stringify(name)}`;
    if (BAD_VALUE.test(headers[i + 1]!)) return badValueOf(name);
  }
  return undefined;
}
