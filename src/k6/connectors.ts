import type { Connector } from './connector.js';
import { httpConnector } from './http/connector.js';

/** Who opens connections ahead, by the scheme of their URL. */
export const connectors: Readonly<Record<string, Connector>> = {
  http: httpConnector,
  https: httpConnector,
};
