import type { Buffer } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { closeCodes } from '../../protocols/websocket/close-codes.js';
import { type FrameListener, FrameReader } from '../../protocols/websocket/frame-reader.js';
import { closeFrame, type FrameForm, frameOf, messageFrame, textFrame } from '../../protocols/websocket/frames.js';
import { OPCODES } from '../../protocols/websocket/opcodes.js';
import { acceptFor } from '../../protocols/websocket/upgrade.js';
import type { SocketCounts } from '../counts.js';

/** What an endpoint does with one connection. */
export interface Conversation {
  text?(text: string): void;
  binary?(bytes: Buffer): void;
  /** The client has gone, in whatever way. */
  left?(): void;
}

/** Frames of servers have no mask. */
const FORM: FrameForm = { masked: false, deflate: false };
const FROM_CLIENTS: FrameForm = { masked: true, deflate: false };

/** The target's side of one WebSocket. */
export class ServerSocket implements FrameListener {
  conversation: Conversation = {};
  readonly #socket: Duplex;
  readonly #counts: SocketCounts;
  readonly #reader = new FrameReader(this, FROM_CLIENTS);
  #left = false;

  constructor(socket: Duplex, counts: SocketCounts) {
    this.#socket = socket;
    this.#counts = counts;
  }

  /** Agrees to what the request asks for, and reads from then on. */
  accept({ headers }: IncomingMessage): void {
    const key = headers['sec-websocket-key'] ?? '';
    this.#counts.sessions++;
    this.#counts.open++;
    this.#socket.write(
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
        `Sec-WebSocket-Accept: ${acceptFor(key)}\r\n\r\n`,
    );
    this.#socket.on('data', (bytes: Buffer) => this.read(bytes));
    this.#socket.once('close', () => this.#leave());
  }

  read(bytes: Buffer): void {
    if (bytes.length > 0) this.#reader.read(bytes, bytes.length);
  }

  sendText(text: string): void {
    this.#counts.sent++;
    this.#socket.write(textFrame(text, FORM));
  }

  sendBinary(bytes: Buffer): void {
    this.#counts.sent++;
    this.#socket.write(messageFrame(OPCODES.binary, bytes, FORM));
  }

  // What the reader calls.

  text(text: string): void {
    this.#counts.received++;
    this.conversation.text?.(text);
  }

  binary(bytes: Buffer): void {
    this.#counts.received++;
    this.conversation.binary?.(bytes);
  }

  ping(payload: Buffer): void {
    this.#socket.write(frameOf(OPCODES.pong, payload, false));
  }

  pong(): void {}

  closing(code: number): void {
    this.#end(code);
  }

  unreadable(): void {
    this.#end(closeCodes.protocolError);
  }

  #end(code: number): void {
    this.#leave();
    this.#socket.end(closeFrame(code, '', false));
  }

  #leave(): void {
    if (this.#left) return;
    this.#left = true;
    this.#counts.open--;
    this.conversation.left?.();
  }
}
