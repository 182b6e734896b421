import type { TLSSocket } from 'node:tls';

/** What the handshake of a connection said. */
export interface TlsFacts {
  /** `tls1.3`, as k6 writes it. */
  readonly version: string;
  readonly cipherSuite: string;
  readonly ocsp: OcspFacts;
}

/** A stapled OCSP answer; times in seconds since 1970, 0 when unknown. */
export interface OcspFacts {
  readonly status: string;
  readonly revocationReason: string;
  readonly producedAt: number;
  readonly thisUpdate: number;
  readonly nextUpdate: number;
  readonly revokedAt: number;
}

export const tlsFactsOf = (socket: TLSSocket, ocsp: OcspFacts): TlsFacts => ({
  version: K6_VERSION[socket.getProtocol() ?? ''] ?? '',
  cipherSuite: socket.getCipher().standardName,
  ocsp,
});

const K6_VERSION: Readonly<Record<string, string>> = {
  TLSv1: 'tls1.0',
  'TLSv1.1': 'tls1.1',
  'TLSv1.2': 'tls1.2',
  'TLSv1.3': 'tls1.3',
};
