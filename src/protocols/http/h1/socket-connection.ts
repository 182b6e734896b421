import type { Buffer } from 'node:buffer';
import type { Socket } from 'node:net';
import { monotonicMs } from '../../../base/clock.js';
import { type AfterReads, afterReads } from '../../net/after-reads.js';
import { type Failure, failures } from '../../net/failures.js';
import type { ByteReceiver, Link } from '../../net/link.js';
import { socketFailure } from '../../net/system-failures.js';
import type { Bytes } from '../bytes.js';
import type { HttpRequest } from '../exchange.js';
import type { HttpFlight } from '../flight.js';
import { isReplayable } from '../replay.js';
import { SWITCHING_PROTOCOLS } from '../statuses.js';
import { type ConnectionOwner, H1Connection, LARGE_BODY_BYTES } from './connection.js';
import { requestHead } from './request-head.js';
import type { ResponseHead } from './response-head.js';
import { type ResponseListener, ResponseReader } from './response-reader.js';

/** Of a large body at once: smaller pieces cost speed, larger ones make the count of what went out coarse. */
const PIECE_BYTES = 256 * 1024;

/** A connection that writes to its socket and reads its responses itself: the path of nearly every request. */
export class SocketConnection extends H1Connection implements AfterReads, ByteReceiver, ResponseListener {
  readonly #socket: Socket;
  readonly #reader = new ResponseReader(this);
  #encoding = '';
  #persistent = false;

  constructor(origin: string, link: Link, owner: ConnectionOwner, closeAfterRequest: boolean) {
    super(origin, link, owner, closeAfterRequest);
    const { socket } = link;
    this.#socket = socket;
    socket.on('error', (error) => this.#broke(error));
    socket.once('end', () => {
      this.#reader.ended();
      this.fail(failures.other('EOF'));
    });
    link.receive(this);
  }

  protected send({ request }: HttpFlight): void {
    // A server that closes the connection behind its response is noticed one turn of the event loop after the response.
    // A request that must not go out twice waits for that turn.
    if (this.fresh || isReplayable(request)) this.#write(request);
    else afterReads(this);
  }

  readsOver(): void {
    if (this.flight !== null) this.#write(this.flight.request);
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
    if (this.firstByteMs === 0 && this.gotMs !== 0) this.firstByteMs = monotonicMs();
    // Bytes that belong to no response: what comes next could not be told from them.
    if (!this.#reader.read(bytes, length)) this.fail(failures.other('EOF'));
  }

  #broke(error: Error): void {
    this.fail(socketFailure(error, this.link.address) ?? failures.other(error.message));
  }

  // What the reader calls.

  headed(head: ResponseHead): void {
    this.#encoding = head.contentEncoding;
    this.#persistent = head.persistent && head.status !== SWITCHING_PROTOCOLS;
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

  #write(request: HttpRequest): void {
    const socket = this.#socket;
    const { body, keepBody, method } = request;
    this.#reader.expect(method === 'HEAD', keepBody);
    this.gotMs = monotonicMs();
    const head = requestHead(request, this.mode);
    this.#count(head.length);
    if (body === null || body.length === 0) {
      socket.write(head, 'latin1');
      this.sentMs = monotonicMs();
      return;
    }
    socket.cork();
    socket.write(head, 'latin1');
    if (body.length > LARGE_BODY_BYTES) this.#writePiece(body, 0);
    else {
      this.#count(body.length);
      socket.write(body);
    }
    socket.uncork();
    if (body.length <= LARGE_BODY_BYTES) this.sentMs = monotonicMs();
  }

  /** Piece by piece: only what the system has taken is counted, and a server that has answered gets no further ones. */
  #writePiece(body: Buffer, from: number): void {
    const { flight } = this;
    const to = Math.min(from + PIECE_BYTES, body.length);
    this.#socket.write(body.subarray(from, to), (error) => {
      if (error) return;
      this.#count(to - from);
      if (this.flight !== flight) return;
      if (to < body.length) this.#writePiece(body, to);
      else this.sentMs = monotonicMs();
    });
  }

  /** Without TLS only: with it, what goes out is more than this, and the wire counter sees it. */
  #count(sent: number): void {
    if (this.wire === null) this.owner.traffic.sent += sent;
  }
}
