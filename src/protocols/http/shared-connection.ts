import type { Traffic } from '../net/traffic.js';
import type { HttpFlight } from './flight.js';

/** A connection that any number of requests to an origin may use at a time. */
export interface SharedConnection {
  readonly origin: string;
  /** Opened before any request asked for it: none has waited for it. */
  ahead: boolean;
  /** It takes a further request. */
  readonly usable: boolean;
  readonly idle: boolean;
  run(flight: HttpFlight): void;
  /** The owner's traffic is up to date. */
  countWire(): void;
  /** Ends the connection; requests on it are forgotten. */
  close(): void;
}

/** What it tells the pool it belongs to. */
export interface SharedConnectionOwner {
  readonly traffic: Traffic;
  /** It takes no further requests, though some may be under way. */
  sharedRetired(connection: SharedConnection): void;
  sharedClosed(connection: SharedConnection): void;
  resend(flight: HttpFlight): void;
}
