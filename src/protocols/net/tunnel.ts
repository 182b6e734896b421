import type { Socket } from 'node:net';
import { addressText, type Endpoint } from './endpoint.js';
import { type Failure, failures } from './failures.js';
import { proxyAuthorization } from './proxy.js';
import type { Url } from './url.js';

/** The longest answer to CONNECT that is read. */
const ANSWER_LIMIT_BYTES = 64 * 1024;

export interface TunnelListener {
  opened(): void;
  failed(failure: Failure): void;
}

/** Asks an HTTP proxy for a way through to an endpoint. */
export function openTunnel(tcp: Socket, proxy: Url, { hostname, port }: Endpoint, listener: TunnelListener): void {
  const authority = addressText(hostname, port);
  let answer = '';
  const onData = (chunk: Buffer): void => {
    answer += chunk.toString('latin1');
    const end = answer.indexOf('\r\n\r\n');
    if (end < 0 && answer.length < ANSWER_LIMIT_BYTES) return;
    finish();
    const status = /^HTTP\/1\.[01] (\d{3} ?[^\r]*)/.exec(answer)?.[1];
    if (status?.startsWith('200')) listener.opened();
    else listener.failed(failures.other(status?.slice(4) || 'malformed HTTP response'));
  };
  const onEnd = (): void => {
    finish();
    listener.failed(failures.other('unexpected EOF'));
  };
  const finish = (): void => {
    tcp.off('data', onData).off('end', onEnd).off('error', onEnd).pause();
  };
  tcp.on('data', onData).on('end', onEnd).on('error', onEnd);
  tcp.write(
    `CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\nUser-Agent: Go-http-client/1.1\r\n` +
      `${proxyAuthorization(proxy)}\r\n`,
  );
}
