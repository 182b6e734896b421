/** Why a request has no complete response: k6's number and short text, and the longer text that logs show. */
export interface Failure {
  readonly code: number;
  readonly text: string;
  /** As Go's client words it, without the leading `Get "url": `. */
  readonly detail: string;
}

const failure = (code: number, text: string, detail = text): Failure => ({ code, text, detail });

/** The failures that scripts can meet, by name. Numbers and texts are k6's, because scripts and dashboards know them. */
export const failures = {
  other: (text: string) => failure(1000, text),
  nonTcp: (text: string) => failure(1010, text),
  invalidUrl: (text: string) => failure(1020, text),
  timeout: () => failure(1050, 'request timeout'),
  dns: (host: string, reason: string) => failure(1100, `lookup: ${reason}`, `lookup ${host}: ${reason}`),
  noSuchHost: (host: string) => failure(1101, 'lookup: no such host', `lookup ${host}: no such host`),
  blacklistedIp: (ip: string, range: string) =>
    failure(1110, 'ip is blacklisted', `IP (${ip}) is in a blacklisted range (${range})`),
  blockedHostname: (host: string, pattern: string) =>
    failure(1111, 'hostname is blocked', `hostname (${host}) is in a blocked pattern (${pattern})`),
  tcp: (text: string) => failure(1200, text),
  brokenPipe: (address: string) => failure(1201, 'write: broken pipe', `write tcp ${address}: write: broken pipe`),
  tcpErrno: (operation: string, reason: string, address: string) =>
    failure(1202, `${operation}: ${reason}`, `${operation} tcp ${address}: ${operation}: ${reason}`),
  dial: (reason: string, address: string) => failure(1210, `dial: ${reason}`, `dial tcp ${address}: ${reason}`),
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
  http2: (text: string) => failure(1600, text),
  http2GoAway: (code: number, text: string) => failure(1611 + code, text),
  http2Stream: (code: number, text: string) => failure(1631 + code, text),
  http2Connection: (code: number, text: string) => failure(1651 + code, text),
  decompression: (text: string) => failure(1701, text),
};

/** System error codes in the words of Go's errno table. */
const ERRNO: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset by peer',
  EPIPE: 'broken pipe',
  ETIMEDOUT: 'connection timed out',
  EHOSTUNREACH: 'no route to host',
  ENETUNREACH: 'network is unreachable',
  EADDRNOTAVAIL: 'cannot assign requested address',
  EADDRINUSE: 'address already in use',
  EACCES: 'permission denied',
  EMFILE: 'too many open files',
  ENFILE: 'too many open files in system',
  ECONNABORTED: 'software caused connection abort',
  EINVAL: 'invalid argument',
};

interface SystemError {
  readonly code?: string | undefined;
  readonly message: string;
}

/** Why a TCP connection could not be opened. */
export function dialFailure(error: SystemError, address: string): Failure {
  if (error.code === 'ECONNREFUSED') return failures.refused(address);
  if (error.code === 'ETIMEDOUT') return failures.dialTimeout(address);
  const reason = ERRNO[error.code ?? ''];
  return reason === undefined ? failures.dial(error.message, address) : failures.dialErrno(reason, address);
}

/** Why an open connection broke; undefined when the error is not the system's. */
export function socketFailure(error: SystemError, address: string): Failure | undefined {
  if (error.code === 'ECONNRESET') return failures.reset(address);
  if (error.code === 'EPIPE') return failures.brokenPipe(address);
  const reason = ERRNO[error.code ?? ''];
  return reason === undefined ? undefined : failures.tcpErrno('read', reason, address);
}

const UNKNOWN_AUTHORITY = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
]);

/** Why a TLS handshake failed. */
export function tlsFailure(error: SystemError, hostname: string, address: string): Failure {
  const { code = '', message } = error;
  if (UNKNOWN_AUTHORITY.has(code)) return failures.unknownAuthority();
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return failures.wrongHostname(`tls: failed to verify certificate: x509: certificate is not valid for ${hostname}`);
  }
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') {
    return failures.tls('tls: failed to verify certificate: x509: certificate has expired or is not yet valid');
  }
  if (/wrong.version.number|packet length too long|http request|unexpected message/i.test(message)) {
    return failures.tlsHeader('tls: first record does not look like a TLS handshake');
  }
  const alert = /alert ([a-z ]+?)(?:[:,]|$)|tlsv1 alert ([a-z ]+?)(?::|$)/i.exec(message);
  if (alert) return failures.tls(`remote error: tls: ${(alert[1] ?? alert[2])!.toLowerCase()}`);
  if (code === 'ECONNRESET' && /before secure TLS/.test(message)) return failures.other('EOF');
  return socketFailure(error, address) ?? failures.tls(`tls: ${message}`);
}
