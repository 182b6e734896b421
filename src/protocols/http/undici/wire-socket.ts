import { Socket } from 'node:net';
import { LARGE_BODY_BYTES } from '../h1/connection.js';

/**
 * Who sits between undici and its socket.
 *
 * undici prints request heads in its own form (lower case names, `connection: keep-alive`). k6's is fixed, so the first
 * write of each request is replaced by the head we made; and what arrives is seen before the parser, for the time of the
 * first byte, the protocol version, and the interim responses that undici rejects.
 */
export interface WireListener {
  /** The head to write in place of the driver's own; taken once. */
  head: string | null;
  /** Bytes handed to the socket. */
  wrote(bytes: number): void;
  /** A large body was handed over and has not reached the kernel yet. */
  unflushed: boolean;
  /** Called when it has. */
  readonly flushed: () => void;
  /** Returns what goes on to undici's parser; null when that is nothing yet. */
  arrived(chunk: Buffer): Buffer | null;
}

const LISTENER = Symbol('wire listener');

interface WireSocket extends Socket {
  [LISTENER]: WireListener;
}

const { read, write } = Socket.prototype;

export function listenToWire(socket: Socket, listener: WireListener): void {
  (socket as WireSocket)[LISTENER] = listener;
  socket.read = wireRead as Socket['read'];
  socket.write = wireWrite as Socket['write'];
}

function wireRead(this: WireSocket, size?: number): Buffer | null {
  const chunk = (size === undefined ? read.call(this) : read.call(this, size)) as Buffer | null;
  return chunk === null ? null : this[LISTENER].arrived(chunk);
}

function wireWrite(this: WireSocket, chunk: string | Buffer, encoding?: BufferEncoding): boolean {
  const listener = this[LISTENER];
  const head = listener.head;
  if (head !== null) {
    listener.head = null;
    listener.wrote(head.length);
    return write.call(this, head, 'latin1');
  }
  listener.wrote(chunk.length);
  if (chunk.length > LARGE_BODY_BYTES) {
    listener.unflushed = true;
    return write.call(this, chunk as Buffer, undefined, listener.flushed);
  }
  return write.call(this, chunk, encoding);
}
