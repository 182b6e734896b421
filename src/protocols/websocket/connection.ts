import { Buffer } from 'node:buffer';
import type { ResponseHead } from '../http/h1/response-head.js';
import { type Dialling, type DialOptions, dial } from '../net/dial.js';
import { addressText } from '../net/endpoint.js';
import { failures } from '../net/failures.js';
import type { ByteReceiver, Link } from '../net/link.js';
import type { Network } from '../net/network.js';
import { socketFailure } from '../net/system-failures.js';
import type { Traffic } from '../net/traffic.js';
import { WireCounter } from '../net/wire-counter.js';
import { closeCodes } from './close-codes.js';
import type { ConnectionListener } from './connection-listener.js';
import type { FrameFault } from './frame-fault.js';
import { type FrameListener, FrameReader } from './frame-reader.js';
import { closeFrame, type FrameForm, frameOf, messageFrame, textFrame } from './frames.js';
import { hangUp } from './hang-up.js';
import { OPCODES } from './opcodes.js';
import { Opening, type OpeningListener, type Refusal } from './opening.js';
import type { Agreement, UpgradeRequest } from './upgrade.js';

const DIAL_OPTIONS: DialOptions = { alpn: ['http/1.1'], sharedMemory: true, tunnel: true };
const PLAIN: FrameForm = { masked: true, deflate: false };
const DEFLATED: FrameForm = { masked: true, deflate: true };

/** The client's side of one WebSocket, from its TCP connection on. */
export class WebSocketConnection implements ByteReceiver, FrameListener, OpeningListener {
  readonly #listener: ConnectionListener;
  readonly #traffic: Traffic;
  #dialling: Dialling | undefined;
  #opening: Opening | undefined;
  #link: Link | undefined;
  #counter: WireCounter | undefined;
  #reader: FrameReader | undefined;
  #form = PLAIN;
  /** Frames that go out together; undefined while each goes out at once. */
  #batch: Buffer[] | undefined;
  #closeSent = false;
  /** How it ended has been told. */
  #told = false;
  #over = false;

  constructor(listener: ConnectionListener, traffic: Traffic) {
    this.#listener = listener;
    this.#traffic = traffic;
  }

  open(network: Network, request: UpgradeRequest): void {
    const opening = new Opening(request, this, () => this.#timedOut());
    this.#opening = opening;
    this.#dialling = dial(network, request.url, DIAL_OPTIONS, {
      opened: (link) => this.#dialled(link, opening),
      failed: ({ detail }) => opening.fail(detail),
    });
  }

  get remoteIp(): string {
    return this.#link?.remoteIp ?? '';
  }

  /** A close frame has gone out: nothing but it can. */
  get closeSent(): boolean {
    return this.#closeSent;
  }

  /** Bytes that the system has not taken yet. */
  get unsentBytes(): number {
    return this.#link?.socket.writableLength ?? 0;
  }

  sendText(text: string): void {
    this.#write(textFrame(text, this.#form));
  }

  sendBinary(bytes: Uint8Array): void {
    this.#write(messageFrame(OPCODES.binary, bytes, this.#form));
  }

  sendPing(payload: string): void {
    this.#write(frameOf(OPCODES.ping, Buffer.from(payload), true));
  }

  /** Says that this side is done; once. */
  sendClose(code: number, reason: string): void {
    if (this.#closeSent) return;
    this.#write(closeFrame(code, reason, true));
    this.#closeSent = true;
  }

  /** What is sent from now on goes out with `release`, in one piece. */
  hold(): void {
    this.#batch = this.#over ? undefined : [];
  }

  release(): void {
    const batch = this.#batch;
    this.#batch = undefined;
    if (batch !== undefined && batch.length > 0) this.#write(batch.length === 1 ? batch[0]! : Buffer.concat(batch));
  }

  /** Whoever is told of messages has too many of them: nothing is read until `goOn`. */
  pause(): void {
    this.#link?.socket.pause();
  }

  goOn(): void {
    if (!this.#over) this.#link?.socket.resume();
  }

  /** Ends it, behind what was written; the listener is not called any more. */
  end(): void {
    if (this.#over) return;
    this.release();
    this.#over = true;
    this.#opening?.drop();
    this.#dialling?.cancel();
    this.#reader?.stop();
    this.#counter?.count();
    if (this.#link !== undefined) hangUp(this.#link.socket);
  }

  /** Brings the traffic up to date. */
  countTraffic(): void {
    this.#counter?.count();
  }

  #dialled(link: Link, opening: Opening): void {
    this.#dialling = undefined;
    this.#link = link;
    this.#counter = new WireCounter(link.tcp, this.#traffic);
    const { socket } = link;
    socket.on('error', (error) => this.#failed(socketFailure(error, link.address)?.detail ?? error.message));
    socket.once('end', () => this.#ended());
    socket.once('close', () => this.#ended());
    link.receive(this);
    // A tunnel has paused it.
    if (socket.isPaused()) socket.resume();
    socket.write(opening.ask(), 'latin1');
  }

  // What the link calls.

  received(bytes: Buffer, length: number): void {
    if (this.#opening !== undefined) this.#opening.read(bytes, length);
    else this.#reader?.read(bytes, length);
  }

  // What the opening calls.

  agreed(head: ResponseHead, agreement: Agreement, bytes: Buffer, from: number, end: number): void {
    this.#opening = undefined;
    if (agreement.deflate) this.#form = DEFLATED;
    this.#reader = new FrameReader(this, agreement.deflate ? DEFLATED_BACK : PLAIN_BACK);
    this.#listener.opened(head, agreement);
    if (from < end) this.#reader.read(bytes.subarray(from, end), end - from);
  }

  refused(refusal: Refusal): void {
    if (this.#over) return;
    this.end();
    this.#listener.refused(refusal);
  }

  // What the frame reader calls.

  text(text: string): void {
    this.#listener.text(text);
  }

  binary(bytes: Buffer): void {
    this.#listener.binary(bytes);
  }

  ping(payload: Buffer): void {
    if (!this.#closeSent) this.#write(frameOf(OPCODES.pong, payload, true));
    this.#listener.ping();
  }

  pong(payload: Buffer): void {
    this.#listener.pong(payload.toString('latin1'));
  }

  closing(code: number, reason: string): void {
    this.sendClose(code, '');
    this.#told = true;
    this.#listener.closing(code, reason);
  }

  unreadable({ code, text }: FrameFault): void {
    const ownLimit = code === closeCodes.tooBig;
    if (code !== 0) this.sendClose(code, ownLimit ? '' : text);
    this.#told = true;
    this.#listener.broken({ text: ownLimit ? text : code === 0 ? '' : CLOSE_SENT, ownLimit });
  }

  #write(frame: Buffer): void {
    if (this.#batch !== undefined) this.#batch.push(frame);
    else if (!this.#over) this.#link?.socket.write(frame);
  }

  #timedOut(): void {
    const address = this.#link === undefined ? undefined : addressesOf(this.#link);
    this.#opening?.fail(address === undefined ? 'dial: i/o timeout' : `read tcp ${address}: i/o timeout`);
  }

  #ended(): void {
    if (this.#over || this.#told) return;
    if (this.#opening !== undefined) this.#opening.ended();
    else {
      this.#stopReading();
      this.#listener.closing(closeCodes.abnormal, 'unexpected EOF');
    }
  }

  #failed(text: string): void {
    if (this.#over || this.#told) return;
    const address = addressesOf(this.#link!);
    if (this.#opening !== undefined) {
      const { text: reset } = failures.reset('');
      this.#opening.fail(text.endsWith(reset) ? failures.reset(address).detail : text);
      return;
    }
    this.#stopReading();
    this.#listener.broken({ text: failures.brokenPipe(address).detail, ownLimit: false });
  }

  /** The end is told once, whatever the socket says of it. */
  #stopReading(): void {
    this.#reader?.stop();
    this.#closeSent = true;
    this.end();
  }
}

/** The error of who writes behind a close frame. */
export const CLOSE_SENT = 'websocket: close sent';

const PLAIN_BACK = { masked: false, deflate: false };
const DEFLATED_BACK = { masked: false, deflate: true };

/** Both ends; that of a socket which is gone is not known any more. */
function addressesOf({ tcp, address }: Link): string {
  const { localAddress, localPort = 0 } = tcp;
  return localAddress === undefined ? address : `${addressText(localAddress, localPort)}->${address}`;
}
