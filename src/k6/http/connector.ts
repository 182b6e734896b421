import type { Connector } from '../connector.js';
import { HttpVu } from './http-vu.js';

/** Opens connections that the next requests to their origins find idle. */
export const httpConnector: Connector = {
  isConnected: (vu, url) => HttpVu.of(vu).client.isConnected(url.origin),
  connect: (vu, url, done) => HttpVu.of(vu).client.dialAhead(url, done),
};
