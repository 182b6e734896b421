import type { Buffer } from 'node:buffer';
import type { Socket } from 'node:net';
import { monotonicMs } from '../../../base/clock.js';
import type { Bytes } from '../bytes.js';
import type { ByteReceiver, Dial } from '../dial.js';
import { type Failure, failures, socketFailure } from '../failure.js';
import type { HttpFlight } from '../flight.js';
import { type ConnectionOwner, H1Connection } from './connection.js';
import { requestHead } from './request-head.js';
import type { ResponseHead } from './response-head.js';
import { type ResponseListener, ResponseReader } from './response-reader.js';

/** Bodies above this are not always taken by the kernel at once; the end of their sending is then asked for. */
const LARGE_BODY_BYTES = 16 * 1024;

/** A connection that writes to its socket and reads its responses itself: the path of nearly every request. */
export class SocketConnection extends H1Connection implements ByteReceiver, ResponseListener {
  readonly #socket: Socket;
  readonly #reader = new ResponseReader(this);
  #encoding = '';
  #persistent = false;

  constructor(origin: string, dial: Dial, owner: ConnectionOwner, closeAfterRequest: boolean) {
    super(origin, dial, owner, closeAfterRequest);
    const { socket } = dial;
    this.#socket = socket;
    socket.on('error', (error) => this.#broke(error));
    socket.once('end', () => this.#reader.ended());
    dial.receive(this);
  }

  protected send(flight: HttpFlight): void {
    const { request } = flight;
    this.#reader.expect(request.method === 'HEAD', request.keepBody);
    this.gotMs = monotonicMs();
    const head = requestHead(request, this.mode);
    const { body } = request;
    if (body === null) this.#socket.write(head, 'latin1');
    else this.#writeWithBody(head, body);
    if (this.wire === null) this.owner.traffic.sent += head.length + (body === null ? 0 : body.length);
    if (body === null || body.length <= LARGE_BODY_BYTES) this.sentMs = monotonicMs();
  }

  protected partOfBody(): Bytes | null {
    return this.#reader.drop();
  }

  protected hangUp(): void {
    this.#socket.destroy();
  }

  // What the socket calls.

  received(bytes: Buffer, length: number): void {
    if (this.wire === null) this.owner.traffic.received += length;
    if (this.firstByteMs === 0 && this.flight !== null) this.firstByteMs = monotonicMs();
    // What nobody asked for ends the connection.
    if (!this.#reader.read(bytes, length)) this.close();
  }

  #broke(error: Error): void {
    this.fail(socketFailure(error, this.address) ?? failures.other(error.message));
  }

  // What the reader calls.

  headed(head: ResponseHead): void {
    this.#encoding = head.contentEncoding;
    this.#persistent = head.persistent && head.status !== SWITCHING;
    const exchange = this.flight?.exchange;
    if (exchange === undefined) return;
    exchange.status = head.status;
    exchange.reason = head.reason;
    exchange.proto = head.proto;
    exchange.headers = head;
  }

  completed(body: Bytes | null, clean: boolean): void {
    this.complete(body, this.#encoding, this.#persistent && clean);
  }

  unreadable(failure: Failure): void {
    this.fail(failure);
  }

  #writeWithBody(head: string, body: Buffer): void {
    const socket = this.#socket;
    socket.cork();
    socket.write(head, 'latin1');
    if (body.length <= LARGE_BODY_BYTES) socket.write(body);
    else {
      const { flight } = this;
      socket.write(body, () => {
        if (this.flight === flight) this.sentMs = monotonicMs();
      });
    }
    socket.uncork();
  }
}

const SWITCHING = 101;
