import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { SocketCounts } from '../counts.js';
import { ChatRooms } from './chat-rooms.js';
import { type Conversation, ServerSocket } from './server-socket.js';

type Endpoint = (socket: ServerSocket, query: URLSearchParams) => Conversation;

/** Where the target speaks WebSocket, by path. */
export class SocketEndpoints {
  readonly #counts: SocketCounts;
  readonly #open = new Set<Duplex>();
  readonly #byPath: Readonly<Record<string, Endpoint | undefined>>;

  constructor(counts: SocketCounts) {
    const rooms = new ChatRooms();
    this.#counts = counts;
    this.#byPath = {
      '/ws/echo': (socket) => ({
        text: (text) => socket.sendText(text),
        binary: (bytes) => socket.sendBinary(bytes),
      }),
      '/ws/chat': (socket, query) => rooms.enter(query.get('room') ?? '', query.get('user') ?? '', socket),
    };
  }

  /** For an HTTP server's event of this name. */
  readonly upgrade = (request: IncomingMessage, socket: Duplex, firstBytes: Buffer): void => {
    const { pathname, searchParams } = new URL(request.url!, 'http://target');
    const endpoint = Object.hasOwn(this.#byPath, pathname) ? this.#byPath[pathname] : undefined;
    socket.on('error', () => {});
    if (endpoint === undefined || request.headers['sec-websocket-key'] === undefined) {
      socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
      return;
    }
    this.#open.add(socket);
    socket.once('close', () => this.#open.delete(socket));
    const accepted = new ServerSocket(socket, this.#counts);
    accepted.accept(request);
    accepted.conversation = endpoint(accepted, searchParams);
    accepted.read(firstBytes);
  };

  /** Ends all of them. */
  closeAll(): void {
    for (const socket of this.#open) socket.destroy();
  }
}
