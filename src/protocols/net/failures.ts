/** Why something on the network did not come about: k6's number and short text, and the longer text that logs show. */
export interface Failure {
  readonly code: number;
  readonly text: string;
  /** As Go's client words it, without the leading `Get "url": `. */
  readonly detail: string;
}

export const failure = (code: number, text: string, detail = text): Failure => ({ code, text, detail });

/**
 * What can go wrong with a connection, by name; each protocol has a table of its own beside it. Numbers and texts are
 * k6's, because scripts and dashboards know them.
 */
export const failures = {
  other: (text: string) => failure(1000, text),
  /** The other side has refused the handshake. */
  tlsAlert: (text: string) => failure(1010, `remote error: tls: ${text}`),
  dns: (host: string, reason: string) => failure(1100, `lookup: ${reason}`, `lookup ${host}: ${reason}`),
  noSuchHost: (host: string) => failure(1101, 'lookup: no such host', `lookup ${host}: no such host`),
  blacklistedIp: (ip: string, range: string) =>
    failure(1110, 'ip is blacklisted', `IP (${ip}) is in a blacklisted range (${range})`),
  blockedHostname: (host: string, pattern: string) =>
    failure(1111, 'hostname is blocked', `hostname (${host}) is in a blocked pattern (${pattern})`),
  brokenPipe: (address: string) => failure(1201, 'write: broken pipe', `write tcp ${address}: write: broken pipe`),
  tcpErrno: (operation: string, reason: string, address: string) =>
    failure(1202, `${operation}: ${reason}`, `${operation} tcp ${address}: ${operation}: ${reason}`),
  dial: (reason: string, address: string) => failure(1210, `dial: ${reason}`, `dial tcp ${address}: ${reason}`),
  badPort: (port: number) => failure(1210, `dial tcp: address ${port}: invalid port`),
  dialTimeout: (address: string) => failure(1211, 'dial: i/o timeout', `dial tcp ${address}: i/o timeout`),
  refused: (address: string) =>
    failure(1212, 'dial: connection refused', `dial tcp ${address}: connect: connection refused`),
  dialErrno: (reason: string, address: string) =>
    failure(1213, `dial: ${reason}`, `dial tcp ${address}: connect: ${reason}`),
  reset: (address: string) =>
    failure(1220, 'read: connection reset by peer', `read tcp ${address}: read: connection reset by peer`),
  tls: (text: string) => failure(1300, text),
  tlsHeader: (text: string) => failure(1301, text),
  unknownAuthority: () =>
    failure(
      1310,
      'x509: unknown authority',
      'tls: failed to verify certificate: x509: certificate signed by unknown authority',
    ),
  wrongHostname: (detail: string) => failure(1311, "x509: certificate doesn't match hostname", detail),
};
