// A gRPC server that takes metrics: HTTP/2, as Node.js has it.
import { once } from 'node:events';
import { createSecureServer, createServer, type Http2Server, type IncomingHttpHeaders } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { testCertificates } from '../../helpers/tls.js';

export interface GrpcCall {
  readonly headers: IncomingHttpHeaders;
  readonly message: Buffer;
}

export class GrpcReceiver implements AsyncDisposable {
  readonly calls: GrpcCall[] = [];
  /** The gRPC status of what comes next. */
  status = 0;
  /** Says the status in the only header block, as servers do that have no message. */
  isTrailersOnly = false;
  readonly #server: Http2Server;
  readonly #secure: boolean;

  private constructor(secure: boolean) {
    this.#secure = secure;
    this.#server = secure ? (createSecureServer(testCertificates().server) as unknown as Http2Server) : createServer();
    this.#server.on('stream', async (stream, headers) => {
      const pieces: Buffer[] = [];
      for await (const piece of stream) pieces.push(piece as Buffer);
      const framed = Buffer.concat(pieces);
      const message = framed.subarray(5, 5 + framed.readUInt32BE(1));
      if (framed.length !== 5 + message.length) throw new Error('more than a message');
      this.calls.push({ headers, message: framed[0] === 1 ? gunzipSync(message) : message });
      const trailers = { 'grpc-status': String(this.status), 'grpc-message': this.status === 0 ? '' : 'not%20now' };
      const head = { ':status': 200, 'content-type': 'application/grpc' };
      if (this.isTrailersOnly) stream.respond({ ...head, ...trailers }, { endStream: true });
      else {
        stream.respond(head, { waitForTrailers: true });
        stream.on('wantTrailers', () => stream.sendTrailers(trailers));
        stream.end(Buffer.alloc(5));
      }
    });
  }

  static async start(kind: 'plain' | 'secure' = 'plain'): Promise<GrpcReceiver> {
    const receiver = new GrpcReceiver(kind === 'secure');
    receiver.#server.listen(0, '127.0.0.1');
    await once(receiver.#server, 'listening');
    return receiver;
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get url(): string {
    return `${this.#secure ? 'https' : 'http'}://${this.host}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close();
    await once(this.#server, 'close');
  }
}
