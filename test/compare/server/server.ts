// The server of one run: HTTP/1.1 in the clear and HTTP/1.1 or HTTP/2 behind TLS, on free ports, with a record of
// what came. Each run has one of its own, so that runs side by side cannot mix their records.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createSecureServer, type Http2SecureServer, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { testCertificates } from '../../helpers/tls.js';
import { H2_FAULTS } from './h2-faults.js';
import { ServerRecord } from './record.js';
import { ROUTES } from './routes.js';
import { answerSocket } from './sockets.js';

/** Header lists of 1 MB pass in k6; what the server takes must not be what the comparison sees. */
const MAX_HEAD_BYTES = 4 << 20;

export class CompareServer implements AsyncDisposable {
  readonly record = new ServerRecord();
  readonly #plain: Server;
  readonly #secure: Http2SecureServer;
  readonly #sockets = new Set<Socket>();

  constructor() {
    const answer = (request: IncomingMessage, response: ServerResponse): void => this.#answer(request, response);
    const limits = { maxHeaderSize: MAX_HEAD_BYTES, insecureHTTPParser: true, keepAliveTimeout: 60_000 };
    this.#plain = createServer({ ...limits, requireHostHeader: false }, answer);
    const { cert, key } = testCertificates().server;
    this.#secure = createSecureServer({ cert, key, allowHTTP1: true }, answer as never);
    this.#secure.on('sessionError', () => {}).on('tlsClientError', () => {});
    this.#plain.on('upgrade', (request: IncomingMessage, socket: Socket) => answerSocket(request, socket, this.record));
    for (const server of [this.#plain, this.#secure]) {
      server.on('connection', (socket: Socket) => this.#accept(socket));
      server.on('clientError', (_error: Error, socket: Socket) => socket.destroy());
    }
  }

  async listen(): Promise<this> {
    for (const server of [this.#plain, this.#secure]) {
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
    }
    return this;
  }

  get port(): number {
    return (this.#plain.address() as AddressInfo).port;
  }

  get securePort(): number {
    return (this.#secure.address() as AddressInfo).port;
  }

  /** Waits until the ended client's connections have been read to their end. */
  async settled(): Promise<void> {
    for (let turns = 0; turns < 20 && this.#sockets.size > 0; turns++) await sleep(10);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    for (const server of [this.#plain, this.#secure]) server.close();
    await Promise.all([once(this.#plain, 'close'), once(this.#secure, 'close')]);
  }

  #accept(socket: Socket): void {
    this.record.connections++;
    this.#sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => this.#sockets.delete(socket));
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const recorded = this.record.add(request);
    response.once('close', () => {
      recorded.cut = !response.writableFinished;
      recorded.closedMs = performance.now();
    });
    request.on('error', () => {}).setEncoding('latin1');
    request.on('data', (text: string) => (recorded.body += text));
    const target = URL.canParse(request.url!, 'http://here') ? request.url! : '/ok';
    const { pathname, searchParams: query } = new URL(target, 'http://here');
    const [name = '', ...rest] = pathname.split('/').filter((part) => part !== '');
    const { stream } = request as unknown as { stream?: ServerHttp2Stream };
    const ending = stream === undefined ? undefined : H2_FAULTS[name];
    const route = ROUTES[name] ?? ROUTES.ok!;
    if (stream !== undefined && ending !== undefined) ending(stream, Number(rest[0] ?? 0));
    else request.once('end', () => route({ request, response, recorded, rest, query }));
  }
}
