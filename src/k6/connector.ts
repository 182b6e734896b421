import type { Dialling } from '../protocols/net/dial.js';
import type { Failure } from '../protocols/net/failures.js';
import type { Url } from '../protocols/net/url.js';
import type { VuContext } from './context.js';

/** How a protocol opens connections before its requests need them, for `--preconnect`. */
export interface Connector {
  isConnected(vu: VuContext, url: Url): boolean;
  /** Opens a connection for a VU; calls back later, unless cancelled. */
  connect(vu: VuContext, url: Url, done: (failure: Failure | undefined) => void): Dialling;
}
