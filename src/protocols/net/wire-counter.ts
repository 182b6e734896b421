import type { Socket } from 'node:net';
import type { Traffic } from './traffic.js';

/** Adds what a socket has carried since the last look: for TLS, where only the socket below sees the bytes. */
export class WireCounter {
  readonly #tcp: Socket;
  readonly #traffic: Traffic;
  #sent = 0;
  #received = 0;

  constructor(tcp: Socket, traffic: Traffic) {
    this.#tcp = tcp;
    this.#traffic = traffic;
  }

  count(): void {
    const { bytesRead, bytesWritten } = this.#tcp;
    this.#traffic.received += bytesRead - this.#received;
    this.#traffic.sent += bytesWritten - this.#sent;
    this.#received = bytesRead;
    this.#sent = bytesWritten;
  }
}
