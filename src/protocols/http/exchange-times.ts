import { monotonicMs } from '../../base/clock.js';
import type { Link } from '../net/link.js';
import type { Exchange } from './exchange.js';

/** What a connection has measured of one request. Instants are 0 while they have not come. */
export interface RequestTimes {
  readonly link: Link;
  /** The connection was opened for this request. */
  readonly fresh: boolean;
  readonly gotMs: number;
  readonly sentMs: number;
  readonly firstByteMs: number;
}

/** The connection's part of an exchange. Times whose end is still open hold their start, negated. */
export function fillExchange(exchange: Exchange, startedMs: number, times: RequestTimes): void {
  const { link, sentMs, firstByteMs } = times;
  exchange.remoteIp = link.remoteIp;
  exchange.remotePort = link.remotePort;
  exchange.tls = link.tls;
  let sendingFromMs = times.gotMs === 0 ? monotonicMs() : times.gotMs;
  if (times.fresh) {
    exchange.connecting = link.connectingMs;
    exchange.tlsHandshaking = link.tlsHandshakingMs;
    sendingFromMs = link.openedAtMs;
  }
  exchange.blocked = sendingFromMs - startedMs;
  // Where the response began before the request was written, sending ends with its first byte.
  const sendingToMs = sentMs !== 0 ? sentMs : firstByteMs !== 0 ? firstByteMs : monotonicMs();
  exchange.sending = sendingToMs - sendingFromMs;
  if (firstByteMs === 0) {
    exchange.waiting = -sendingToMs;
    return;
  }
  exchange.waiting = firstByteMs > sendingToMs ? firstByteMs - sendingToMs : 0;
  exchange.receiving = firstByteMs > sendingToMs ? -firstByteMs : -sendingToMs;
}

/** Closes the open times; the duration is their sum. */
export function finishTimes(exchange: Exchange, endMs: number): void {
  if (exchange.waiting < 0) exchange.waiting += endMs;
  if (exchange.receiving < 0) exchange.receiving += endMs;
  exchange.endMs = endMs;
  exchange.duration = exchange.sending + exchange.waiting + exchange.receiving;
}
