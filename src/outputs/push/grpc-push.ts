import { type ClientHttp2Session, connect, constants, type SecureClientSessionOptions } from 'node:http2';
import { VERSION } from '../../base/version.js';
import type { PushTls } from './http-push.js';

export interface GrpcPushSettings {
  /** `https:` with TLS, `http:` without. */
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly tls: PushTls;
  readonly compression: 'gzip' | 'none';
}

/** One method of a gRPC service, called with one message at a time over a connection that stays open. */
export class GrpcPush {
  readonly #settings: GrpcPushSettings;
  readonly #path: string;
  #session: ClientHttp2Session | undefined;

  /** `/package.Service/Method`. */
  constructor(path: string, settings: GrpcPushSettings) {
    this.#path = path;
    this.#settings = settings;
  }

  /** The message must be packed already, where the settings say so. Resolves when the server says OK. */
  call(message: Uint8Array, signal: AbortSignal): Promise<void> {
    const { headers, compression } = this.#settings;
    const isPacked = compression === 'gzip';
    const head = Buffer.from([isPacked ? 1 : 0, 0, 0, 0, 0]);
    head.writeUInt32BE(message.length, 1);
    return new Promise((resolve, reject) => {
      const session = this.#connected(reject);
      const stream = session.request(
        {
          [constants.HTTP2_HEADER_METHOD]: 'POST',
          [constants.HTTP2_HEADER_PATH]: this.#path,
          'content-type': 'application/grpc',
          te: 'trailers',
          'user-agent': `salvo/${VERSION}`,
          ...(isPacked ? { 'grpc-encoding': 'gzip' } : {}),
          ...headers,
        },
        { signal },
      );
      let status: string | undefined;
      let said = '';
      const note = (received: Readonly<Record<string, unknown>>): void => {
        if (received['grpc-status'] === undefined) return;
        status = String(received['grpc-status']);
        said = decodeURIComponent(String(received['grpc-message'] ?? ''));
      };
      let httpStatus = 0;
      stream
        // Without a message of its own, a server tells the status at once.
        .on('response', (received) => {
          httpStatus = Number(received[constants.HTTP2_HEADER_STATUS]);
          note(received);
        })
        .on('trailers', note)
        .on('error', reject)
        .on('close', () => {
          if (status === '0') resolve();
          else if (status !== undefined) reject(new Error(`gRPC status ${status}${said === '' ? '' : `: ${said}`}`));
          else
            reject(
              new Error(httpStatus === 0 ? 'the connection was closed' : `no gRPC status, HTTP's was ${httpStatus}`),
            );
        });
      stream.resume();
      stream.end(Buffer.concat([head, message]));
    });
  }

  close(): void {
    this.#session?.destroy();
  }

  #connected(onError: (error: Error) => void): ClientHttp2Session {
    if (this.#session && !this.#session.closed && !this.#session.destroyed) {
      this.#session.once('error', onError);
      return this.#session;
    }
    const { url, tls } = this.#settings;
    const { insecure = false, ...certificates } = tls;
    const options: SecureClientSessionOptions = { rejectUnauthorized: !insecure, ...defined(certificates) };
    const session = connect(url.origin, options);
    session.on('error', onError);
    // It must not hold the process.
    session.unref();
    this.#session = session;
    return session;
  }
}

const defined = (values: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
