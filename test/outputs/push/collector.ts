// A real server for what outputs push: it counts what arrives, and is slow, busy or gone as a test wants it.
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export class Collector implements AsyncDisposable {
  /** Samples of each metric that have arrived and were acknowledged. */
  readonly arrived = new Map<string, number>();
  /** Requests with a whole body. */
  requests = 0;
  /** What the next requests get; by default they are taken. */
  answer: (take: () => void, response: ServerResponse) => void = (take) => take();
  #server: Server | undefined;
  #port = 0;

  static async start(): Promise<Collector> {
    const collector = new Collector();
    await collector.listen();
    return collector;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get total(): number {
    return [...this.arrived.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Again on the same port after `stop`. */
  async listen(): Promise<void> {
    this.#server = createServer(async (request, response) => {
      let body = '';
      for await (const piece of request.setEncoding('utf8')) body += piece;
      this.requests++;
      this.answer(() => this.#take(body, response), response);
    }).listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
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

  #take(body: string, response: ServerResponse): void {
    for (const [name] of JSON.parse(body) as [string, number][]) {
      this.arrived.set(name, (this.arrived.get(name) ?? 0) + 1);
    }
    response.end();
  }
}
