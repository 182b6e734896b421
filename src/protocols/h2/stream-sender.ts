import { Buffer } from 'node:buffer';
import { DATA, END_STREAM, FRAME_HEAD_BYTES, MOST_31_BITS, writeFrameHead } from './frame.js';

/** Bodies up to this length go out together with what stands before them. */
const SMALL_BYTES = 16 * 1024;
/** Of a large body at once: smaller pieces cost speed, larger ones make the count of what went out coarse. */
const PIECE_BYTES = 256 * 1024;
/** Longer frames save little and hold up other streams. */
const MOST_FRAME_BYTES = 64 * 1024;

/** What senders of a connection share. */
export interface SendingConnection {
  /** What the other side takes on all streams together. */
  sendWindow: number;
  /** Its longest frame. */
  readonly frameBytes: number;
  /** Puts a small frame to what goes out next. */
  writeData(stream: number, bytes: Uint8Array, ends: boolean): void;
  /** Sends frames now, behind what is waiting; tells when the system has taken them. */
  writeFrames(frames: Buffer, taken: () => void): void;
  /** The sender waits for the connection's window. */
  waits(sender: StreamSender): void;
}

/** Sends the body of one stream, as far as both windows allow and as fast as the socket takes it. */
export class StreamSender {
  /** All has been written, or nothing more will be. */
  done = false;
  #stopped = false;
  readonly #pieces: Buffer[] = [];
  /** What of the first piece has gone. */
  #gone = 0;
  #ends = false;
  /** Frames that the system has not taken yet. */
  #busy = false;

  readonly #connection: SendingConnection;
  readonly #stream: number;
  #window: number;
  readonly #sent: () => void;

  constructor(connection: SendingConnection, stream: number, window: number, sent: () => void) {
    this.#connection = connection;
    this.#stream = stream;
    this.#window = window;
    this.#sent = sent;
  }

  write(bytes: Buffer | undefined, ends: boolean): void {
    if (bytes !== undefined && bytes.length > 0) this.#pieces.push(bytes);
    this.#ends ||= ends;
    this.pump();
  }

  /** The other side takes more, or less. False: more than there may be. */
  widen(bytes: number): boolean {
    this.#window += bytes;
    return this.#window <= MOST_31_BITS;
  }

  /** The stream is over. */
  stop(): void {
    this.done = true;
    this.#stopped = true;
  }

  /** Sends what can be sent now. */
  pump(): void {
    if (this.#busy || this.done) return;
    if (this.#pieces.length === 0) {
      if (this.#ends) this.#writeLast(NOTHING);
      return;
    }
    const connection = this.#connection;
    const room = Math.min(this.#window, connection.sendWindow);
    if (room <= 0) {
      if (connection.sendWindow <= 0) connection.waits(this);
      return;
    }
    const [first] = this.#pieces;
    const left = first!.length - this.#gone;
    if (this.#pieces.length > 1 || left > SMALL_BYTES || left > room) this.#writePiece(room);
    else {
      const rest = first!.subarray(this.#gone);
      this.#take(left);
      if (this.#ends) this.#writeLast(rest);
      else connection.writeData(this.#stream, rest, false);
    }
  }

  #writeLast(bytes: Uint8Array): void {
    this.done = true;
    this.#connection.writeData(this.#stream, bytes, true);
    this.#sent();
  }

  /** Some frames in one write; the next ones when the system has taken them. */
  #writePiece(room: number): void {
    const waiting = this.#pieces.reduce((bytes, piece) => bytes + piece.length, -this.#gone);
    const bytes = Math.min(waiting, room, PIECE_BYTES);
    const longest = Math.min(this.#connection.frameBytes, MOST_FRAME_BYTES);
    const frames = Buffer.allocUnsafeSlow(bytes + Math.ceil(bytes / longest) * FRAME_HEAD_BYTES);
    const last = this.#ends && bytes === waiting;
    let at = 0;
    for (let left = bytes; left > 0; ) {
      const length = Math.min(left, longest);
      left -= length;
      writeFrameHead(length, DATA, last && left === 0 ? END_STREAM : 0, this.#stream, frames, at);
      at = this.#copy(frames, at + FRAME_HEAD_BYTES, length);
    }
    this.#busy = true;
    this.done = last;
    this.#connection.writeFrames(frames, () => {
      this.#busy = false;
      if (!last) this.pump();
      else if (!this.#stopped) this.#sent();
    });
  }

  /** Takes so many bytes from the pieces to a place; the place behind them. */
  #copy(out: Buffer, from: number, length: number): number {
    let at = from;
    while (at < from + length) {
      const piece = this.#pieces[0]!;
      const taken = Math.min(piece.length - this.#gone, from + length - at);
      piece.copy(out, at, this.#gone, this.#gone + taken);
      this.#take(taken);
      at += taken;
    }
    return at;
  }

  /** These bytes of the first piece are on their way. */
  #take(bytes: number): void {
    this.#gone += bytes;
    this.#window -= bytes;
    this.#connection.sendWindow -= bytes;
    if (this.#gone < this.#pieces[0]!.length) return;
    this.#pieces.shift();
    this.#gone = 0;
  }
}

const NOTHING = Buffer.alloc(0);
