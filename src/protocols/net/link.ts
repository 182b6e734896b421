import { Buffer } from 'node:buffer';
import type { OnReadOpts, Socket } from 'node:net';
import { addressText } from './endpoint.js';
import type { TlsFacts } from './tls-facts.js';
import type { Url } from './url.js';

/** Each read is over before the next one begins, whichever socket it is for. */
const SHARED = Buffer.allocUnsafeSlow(64 * 1024);

/** Who reads what comes on a link. The memory is the caller's again when it returns. */
export interface ByteReceiver {
  received(bytes: Buffer, length: number): void;
}

/** A connected socket, and what opening it has shown. */
export class Link {
  /** What is written to: the TLS socket where there is TLS. */
  socket!: Socket;
  /** The TCP socket below it, which counts the bytes of the wire. */
  tcp!: Socket;
  remoteIp = '';
  remotePort = 0;
  tls: TlsFacts | undefined;
  /** The protocol that the handshake has agreed on; empty without TLS. */
  alpn = '';
  connectingMs = 0;
  tlsHandshakingMs = 0;
  /** Instant at which it could be used. */
  openedAtMs = 0;
  /** A proxy that reads the requests; undefined where they go to the endpoint itself, be it through a tunnel. */
  proxy: Url | undefined;
  #receiver: ByteReceiver | undefined;
  #sharesMemory = false;

  /** Of its other end, for messages. */
  get address(): string {
    return addressText(this.remoteIp, this.remotePort);
  }

  /** For the socket's making: it will read into memory that all sockets of the thread share. */
  shareMemory(): OnReadOpts {
    this.#sharesMemory = true;
    return { buffer: SHARED, callback: (length, bytes) => this.#read(length, bytes as Buffer) };
  }

  /** Who gets the bytes from now on. */
  receive(receiver: ByteReceiver): void {
    this.#receiver = receiver;
    if (!this.#sharesMemory) this.socket.on('data', (bytes: Buffer) => receiver.received(bytes, bytes.length));
  }

  #read(length: number, bytes: Buffer): boolean {
    this.#receiver?.received(bytes, length);
    return true;
  }
}
