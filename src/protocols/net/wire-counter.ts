import type { Socket } from 'node:net';
import type { Traffic } from './traffic.js';

/** Adds what a socket has carried since the last look: for TLS, where only the socket below sees the bytes. */
export class WireCounter {
  #sent = 0;
  #received = 0;

  constructor(
    private readonly tcp: Socket,
    private readonly traffic: Traffic,
  ) {}

  count(): void {
    const { bytesRead, bytesWritten } = this.tcp;
    this.traffic.received += bytesRead - this.#received;
    this.traffic.sent += bytesWritten - this.#sent;
    this.#received = bytesRead;
    this.#sent = bytesWritten;
  }
}
