// Takes datagrams on a free port of the loopback.
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

export class Listener implements AsyncDisposable {
  readonly datagrams: string[] = [];
  readonly #socket: Socket = createSocket('udp4');

  static async start(): Promise<Listener> {
    const listener = new Listener();
    listener.#socket.on('message', (bytes) => void listener.datagrams.push(bytes.toString()));
    listener.#socket.bind(0, '127.0.0.1');
    await once(listener.#socket, 'listening');
    return listener;
  }

  get address(): string {
    return `127.0.0.1:${this.#socket.address().port}`;
  }

  get lines(): string[] {
    return this.datagrams.flatMap((datagram) => datagram.split('\n'));
  }

  async untilLines(count: number): Promise<void> {
    while (this.lines.length < count) await once(this.#socket, 'message');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#socket.close();
    await once(this.#socket, 'close');
  }
}
