// Longer than other files because what comes, what streams do and how it ends turn on the same few fields.
import { Buffer } from 'node:buffer';
import type { Socket } from 'node:net';
import type { ByteReceiver, Link } from '../net/link.js';
import { ConnectionFault } from './connection-fault.js';
import type { ConnectionListener } from './connection-listener.js';
import { writeGoAway, writeReset } from './control-frames.js';
import { writeDataFrame } from './data-frame.js';
import { FLOW_CONTROL_ERROR, NO_ERROR, PROTOCOL_ERROR } from './error-codes.js';
import { MOST_31_BITS } from './frame.js';
import { FrameHandler, type FrameTarget } from './frame-handler.js';
import { FrameReader, FrameTooLarge } from './frame-reader.js';
import { writeHeaders } from './header-frames.js';
import { HpackEncoder } from './hpack/encoder.js';
import type { HeaderField } from './hpack/header-field.js';
import { OpenStreams } from './open-streams.js';
import { outbox } from './outbox.js';
import { STREAM_WINDOW_BYTES, writePreface } from './preface.js';
import { PeerSettings } from './settings.js';
import { Stream, type StreamListener, type StreamOwner } from './stream.js';
import type { StreamFailure } from './stream-failure.js';
import { type SendingConnection, StreamSender } from './stream-sender.js';

/** The client's side of one HTTP/2 connection, for any number of streams at a time. */
export class Http2Connection implements ByteReceiver, FrameTarget, SendingConnection, StreamOwner {
  /** What the other side takes on all streams together. */
  sendWindow = new PeerSettings().windowBytes;
  readonly peer = new PeerSettings();
  readonly #streams = new OpenStreams();
  readonly #encoder = new HpackEncoder();
  readonly #reader = new FrameReader(new FrameHandler(this));
  readonly #socket: Socket;
  #nextId = 1;
  #retired = false;
  #goAway = -1;
  /** How it ended; undefined while it has not. */
  #end: StreamFailure | undefined;

  readonly #listener: ConnectionListener;

  constructor(link: Link, listener: ConnectionListener) {
    this.#listener = listener;
    this.#socket = link.socket;
    link.socket.on('error', (error) => this.#lost(error));
    link.socket.once('end', () => this.#lost(undefined));
    link.socket.once('close', () => {
      this.#lost(undefined);
      listener.closed();
    });
    link.receive(this);
    writePreface(this);
    outbox.flushSoon();
  }

  /** It takes a further stream. */
  get usable(): boolean {
    return !this.#retired && this.#streams.size < this.peer.maxStreams;
  }

  get streamCount(): number {
    return this.#streams.size;
  }

  get frameBytes(): number {
    return this.peer.frameBytes;
  }

  /** Opens a stream. Nothing goes out before push(), or before the code that runs now has returned. */
  open(fields: readonly HeaderField[], endsStream: boolean, listener: StreamListener): Stream {
    const id = this.#nextId;
    this.#nextId += 2;
    if (this.#nextId > MOST_31_BITS) this.#retire();
    const stream = new Stream(this, id, STREAM_WINDOW_BYTES, listener);
    if (!endsStream) stream.sender = new StreamSender(this, id, this.peer.windowBytes, () => listener.sent());
    this.#streams.add(stream);
    writeHeaders(this, this.#encoder, fields, { stream: id, endsStream, longest: this.peer.frameBytes });
    outbox.flushSoon();
    return stream;
  }

  /** Sends what is waiting: now, or together with what other streams may still add. */
  push(): void {
    if (this.#streams.size <= 1) outbox.flush();
    else outbox.flushSoon();
  }

  /** No further streams: it closes when the last one has ended. */
  retire(): void {
    this.#retire();
    this.#closeIfDone();
  }

  /** Ends it; nobody hears anything of its streams any more. */
  close(): void {
    this.#streams.clear();
    this.#over({ kind: 'lost', error: undefined });
    this.#socket.destroy();
  }

  // What comes.

  received(bytes: Buffer, length: number): void {
    if (this.#end !== undefined) return;
    try {
      this.#reader.read(bytes, length);
    } catch (error) {
      this.#break(error);
      return;
    }
    outbox.flush();
  }

  stream(id: number): Stream | undefined {
    return this.#streams.get(id);
  }

  wasOpened(id: number): boolean {
    return id < this.#nextId && id % 2 === 1;
  }

  settings(bytes: Buffer, from: number, to: number): void {
    const { peer } = this;
    const before = peer.windowBytes;
    peer.read(bytes, from, to);
    this.#encoder.limit(peer.headerTableBytes);
    this.#streams.widen(peer.windowBytes - before);
  }

  widened(id: number, bytes: number): boolean {
    if (id === 0) return this.#widenAll(bytes);
    const stream = this.#streams.get(id);
    if (stream === undefined) return false;
    if (bytes === 0) this.faulted(stream);
    else if (!this.#widen(stream, bytes)) this.#fail(stream, FLOW_CONTROL_ERROR);
    const sends = stream.sender?.done === false;
    stream.sender?.pump();
    return sends;
  }

  goingAway(last: number, code: number): void {
    // A code that says what is wrong is not taken back by a later one that says nothing.
    if (this.#goAway <= NO_ERROR) this.#goAway = code;
    this.#retire();
    for (const stream of this.#streams.all) {
      if (stream.id > last) this.failed(stream, { kind: 'unprocessed', code, first: stream.id === 1 });
    }
    this.#closeIfDone();
  }

  ended(stream: Stream): void {
    const { sender } = stream;
    // The response is there; what it answers to was not wanted as a whole.
    if (sender !== undefined && !sender.done) writeReset(this, stream.id, NO_ERROR);
    this.#streams.remove(stream);
    stream.listener.ended();
    this.#closeIfDone();
  }

  faulted(stream: Stream): void {
    this.#fail(stream, PROTOCOL_ERROR);
  }

  failed(stream: Stream, failure: StreamFailure): void {
    // As Go: a server that takes what we say for wrong is not asked again on this connection.
    if (failure.kind === 'reset' && failure.code === PROTOCOL_ERROR) this.#retire();
    this.#streams.remove(stream);
    stream.listener.failed(failure);
    this.#closeIfDone();
  }

  // What streams do.

  reset(stream: Stream, code: number): void {
    if (!this.#streams.remove(stream)) return;
    writeReset(this, stream.id, code);
    outbox.flushSoon();
    this.#closeIfDone();
  }

  waits(sender: StreamSender): void {
    this.#streams.waits(sender);
  }

  writeData(stream: number, bytes: Uint8Array, ends: boolean): void {
    writeDataFrame(this, stream, bytes, ends);
    outbox.flushSoon();
  }

  writeFrames(frames: Buffer, taken: () => void): void {
    outbox.flush();
    if (this.#end !== undefined) return;
    this.#socket.write(frames, (error) => {
      if (!error && this.#end === undefined) taken();
    });
  }

  flush(bytes: Buffer): void {
    // The outbox is written over while the socket may still hold what it got.
    if (this.#end === undefined) this.#socket.write(Buffer.from(bytes));
  }

  /** True where anything is being sent. */
  #widenAll(bytes: number): boolean {
    if (bytes === 0) throw new ConnectionFault(PROTOCOL_ERROR, 'window increment of 0');
    this.sendWindow += bytes;
    if (this.sendWindow > MOST_31_BITS) throw new ConnectionFault(FLOW_CONTROL_ERROR, 'window too large');
    const { sending } = this.#streams;
    this.#streams.goOn();
    return sending;
  }

  /** False: the window is larger than there may be, also where nothing is sent. */
  #widen({ sender }: Stream, bytes: number): boolean {
    return sender === undefined ? this.peer.windowBytes + bytes <= MOST_31_BITS : sender.widen(bytes);
  }

  #fail(stream: Stream, code: number): void {
    writeReset(this, stream.id, code);
    this.failed(stream, { kind: 'fault', code });
  }

  // How it ends.

  #retire(): void {
    this.#retired = true;
    this.#listener.retired();
  }

  #closeIfDone(): void {
    if (!this.#retired || this.#streams.size > 0 || this.#end !== undefined) return;
    outbox.flush();
    this.#over({ kind: 'lost', error: undefined });
    this.#socket.destroySoon();
  }

  /** What came breaks the protocol, or cannot be read. */
  #break(error: unknown): void {
    if (error instanceof ConnectionFault) {
      writeGoAway(this, error.code);
      outbox.flush();
      this.#over({ kind: 'connection', code: error.code });
    } else if (error instanceof FrameTooLarge) this.#over({ kind: 'unreadable', text: error.message });
    else throw error;
    this.#socket.destroySoon();
  }

  #lost(error: Error | undefined): void {
    if (this.#end !== undefined) return;
    this.#over(this.#goAway < 0 ? { kind: 'lost', error } : { kind: 'goAway', code: this.#goAway });
    this.#socket.destroy();
  }

  #over(end: StreamFailure): void {
    this.#end ??= end;
    outbox.forget(this);
    this.#retire();
    for (const stream of this.#streams.all) {
      this.#streams.remove(stream);
      stream.listener.failed(end);
    }
  }
}
