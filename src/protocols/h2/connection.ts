import { Buffer } from 'node:buffer';
import type { Socket } from 'node:net';
import type { ByteReceiver, Link } from '../net/link.js';
import { ConnectionFault } from './connection-fault.js';
import { writeGoAway, writeReset } from './control-frames.js';
import { FLOW_CONTROL_ERROR, NO_ERROR, PROTOCOL_ERROR } from './error-codes.js';
import {
  CONTINUATION,
  DATA,
  END_HEADERS,
  END_STREAM,
  FRAME_HEAD_BYTES,
  HEADERS,
  MOST_31_BITS,
  writeFrameHead,
} from './frame.js';
import { FrameHandler, type FrameTarget } from './frame-handler.js';
import { FrameReader, FrameTooLarge } from './frame-reader.js';
import { HpackEncoder, mostBytes } from './hpack/encoder.js';
import type { HeaderField } from './hpack/header-field.js';
import { outbox } from './outbox.js';
import { PREFACE, STREAM_WINDOW_BYTES } from './preface.js';
import { PeerSettings } from './settings.js';
import { Stream, type StreamListener, type StreamOwner } from './stream.js';
import type { StreamFailure } from './stream-failure.js';
import { type SendingConnection, StreamSender } from './stream-sender.js';

/** What a connection tells who opened it. */
export interface ConnectionListener {
  /** It takes no further streams. May be told more than once. */
  retired(): void;
  /** The socket is gone, and so are all streams. */
  closed(): void;
}

/** The client's side of one HTTP/2 connection, for any number of streams at a time. */
export class Http2Connection implements ByteReceiver, FrameTarget, SendingConnection, StreamOwner {
  /** What the other side takes on all streams together. */
  sendWindow = new PeerSettings().windowBytes;
  readonly peer = new PeerSettings();
  readonly #streams = new Map<number, Stream>();
  readonly #waiting = new Set<StreamSender>();
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
    outbox.open(this, PREFACE.length);
    outbox.bytes.set(PREFACE, outbox.length);
    outbox.length += PREFACE.length;
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
    this.#streams.set(id, stream);
    this.#writeHeaders(id, fields, endsStream);
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
    const more = peer.windowBytes - before;
    for (const { sender } of more === 0 ? [] : this.#streams.values()) {
      if (sender?.widen(more) === false) throw new ConnectionFault(FLOW_CONTROL_ERROR, 'window too large');
      sender?.pump();
    }
  }

  widened(id: number, bytes: number): void {
    const stream = this.#streams.get(id);
    if (bytes === 0 && id === 0) throw new ConnectionFault(PROTOCOL_ERROR, 'window increment of 0');
    if (id === 0) {
      this.sendWindow += bytes;
      if (this.sendWindow > MOST_31_BITS) throw new ConnectionFault(FLOW_CONTROL_ERROR, 'window too large');
      const waiting = [...this.#waiting];
      this.#waiting.clear();
      for (const sender of waiting) sender.pump();
    } else if (stream !== undefined && bytes === 0) this.faulted(stream);
    else if (stream !== undefined && !this.#widen(stream, bytes)) this.#fail(stream, FLOW_CONTROL_ERROR);
    else stream?.sender?.pump();
  }

  goingAway(last: number, code: number): void {
    // A code that says what is wrong is not taken back by a later one that says nothing.
    if (this.#goAway <= NO_ERROR) this.#goAway = code;
    this.#retire();
    for (const stream of [...this.#streams.values()]) {
      if (stream.id > last) this.failed(stream, { kind: 'unprocessed', code, first: stream.id === 1 });
    }
    this.#closeIfDone();
  }

  ended(stream: Stream): void {
    const { sender } = stream;
    // The response is there; what it answers to was not wanted as a whole.
    if (sender !== undefined && !sender.done) writeReset(this, stream.id, NO_ERROR);
    this.#remove(stream);
    stream.listener.ended();
    this.#closeIfDone();
  }

  faulted(stream: Stream): void {
    this.#fail(stream, PROTOCOL_ERROR);
  }

  failed(stream: Stream, failure: StreamFailure): void {
    // As Go: a server that takes what we say for wrong is not asked again on this connection.
    if (failure.kind === 'reset' && failure.code === PROTOCOL_ERROR) this.#retire();
    this.#remove(stream);
    stream.listener.failed(failure);
    this.#closeIfDone();
  }

  // What streams do.

  reset(stream: Stream, code: number): void {
    if (!this.#remove(stream)) return;
    writeReset(this, stream.id, code);
    outbox.flushSoon();
    this.#closeIfDone();
  }

  waits(sender: StreamSender): void {
    this.#waiting.add(sender);
  }

  writeData(stream: number, bytes: Uint8Array, ends: boolean): void {
    outbox.open(this, FRAME_HEAD_BYTES + bytes.length);
    const at = outbox.length;
    writeFrameHead(bytes.length, DATA, ends ? END_STREAM : 0, stream, outbox.bytes, at);
    outbox.bytes.set(bytes, at + FRAME_HEAD_BYTES);
    outbox.length = at + FRAME_HEAD_BYTES + bytes.length;
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

  #writeHeaders(id: number, fields: readonly HeaderField[], endsStream: boolean): void {
    const most = mostBytes(fields);
    const longest = this.peer.frameBytes;
    outbox.open(this, most + FRAME_HEAD_BYTES * (1 + Math.ceil(most / longest)));
    const head = outbox.length;
    const from = head + FRAME_HEAD_BYTES;
    let end = this.#encoder.encode(fields, outbox.bytes, from);
    const ends = endsStream ? END_STREAM : 0;
    const first = Math.min(end - from, longest);
    writeFrameHead(first, HEADERS, end - from > longest ? ends : ends | END_HEADERS, id, outbox.bytes, head);
    // What is too long for one frame moves behind the heads of further ones.
    for (let at = from + first; at < end; ) {
      outbox.bytes.copyWithin(at + FRAME_HEAD_BYTES, at, end);
      end += FRAME_HEAD_BYTES;
      const length = Math.min(end - at - FRAME_HEAD_BYTES, longest);
      const last = at + FRAME_HEAD_BYTES + length === end;
      writeFrameHead(length, CONTINUATION, last ? END_HEADERS : 0, id, outbox.bytes, at);
      at += FRAME_HEAD_BYTES + length;
    }
    outbox.length = end;
    outbox.flushSoon();
  }

  /** False: the window is larger than there may be, also where nothing is sent. */
  #widen({ sender }: Stream, bytes: number): boolean {
    return sender === undefined ? this.peer.windowBytes + bytes <= MOST_31_BITS : sender.widen(bytes);
  }

  #fail(stream: Stream, code: number): void {
    writeReset(this, stream.id, code);
    this.failed(stream, { kind: 'fault', code });
  }

  /** False: it has been over. */
  #remove(stream: Stream): boolean {
    if (this.#streams.get(stream.id) !== stream) return false;
    this.#streams.delete(stream.id);
    if (stream.sender !== undefined) {
      this.#waiting.delete(stream.sender);
      stream.sender.stop();
    }
    return true;
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
    const streams = [...this.#streams.values()];
    for (const stream of streams) {
      this.#remove(stream);
      stream.listener.failed(end);
    }
  }
}
