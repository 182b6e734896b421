import type { Socket } from 'node:net';
import { monotonicMs } from '../../base/clock.js';
import { type DialListener, type Dialling, dial } from '../net/dial.js';
import { type Failure, failures } from '../net/failures.js';
import type { Link } from '../net/link.js';
import type { Traffic } from '../net/traffic.js';
import type { Url } from '../net/url.js';
import type { HttpEnvironment } from './environment.js';
import type { ExchangeSink, Flight, HttpRequest } from './exchange.js';
import { type Carrier, HttpFlight } from './flight.js';
import type { ConnectionOwner, H1Connection } from './h1/connection.js';
import { recentHeads } from './h1/request-head.js';
import { SocketConnection } from './h1/socket-connection.js';
import { H2Connection } from './h2/h2-connection.js';
import { recentFields } from './h2/request-fields.js';
import { IdlePool } from './idle-pool.js';
import { NodeConnection } from './node/node-connection.js';
import type { SharedConnection, SharedConnectionOwner } from './shared-connection.js';
import { SharedPool } from './shared-pool.js';
import { UndiciConnection } from './undici/undici-connection.js';
import { unsendable } from './unsendable.js';

/** The HTTP client of one VU: its connections are its own and live on between iterations. */
export class HttpClient implements ConnectionOwner, SharedConnectionOwner {
  readonly #idle: IdlePool<H1Connection>;
  readonly #open = new Set<H1Connection | SharedConnection>();
  /** HTTP/2 connections take many requests at a time. */
  readonly #shared = new SharedPool();
  readonly #dialling = new Set<Opening>();

  constructor(
    readonly environment: HttpEnvironment,
    readonly traffic: Traffic,
  ) {
    this.#idle = new IdlePool(environment.settings);
  }

  /** Sends a request; the sink gets its exchange later, never inside this call. */
  send(request: HttpRequest, sink: ExchangeSink, startedMs = monotonicMs()): Flight {
    const flight = new HttpFlight(request, sink, startedMs);
    this.resend(flight);
    return flight;
  }

  /** A request to this origin would find a connection. */
  isConnected(origin: string): boolean {
    return this.#idle.has(origin) || this.#shared.find(origin) !== undefined;
  }

  /** Opens a connection that the next request to its origin finds idle. */
  dialAhead(url: Url, done: (failure: Failure | undefined) => void): Dialling {
    return this.dial(url, {
      opened: (link) => {
        if (link.alpn === 'h2') this.#newShared(url.origin, link).ahead = true;
        else {
          const connection = this.#newOwn(url.origin, link);
          connection.ahead = true;
          this.released(connection);
        }
        done(undefined);
      },
      failed: done,
    });
  }

  dial(url: Url, listener: DialListener): Dialling {
    const { network, dialOptions } = this.environment;
    return dial(network, url, dialOptions, listener);
  }

  /** Brings the VU's traffic up to date: what TLS connections carry is counted from time to time only. */
  countTraffic(): void {
    for (const connection of this.#open) connection.countWire();
  }

  /** Closes what no request uses. */
  closeIdle(): void {
    for (const connection of this.#idle.drain()) connection.close();
    for (const connection of this.#shared.idle) connection.close();
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
    const reason = isKnown(request) ? undefined : unsendable(request);
    if (reason !== undefined) {
      process.nextTick(() => flight.fail(failures.other(reason)));
      return;
    }
    const connection = this.#idle.take(url.origin);
    if (connection) {
      connection.run(flight);
      return;
    }
    const shared = this.#shared.find(url.origin);
    if (shared !== undefined) {
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

  sharedRetired(connection: SharedConnection): void {
    this.#shared.remove(connection);
  }

  sharedClosed(connection: SharedConnection): void {
    this.#open.delete(connection);
    this.#shared.remove(connection);
  }

  /** A dial has given a connection for a flight. */
  opened(opening: Opening, link: Link): void {
    this.#dialling.delete(opening);
    const { origin } = opening.flight.request.url;
    if (link.alpn !== 'h2') {
      this.#newOwn(origin, link).run(opening.flight);
      return;
    }
    const connection = this.#newShared(origin, link);
    connection.run(opening.flight);
    // The others that wait for connections to this origin need none of their own.
    for (const other of [...this.#dialling]) {
      if (other.flight.request.url.origin !== origin || this.#shared.find(origin) !== connection) continue;
      other.drop();
      connection.run(other.flight);
    }
  }

  dropped(opening: Opening): void {
    this.#dialling.delete(opening);
  }

  /** What a link has carried that never came to be a connection. */
  countLost({ tcp }: { readonly tcp: Socket | undefined }): void {
    if (tcp === undefined) return;
    this.traffic.sent += tcp.bytesWritten;
    this.traffic.received += tcp.bytesRead;
  }

  #newOwn(origin: string, link: Link): H1Connection {
    const { noConnectionReuse, httpClient } = this.environment.settings;
    const Connection = httpClient === 'undici' ? UndiciConnection : SocketConnection;
    const connection = new Connection(origin, link, this, noConnectionReuse);
    this.#open.add(connection);
    return connection;
  }

  #newShared(origin: string, link: Link): SharedConnection {
    const { noConnectionReuse, httpClient } = this.environment.settings;
    const Connection = httpClient === 'undici' ? NodeConnection : H2Connection;
    const connection = new Connection(origin, link, this, noConnectionReuse);
    this.#open.add(connection);
    if (!noConnectionReuse) this.#shared.add(connection);
    return connection;
  }
}

/** One that has gone out before has a head, and so has one that is equal to it: that was looked at then. */
function isKnown(request: HttpRequest): boolean {
  if (request.head !== undefined || request.fields !== undefined) return true;
  request.head = recentHeads.find(request);
  if (request.head === undefined) request.fields = recentFields.find(request);
  return request.head !== undefined || request.fields !== undefined;
}

/** A flight that waits for its own new connection. */
class Opening implements Carrier, DialListener {
  #dialling!: Dialling;

  readonly #client: HttpClient;

  constructor(
    client: HttpClient,
    readonly flight: HttpFlight,
  ) {
    this.#client = client;
    flight.carrier = this;
  }

  start(): void {
    this.#dialling = this.#client.dial(this.flight.request.url, this);
  }

  opened(link: Link): void {
    this.#client.opened(this, link);
  }

  failed(failure: Failure, link: Link): void {
    this.#client.dropped(this);
    const { exchange } = this.flight;
    exchange.connecting = link.connectingMs;
    // A handshake that failed has sent and received something.
    this.#client.countLost(link);
    this.flight.end(failure, null);
  }

  drop(): null {
    this.#client.dropped(this);
    const link = this.#dialling.cancel();
    this.flight.exchange.connecting = link.connectingMs;
    // A handshake that took too long has sent something.
    this.#client.countLost(link);
    return null;
  }
}
