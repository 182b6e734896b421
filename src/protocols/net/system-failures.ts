import { type Failure, failures } from './failures.js';
import { alertOf, isNumberedAlert } from './tls-alerts.js';

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
  // With TLS 1.3 the server judges a client's certificate when the handshake is over for the client.
  if (error.code?.startsWith('ERR_SSL')) return brokenTls(error.message);
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
  if (isNumberedAlert(message)) return brokenTls(message);
  if (/wrong.version.number|packet length too long|http request|unexpected message/i.test(message)) {
    return failures.tlsHeader('tls: first record does not look like a TLS handshake');
  }
  if (alertOf(message) !== undefined) return brokenTls(message);
  if (code === 'ECONNRESET' && /before secure TLS/.test(message)) return failures.other('EOF');
  return socketFailure(error, address) ?? brokenTls(message);
}

/** An alert of the other side, or what OpenSSL minds, without its addresses and places. */
function brokenTls(message: string): Failure {
  const alert = alertOf(message);
  if (alert !== undefined) return failures.tlsAlert(alert);
  const [, reason] = /error:[0-9A-F]+:[^:]*:[^:]*:([^:]+)/.exec(message) ?? [];
  return failures.tls(`tls: ${(reason ?? message).trim()}`);
}
