import { createSocket, type Socket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import { SendFailure } from '../destination.js';
import type { HostPort } from '../host-port.js';

export interface DatagramLimits {
  /** A line that is longer goes alone. */
  readonly bytes: number;
  readonly lines: number;
}

/** Lines over UDP. Nobody says what arrives; what the system does not take, because nobody listens there, is told. */
export class UdpPush {
  readonly #at: HostPort;
  readonly #limits: DatagramLimits;
  #socket!: Socket;
  #refused: Error | undefined;

  constructor(at: HostPort, limits: DatagramLimits) {
    this.#at = at;
    this.#limits = limits;
  }

  async open(): Promise<void> {
    const { host, port } = this.#at;
    const { address } = await lookup(host || 'localhost');
    this.#socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4');
    this.#socket.connect(port, address);
    await once(this.#socket, 'connect');
    // That nobody listens is known after a datagram was sent, and belongs to what comes next.
    this.#socket.on('error', (error) => {
      this.#refused = error;
    });
  }

  async send(lines: readonly string[]): Promise<void> {
    for (const datagram of this.#datagrams(lines)) await this.#put(datagram);
    const refused = this.#refused;
    this.#refused = undefined;
    if (refused) throw new SendFailure(refused.message, 'drop');
  }

  close(): void {
    this.#socket.close();
  }

  #put(datagram: string): Promise<void> {
    return new Promise((resolve) => {
      this.#socket.send(datagram, (error) => {
        if (error) this.#refused = error;
        resolve();
      });
    });
  }

  *#datagrams(lines: readonly string[]): Generator<string> {
    let waiting: string[] = [];
    let bytes = 0;
    for (const line of lines) {
      const length = Buffer.byteLength(line) + 1;
      if (waiting.length === this.#limits.lines || (waiting.length > 0 && bytes + length > this.#limits.bytes)) {
        yield waiting.join('\n');
        waiting = [];
        bytes = 0;
      }
      waiting.push(line);
      bytes += length;
    }
    if (waiting.length > 0) yield waiting.join('\n');
  }
}
