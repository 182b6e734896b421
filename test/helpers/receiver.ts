// A real HTTP server for what outputs push: it keeps what arrives, and answers as a test wants it.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { testCertificates } from './tls.js';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  /** Unpacked. */
  readonly body: Buffer;
}

export type Answering = (request: Received, response: ServerResponse) => void;

export class Receiver implements AsyncDisposable {
  /** What was answered well. */
  readonly taken: Received[] = [];
  /** All of it. */
  readonly received: Received[] = [];
  /** What requests get; by default 204. */
  answer: Answering = (_request, response) => void response.writeHead(204).end();
  #server: Server | undefined;
  #port = 0;
  readonly #secure: boolean;

  private constructor(secure: boolean) {
    this.#secure = secure;
  }

  static async start(kind: 'plain' | 'secure' = 'plain'): Promise<Receiver> {
    const receiver = new Receiver(kind === 'secure');
    await receiver.listen();
    return receiver;
  }

  get port(): number {
    return this.#port;
  }

  get url(): string {
    return `${this.#secure ? 'https' : 'http'}://127.0.0.1:${this.#port}`;
  }

  /** Again on the same port after `stop`. */
  async listen(): Promise<void> {
    const listener = (request: IncomingMessage, response: ServerResponse): void => void this.#take(request, response);
    const server = this.#secure ? createSecureServer(testCertificates().server, listener) : createServer(listener);
    server.listen(this.#port, '127.0.0.1');
    await once(server, 'listening');
    this.#server = server;
    this.#port = (server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    if (!server?.listening) return;
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  async #take(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of incoming) pieces.push(piece as Buffer);
    const { pathname, searchParams } = new URL(incoming.url!, 'http://receiver');
    const sent = Buffer.concat(pieces);
    const received = {
      method: incoming.method!,
      path: pathname,
      query: searchParams,
      headers: incoming.headers,
      body: incoming.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent,
    };
    this.received.push(received);
    this.answer(received, response);
    if (response.statusCode < 300 && response.writableEnded) this.taken.push(received);
  }
}
