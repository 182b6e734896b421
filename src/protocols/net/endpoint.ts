import { isIPv6 } from 'node:net';

/** Where a connection goes. A URL has these parts and can be given as it is. */
export interface Endpoint {
  /** A name or an address, without brackets. */
  readonly hostname: string;
  readonly port: number;
  /** With TLS. */
  readonly secure: boolean;
}

/** Name or address, and port, as logs and CONNECT show them. */
export const addressText = (host: string, port: number): string =>
  isIPv6(host) ? `[${host}]:${port}` : `${host}:${port}`;

/** `::1` for `[::1]`. */
export const withoutBrackets = (host: string): string => host.replace(/^\[|\]$/g, '');
