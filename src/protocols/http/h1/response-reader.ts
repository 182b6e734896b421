import type { Buffer } from 'node:buffer';
import { type Failure, failures } from '../../net/failures.js';
import { HeldBytes } from '../../net/held-bytes.js';
import { BodyCollector } from '../body-collector.js';
import type { Bytes } from '../bytes.js';
import { isBodiless, SWITCHING_PROTOCOLS } from '../statuses.js';
import { ChunkReader } from './chunk-reader.js';
import { HeadCache } from './head-cache.js';
import { HeadFault } from './head-fault.js';
import { checkColon } from './header-lines.js';
import { CHUNKED, checkStatusLine, ResponseHead, UNTIL_CLOSE } from './response-head.js';
import { MAX_HEADER_BYTES, notRead, TOO_LONG } from './unread.js';

/** What a reader tells of a response: its head, if that can be read, and once how it ended. */
export interface ResponseListener {
  headed(head: ResponseHead): void;
  /** `clean`: nothing came behind it, and another one may. */
  completed(body: Bytes | null, clean: boolean): void;
  unreadable(failure: Failure): void;
  /** For who has asked for it: the server speaks another protocol from `from` on. */
  switched?(bytes: Buffer, from: number, end: number): void;
}

/** Longer heads are seldom equal to another one. */
const MAX_CACHED_BYTES = 2048;

type State = 'idle' | 'head' | 'length' | 'chunks' | 'untilClose';

/** The thread's own. */
const cache = new HeadCache();

/** Reads the responses of one connection, one after another, from the pieces in which their bytes come. */
export class ResponseReader {
  #state: State = 'idle';
  #begun = false;
  #bodiless = false;
  #keepBody = true;
  /** Of responses that only announce one. */
  #interimBytes = 0;
  /** The beginning of a head whose end has not come. */
  #held: HeldBytes | null = null;
  /** How far what is held has been searched for the end. */
  #searched = 0;
  #left = 0;
  #chunks: ChunkReader | null = null;
  #body: BodyCollector | null = null;

  readonly #listener: ResponseListener;

  constructor(listener: ResponseListener) {
    this.#listener = listener;
  }

  /** A request goes out: from now on its response is expected. `toHead`: its method is HEAD. */
  expect(toHead: boolean, keepBody: boolean): void {
    this.#state = 'head';
    this.#begun = false;
    this.#bodiless = toHead;
    this.#keepBody = keepBody;
    this.#interimBytes = 0;
  }

  /** Nothing more is wanted of the response; what came of its body. */
  drop(): Bytes | null {
    this.#state = 'idle';
    this.#held = null;
    return this.#body?.take() ?? null;
  }

  /** Reads `bytes` up to `end`; the memory is the caller's again afterwards. False: they belong to no response. */
  read(bytes: Buffer, end: number): boolean {
    if (end === 0) return true;
    this.#begun = true;
    switch (this.#state) {
      case 'head':
        this.#readHead(bytes, end);
        return true;
      case 'length':
        this.#readLength(bytes, 0, end);
        return true;
      case 'chunks':
        this.#readChunks(bytes, 0, end);
        return true;
      case 'untilClose':
        if (this.#keepBody) this.#collector.add(bytes, 0, end, UNTIL_CLOSE);
        return true;
      default:
        return false;
    }
  }

  /** The server has closed its side. */
  ended(): void {
    switch (this.#state) {
      case 'idle':
        return;
      case 'untilClose':
        this.#complete(false);
        return;
      case 'head':
        this.#fail(this.#begun ? notRead(faultOfHalfHead(this.#held)) : failures.other('EOF'));
        return;
      default:
        this.#fail(failures.other('unexpected EOF'));
    }
  }

  #readHead(piece: Buffer, pieceEnd: number): void {
    let bytes = piece;
    let end = pieceEnd;
    if (this.#held !== null) {
      this.#held.add(piece, pieceEnd);
      bytes = this.#held.bytes;
      end = this.#held.length;
    }
    const searched = this.#searched;
    this.#searched = 0;
    const head = cache.find(bytes, end) ?? this.#parsed(bytes, searched, end);
    if (head === undefined) return;
    this.#held = null;
    const from = head.text.length;
    if (head.status >= 100 && head.status < 200 && head.status !== SWITCHING_PROTOCOLS) {
      this.#interimBytes += head.text.length;
      if (this.#interimBytes > MAX_HEADER_BYTES) this.#fail(notRead(TOO_LONG));
      else if (from < end) this.#readHead(bytes.subarray(from, end), end - from);
      return;
    }
    this.#listener.headed(head);
    this.#startBody(head, bytes, from, end);
  }

  /** Undefined while its end has not come, or when it can't be read. */
  #parsed(bytes: Buffer, searched: number, end: number): ResponseHead | undefined {
    const headEnd = endOfHead(bytes, searched, end);
    try {
      if (headEnd < 0) {
        this.#hold(bytes, end);
        return undefined;
      }
      const head = new ResponseHead(bytes.toString('latin1', 0, headEnd));
      if (headEnd <= MAX_CACHED_BYTES) cache.add(head);
      return head;
    } catch (error) {
      if (!(error instanceof HeadFault)) throw error;
      this.#fail(notRead(error.message));
      return undefined;
    }
  }

  #hold(bytes: Buffer, end: number): void {
    if (end > MAX_HEADER_BYTES) throw new HeadFault(TOO_LONG);
    // What is not HTTP may never come to the end of a head; the first line shows it at once.
    const lineEnd = bytes.indexOf(LF);
    if (lineEnd >= 0 && lineEnd < end) checkStatusLine(bytes.toString('latin1', 0, lineEnd));
    this.#held ??= new HeldBytes(bytes, end);
    // An end may lie across the seam.
    this.#searched = Math.max(0, end - END_BYTES);
  }

  #startBody(head: ResponseHead, bytes: Buffer, from: number, end: number): void {
    const { status, bodyLength } = head;
    if (status === SWITCHING_PROTOCOLS && this.#listener.switched !== undefined) {
      this.#state = 'idle';
      this.#listener.switched(bytes, from, end);
    } else if (this.#bodiless || bodyLength === 0 || isBodiless(status)) {
      this.#complete(from === end);
    } else if (bodyLength === CHUNKED) {
      this.#state = 'chunks';
      this.#chunks = new ChunkReader();
      if (from < end) this.#readChunks(bytes, from, end);
    } else if (bodyLength === UNTIL_CLOSE) {
      this.#state = 'untilClose';
      if (this.#keepBody) this.#collector.add(bytes, from, end, UNTIL_CLOSE);
    } else {
      this.#state = 'length';
      this.#left = bodyLength;
      if (from < end) this.#readLength(bytes, from, end);
    }
  }

  #readLength(bytes: Buffer, from: number, end: number): void {
    const to = Math.min(end, from + this.#left);
    if (this.#keepBody) this.#collector.add(bytes, from, to, this.#left);
    this.#left -= to - from;
    if (this.#left === 0) this.#complete(to === end);
  }

  #readChunks(bytes: Buffer, from: number, end: number): void {
    const chunks = this.#chunks!;
    const at = chunks.read(bytes, from, end, this.#keepBody ? this.#collector : null);
    if (chunks.fault !== '') this.#fail(failures.other(chunks.fault));
    else if (chunks.done) this.#complete(at === end);
  }

  get #collector(): BodyCollector {
    this.#body ??= new BodyCollector();
    return this.#body;
  }

  #complete(clean: boolean): void {
    this.#state = 'idle';
    this.#chunks = null;
    this.#listener.completed(this.#body?.take() ?? null, clean);
  }

  #fail(failure: Failure): void {
    this.#state = 'idle';
    this.#held = null;
    this.#listener.unreadable(failure);
  }
}

/** What Go finds wrong with a head that ends before its end: the line that is cut is read like any other. */
function faultOfHalfHead(held: HeldBytes | null): string {
  const text = held?.bytes.toString('latin1', 0, held.length) ?? '';
  const lines = text.split('\n');
  const cut = lines.at(-1)!;
  try {
    if (lines.length === 1) checkStatusLine(cut);
    else if (cut !== '') checkColon(cut);
  } catch (error) {
    if (!(error instanceof HeadFault)) throw error;
    return error.message;
  }
  return 'unexpected EOF';
}

const LF = 10;
const CR = 13;
/** Of the longest form of an empty line behind another: CR LF CR LF. */
const END_BYTES = 4;

/** Where the empty line ends that ends a head; -1 when it has not come. Lines may end with LF alone. */
function endOfHead(bytes: Buffer, from: number, end: number): number {
  for (let at = from; at < end; at++) {
    if (bytes[at] !== LF) continue;
    if (bytes[at + 1] === LF && at + 1 < end) return at + 2;
    if (bytes[at + 1] === CR && bytes[at + 2] === LF && at + 2 < end) return at + 3;
  }
  return -1;
}
