import type { Buffer } from 'node:buffer';
import type { Socket } from 'node:net';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { parseOcsp, UNKNOWN_OCSP } from './ocsp.js';
import type { OcspFacts } from './tls-facts.js';
import type { TlsSettings } from './tls-settings.js';

/** What a handshake is made with. */
export interface HandshakeOptions {
  readonly hostname: string;
  /** The protocols to choose from, the preferred one first. */
  readonly alpn: readonly string[];
  readonly settings: TlsSettings;
}

export interface HandshakeListener {
  secured(socket: TLSSocket, ocsp: OcspFacts): void;
  failed(error: Error): void;
}

/** Makes a TLS connection of a TCP connection. */
export function handshake(tcp: Socket, { hostname, alpn, settings }: HandshakeOptions, on: HandshakeListener): void {
  let ocsp = UNKNOWN_OCSP;
  // Node hands `requestOCSP` on to the socket, though the types have it on sockets only.
  const options: ConnectionOptions & { requestOCSP: boolean } = {
    socket: tcp,
    host: hostname,
    ...(isAddress(hostname) ? {} : { servername: hostname }),
    ALPNProtocols: alpn as string[],
    requestOCSP: true,
    ...settings.for(hostname),
  };
  const socket = connect(options);
  const onError = (error: Error): void => on.failed(error);
  socket.once('error', onError);
  socket.on('OCSPResponse', (answer?: Buffer) => {
    if (answer) ocsp = parseOcsp(answer);
  });
  socket.once('secureConnect', () => {
    socket.removeListener('error', onError);
    on.secured(socket, ocsp);
  });
}

/** TLS names servers by name only. */
const isAddress = (hostname: string): boolean => /^[\d.]+$|:/.test(hostname);
