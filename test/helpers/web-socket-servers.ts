// WebSocket servers on a free port of the loopback: one of the package ws, with exact counts, and one that sends any bytes.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer as createHttpServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { type ServerSocket, WebSocketServer } from 'ws';

export interface SocketServer extends AsyncDisposable {
  /** With the scheme ws. */
  readonly url: string;
  readonly port: number;
  readonly sessions: number;
  readonly open: number;
  /** Messages that came, and those that went out. */
  readonly received: number;
  readonly sent: number;
  readonly pings: number;
  /** Requests for the upgrade, and the codes and reasons of close frames. */
  readonly requests: readonly IncomingMessage[];
  readonly closes: readonly string[];
  /** Called with the headers of each answer. */
  onHeaders(listener: (headers: string[], request: IncomingMessage) => void): void;
  /** Resolves when so many clients have sent something. */
  untilTalking(clients: number): Promise<void>;
  /** Resolves when nobody is connected any more. */
  untilAllClosed(): Promise<void>;
}

type Send = (...messages: (string | Uint8Array)[]) => void;

export interface SocketServerSettings {
  /** What happens when somebody has connected; by default nothing. */
  readonly connected?: (socket: ServerSocket, send: Send, request: IncomingMessage) => void;
  /** By default messages come back. */
  readonly message?: (data: Buffer, isBinary: boolean, send: Send) => void;
  readonly deflate?: boolean;
}

export async function socketServer(settings: SocketServerSettings = {}): Promise<SocketServer> {
  const made = new Counted(settings);
  made.server.listen(0, '127.0.0.1');
  await once(made.server, 'listening');
  return made;
}

class Counted implements SocketServer {
  readonly server: Server = createHttpServer((_request, response) => response.writeHead(426).end('no WebSocket'));
  sessions = 0;
  open = 0;
  received = 0;
  sent = 0;
  pings = 0;
  readonly requests: IncomingMessage[] = [];
  readonly closes: string[] = [];
  readonly #sockets: WebSocketServer;
  readonly #open = new Set<ServerSocket>();
  #talking = 0;
  #allClosed: (() => void)[] = [];

  constructor(settings: SocketServerSettings) {
    const parameters = { serverNoContextTakeover: true, clientNoContextTakeover: true, threshold: 0 };
    this.#sockets = new WebSocketServer({
      server: this.server,
      perMessageDeflate: settings.deflate ? parameters : false,
    });
    this.#sockets.on('connection', (socket, request) => this.#connected(socket, request, settings));
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `ws://127.0.0.1:${this.port}`;
  }

  onHeaders(listener: (headers: string[], request: IncomingMessage) => void): void {
    this.#sockets.on('headers', listener);
  }

  async untilTalking(clients: number): Promise<void> {
    while (this.#talking < clients) await new Promise(setImmediate);
  }

  untilAllClosed(): Promise<void> {
    return new Promise((resolve) => {
      if (this.open === 0) resolve();
      else this.#allClosed.push(resolve);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#open) socket.terminate();
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  #connected(
    socket: ServerSocket,
    request: IncomingMessage,
    { connected, message = echo }: SocketServerSettings,
  ): void {
    this.sessions++;
    this.open++;
    this.requests.push(request);
    this.#open.add(socket);
    const send: Send = (...messages) => {
      this.sent += messages.length;
      for (const data of messages) socket.send(data);
    };
    socket.on('error', () => {});
    socket.on('ping' as never, () => this.pings++);
    socket.once('message', () => this.#talking++);
    socket.on('message', (data, isBinary) => {
      this.received++;
      message(data, isBinary, send);
    });
    socket.on('close', (code, reason) => {
      this.closes.push(reason.length === 0 ? String(code) : `${code} ${reason}`);
      this.#open.delete(socket);
      if (--this.open === 0) for (const resolve of this.#allClosed.splice(0)) resolve();
    });
    connected?.(socket, send, request);
  }
}

const echo = (data: Buffer, isBinary: boolean, send: Send): void => send(isBinary ? data : data.toString());

/** What a server that keeps no rules does, by the path of the request. */
export interface RawAnswer {
  /** The whole answer to the request; without it the upgrade is agreed to. */
  readonly head?: string;
  /** What follows it, in hexadecimal. */
  readonly bytes?: string;
  readonly after?: 'end' | 'reset';
}

export interface RawServer extends AsyncDisposable {
  readonly url: string;
  /** All that came behind requests, unmasked frames as text: `8:1002 RSV1 set`. */
  readonly frames: readonly string[];
}

/** Answers `/name` as `answers.name` says. `keeps`: what came can be looked at. */
export async function rawServer(answers: Readonly<Record<string, RawAnswer>>, keeps = true): Promise<RawServer> {
  const frames: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => {});
    socket.once('data', (head) => {
      answerTo(head.toString(), socket, answers);
      socket.on('data', (bytes) => {
        if (keeps) frames.push(...framesIn(bytes));
      });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    frames,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

function answerTo(request: string, socket: Socket, answers: Readonly<Record<string, RawAnswer>>): void {
  const { head, bytes = '', after } = answers[/^GET \/(\w*)/.exec(request)?.[1] ?? ''] ?? {};
  const key = /Sec-WebSocket-Key: (.*)\r/.exec(request)![1]!;
  const accept = createHash('sha1')
    .update(key + GUID)
    .digest('base64');
  const agreed = `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`;
  socket.write(Buffer.concat([Buffer.from(head ?? agreed), Buffer.from(bytes, 'hex')]));
  if (after === 'end') socket.end();
  // A reset takes away what has not been read: it waits for a word of the client.
  if (after === 'reset') socket.once('data', () => socket.resetAndDestroy());
}

/** Small ones, each of them whole in one piece. */
function framesIn(bytes: Buffer): string[] {
  const frames: string[] = [];
  for (let at = 0; at + 6 <= bytes.length; ) {
    const length = bytes[at + 1]! & 0x7f;
    const key = bytes.subarray(at + 2, at + 6);
    const payload = Buffer.from(bytes.subarray(at + 6, at + 6 + length).map((byte, i) => byte ^ key[i & 3]!));
    const opcode = bytes[at]! & 0x0f;
    const text =
      opcode === 8 && length >= 2 ? `${payload.readUInt16BE(0)} ${payload.subarray(2)}`.trim() : String(payload);
    frames.push(`${opcode}:${text}`);
    at += 6 + length;
  }
  return frames;
}
