import type { Buffer } from 'node:buffer';
import { ConnectionFault } from './connection-fault.js';
import { PING_BYTES, writePong, writeSettingsAck, writeWindowUpdate } from './control-frames.js';
import { FLOW_CONTROL_ERROR, FRAME_SIZE_ERROR, PROTOCOL_ERROR } from './error-codes.js';
import { FloodGuard } from './flood-guard.js';
import * as frames from './frame.js';
import type { FrameListener } from './frame-reader.js';
import { HeaderAssembly } from './header-assembly.js';
import { HpackDecoder } from './hpack/decoder.js';
import type { OutboxOwner } from './outbox.js';
import { CONNECTION_WINDOW_BYTES, STREAM_WINDOW_BYTES } from './preface.js';
import { receiveHeaders } from './receive-headers.js';
import type { Stream } from './stream.js';
import type { StreamFailure } from './stream-failure.js';

/** The connection, as the frames that come need it. */
export interface FrameTarget extends OutboxOwner {
  stream(id: number): Stream | undefined;
  /** A stream of this number has been opened, be it over or not. */
  wasOpened(id: number): boolean;
  /** The other side has ended the stream. */
  ended(stream: Stream): void;
  failed(stream: Stream, failure: StreamFailure): void;
  /** It broke the protocol on the stream. */
  faulted(stream: Stream): void;
  settings(bytes: Buffer, from: number, to: number): void;
  /** The other side takes more, on a stream or, for 0, on all together. False: nothing is being sent there. */
  widened(stream: number, bytes: number): boolean;
  goingAway(last: number, code: number): void;
}

/** Does what the frames of a connection say. Throws a ConnectionFault for those that break the protocol. */
export class FrameHandler implements FrameListener {
  readonly #decoder = new HpackDecoder();
  readonly #flood = new FloodGuard();
  #assembly: HeaderAssembly | undefined;
  #settled = false;
  #window = CONNECTION_WINDOW_BYTES;
  #unacknowledged = 0;
  /** Stream of the present DATA frame; undefined when it is over. */
  #stream: Stream | undefined;

  readonly #target: FrameTarget;

  constructor(target: FrameTarget) {
    this.#target = target;
  }

  dataBegan(id: number, length: number): void {
    this.#check(frames.DATA, id);
    if (!this.#target.wasOpened(id)) throw new ConnectionFault(PROTOCOL_ERROR, 'DATA on a stream that is not open');
    this.#receiveWindow(length);
    const stream = this.#target.stream(id);
    this.#stream = stream;
    if (length === 0) this.#flood.count();
    else this.#flood.progress();
    if (stream === undefined) return;
    if (length > stream.receiveWindow) throw new ConnectionFault(FLOW_CONTROL_ERROR, 'more DATA than allowed');
    stream.receiveWindow -= length;
    stream.unacknowledged += length;
    if (stream.headed) return;
    this.#stream = undefined;
    this.#target.faulted(stream);
  }

  data(bytes: Buffer, from: number, to: number): void {
    this.#stream?.listener.data(bytes, from, to);
  }

  dataEnded(endsStream: boolean): void {
    const stream = this.#stream;
    this.#stream = undefined;
    // Its listener may have given it up.
    if (stream === undefined || this.#target.stream(stream.id) !== stream) return;
    if (endsStream) this.#target.ended(stream);
    else if (stream.unacknowledged >= STREAM_WINDOW_BYTES / 2) {
      writeWindowUpdate(this.#target, stream.id, stream.unacknowledged);
      stream.receiveWindow += stream.unacknowledged;
      stream.unacknowledged = 0;
    }
  }

  frame(type: number, flags: number, id: number, bytes: Buffer, from: number, to: number): void {
    this.#check(type, id);
    if (type === frames.HEADERS) this.#headers(flags, id, bytes, from, to);
    else if (type === frames.CONTINUATION) this.#continuation(flags, bytes, from, to);
    else if (this.#control(type, flags, id, bytes, from, to)) this.#flood.progress();
    else this.#flood.count();
  }

  /** Streams and the order of frames are right. */
  #check(type: number, id: number): void {
    if (!this.#settled && type !== frames.SETTINGS) throw new ConnectionFault(PROTOCOL_ERROR, 'no SETTINGS at first');
    const inBlock = this.#assembly !== undefined;
    if (inBlock !== (type === frames.CONTINUATION))
      throw new ConnectionFault(PROTOCOL_ERROR, 'header block broken off');
    if (inBlock && id !== this.#assembly!.stream)
      throw new ConnectionFault(PROTOCOL_ERROR, 'CONTINUATION of another stream');
    const place = PLACES[type];
    if (place === 'stream' && id === 0) throw new ConnectionFault(PROTOCOL_ERROR, 'frame without its stream');
    if (place === 'connection' && id !== 0)
      throw new ConnectionFault(PROTOCOL_ERROR, 'frame of a stream that has none');
  }

  #headers(flags: number, id: number, bytes: Buffer, start: number, end: number): void {
    let from = start;
    let to = end;
    if (flags & frames.PADDED) {
      if (from === to) throw new ConnectionFault(FRAME_SIZE_ERROR, 'HEADERS without the length of its padding');
      to -= bytes[from++]!;
    }
    if (flags & frames.HAS_PRIORITY) from += PRIORITY_BYTES;
    // As Go: only the stream is at fault.
    if (from > to) {
      const stream = this.#target.stream(id);
      if (stream !== undefined) this.#target.faulted(stream);
      return;
    }
    const ends = (flags & frames.END_STREAM) !== 0;
    if (flags & frames.END_HEADERS) this.#block(id, ends, bytes, from, to);
    else this.#assembly = new HeaderAssembly(id, ends, bytes, from, to);
  }

  #continuation(flags: number, bytes: Buffer, from: number, to: number): void {
    const assembly = this.#assembly!;
    this.#flood.count();
    assembly.add(bytes, from, to);
    if (!(flags & frames.END_HEADERS)) return;
    this.#assembly = undefined;
    this.#block(assembly.stream, assembly.endsStream, assembly.held.bytes, 0, assembly.held.length);
  }

  #block(id: number, ends: boolean, bytes: Buffer, from: number, to: number): void {
    // Read also where nobody waits for it: the table changes.
    const block = this.#decoder.decode(bytes, from, to);
    const stream = this.#target.stream(id);
    if (stream === undefined) {
      this.#flood.count();
      return;
    }
    const outcome = receiveHeaders(stream, block, ends);
    if (outcome === 'interim') this.#flood.count();
    else this.#flood.progress();
    if (outcome === 'fault') this.#target.faulted(stream);
    else if (ends && this.#target.stream(id) === stream) this.#target.ended(stream);
  }

  /** True: it brings a request forward. */
  #control(type: number, flags: number, id: number, bytes: Buffer, from: number, to: number): boolean {
    const length = to - from;
    const wanted = LENGTHS[type];
    if (wanted !== undefined && wanted !== length)
      throw new ConnectionFault(FRAME_SIZE_ERROR, 'frame of a wrong length');
    switch (type) {
      case frames.RST_STREAM: {
        const stream = this.#target.stream(id);
        if (stream === undefined) return false;
        this.#target.failed(stream, { kind: 'reset', code: frames.readUint32(bytes, from) });
        return true;
      }
      case frames.SETTINGS:
        this.#settings(flags, bytes, from, to);
        return false;
      case frames.PUSH_PROMISE:
        throw new ConnectionFault(PROTOCOL_ERROR, 'PUSH_PROMISE, which was refused');
      case frames.PING:
        if (!(flags & frames.ACK)) writePong(this.#target, bytes, from);
        return false;
      case frames.GOAWAY:
        if (length < LEAST_GOAWAY_BYTES) throw new ConnectionFault(FRAME_SIZE_ERROR, 'GOAWAY too short');
        this.#target.goingAway(frames.readUint31(bytes, from), frames.readUint32(bytes, from + 4));
        return false;
      case frames.WINDOW_UPDATE:
        return this.#target.widened(id, frames.readUint31(bytes, from));
      default:
        return false;
    }
  }

  #settings(flags: number, bytes: Buffer, from: number, to: number): void {
    if (flags & frames.ACK) {
      if (to > from) throw new ConnectionFault(FRAME_SIZE_ERROR, 'acknowledgement with settings');
      if (!this.#settled) throw new ConnectionFault(PROTOCOL_ERROR, 'acknowledgement before SETTINGS');
      return;
    }
    this.#settled = true;
    this.#target.settings(bytes, from, to);
    writeSettingsAck(this.#target);
  }

  #receiveWindow(length: number): void {
    if (length > this.#window) throw new ConnectionFault(FLOW_CONTROL_ERROR, 'more DATA than allowed');
    this.#window -= length;
    this.#unacknowledged += length;
    if (this.#unacknowledged < CONNECTION_WINDOW_BYTES / 2) return;
    writeWindowUpdate(this.#target, 0, this.#unacknowledged);
    this.#window += this.#unacknowledged;
    this.#unacknowledged = 0;
  }
}

const PRIORITY_BYTES = 5;
const LEAST_GOAWAY_BYTES = 8;

/** What a frame belongs to. Of WINDOW_UPDATE it may be either. */
const PLACES: Readonly<Record<number, 'stream' | 'connection'>> = {
  [frames.DATA]: 'stream',
  [frames.HEADERS]: 'stream',
  [frames.PRIORITY]: 'stream',
  [frames.RST_STREAM]: 'stream',
  [frames.SETTINGS]: 'connection',
  [frames.PUSH_PROMISE]: 'stream',
  [frames.PING]: 'connection',
  [frames.GOAWAY]: 'connection',
  [frames.CONTINUATION]: 'stream',
};

/** Frames that have one length only. */
const LENGTHS: Readonly<Record<number, number>> = {
  [frames.PRIORITY]: PRIORITY_BYTES,
  [frames.RST_STREAM]: 4,
  [frames.PING]: PING_BYTES,
  [frames.WINDOW_UPDATE]: 4,
};
