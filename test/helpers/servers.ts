// Real servers on a free port of the loopback, with exact counts of what reached them.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface CountingServer extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  /** Requests whose head arrived. */
  readonly requests: number;
  /** Requests whose response was handed to the system completely. */
  readonly answered: number;
  /** Requests that lost their connection before they were answered. */
  readonly dropped: number;
  /** Connections ever accepted, open now, and open at the same time at most. */
  readonly connections: number;
  readonly openConnections: number;
  readonly maxConnections: number;
  /** Requests in work at the same time at most. */
  readonly maxInFlight: number;
  /** Requests by `METHOD /path`, the query left out. */
  readonly byPath: ReadonlyMap<string, number>;
  /** Resolves once that many requests arrived. */
  untilRequests(count: number): Promise<void>;
  close(): Promise<void>;
}

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Answers every request with `answer`, by default 200 and `{"ok":true}`. */
export async function countingServer(answer: Answer = answerOk): Promise<CountingServer> {
  const counts = new Counts(answer);
  counts.server.listen(0, '127.0.0.1');
  await once(counts.server, 'listening');
  counts.port = (counts.server.address() as AddressInfo).port;
  return counts;
}

/** The server of the Node.js seed: a first line at once, the rest after `delayMs` (2,000 there). */
export function helloServer(delayMs: number): Promise<CountingServer> {
  return countingServer((_request, response) => {
    response.setHeader('Content-Type', 'text/plain');
    response.write('Hello\n');
    setTimeout(() => response.end('Node.js'), delayMs);
  });
}

const OK = Buffer.from('{"ok":true}');
const OK_HEAD = { 'Content-Type': 'application/json', 'Content-Length': OK.length };

function answerOk(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, OK_HEAD);
  response.end(OK);
}

class Counts implements CountingServer {
  port = 0;
  requests = 0;
  answered = 0;
  dropped = 0;
  connections = 0;
  openConnections = 0;
  maxConnections = 0;
  maxInFlight = 0;
  readonly byPath = new Map<string, number>();
  readonly server: Server;
  #inFlight = 0;
  readonly #waiting = new Set<{ count: number; resolve: () => void }>();

  constructor(answer: Answer) {
    this.server = createServer((request, response) => this.#count(request, response, answer));
    this.server.keepAliveTimeout = 60_000;
    this.server.on('connection', (socket) => {
      this.connections++;
      this.maxConnections = Math.max(this.maxConnections, ++this.openConnections);
      socket.once('close', () => this.openConnections--);
    });
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  untilRequests(count: number): Promise<void> {
    if (this.requests >= count) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.add({ count, resolve }));
  }

  async close(): Promise<void> {
    if (!this.server.listening) return;
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #count(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
    this.requests++;
    this.maxInFlight = Math.max(this.maxInFlight, ++this.#inFlight);
    const key = `${request.method} ${request.url!.split('?')[0]}`;
    this.byPath.set(key, (this.byPath.get(key) ?? 0) + 1);
    response.once('finish', () => this.answered++);
    response.once('close', () => {
      this.#inFlight--;
      if (!response.writableFinished) this.dropped++;
    });
    for (const waiter of this.#waiting) {
      if (this.requests < waiter.count) continue;
      this.#waiting.delete(waiter);
      waiter.resolve();
    }
    answer(request, response);
  }
}
