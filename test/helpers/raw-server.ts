// A server that speaks bytes: tests say what it answers to each request, and see exactly what came.
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

export interface RawRequest {
  readonly text: string;
  readonly socket: Socket;
  /** Requests on this connection before this one. */
  readonly onConnection: number;
  /** Requests before this one at all. */
  readonly index: number;
}

export interface RawServer extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  /** Every request as it came. */
  readonly requests: string[];
  readonly connections: number;
  readonly openConnections: number;
}

/** Calls `answer` once for each complete request (head, and a body of the stated length). */
export async function rawServer(answer: (request: RawRequest) => void): Promise<RawServer> {
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server: Server = createServer((socket) => {
    connections++;
    sockets.add(socket);
    let onConnection = 0;
    let received = '';
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      for (let length = requestLength(received); length > 0; length = requestLength(received)) {
        const text = received.slice(0, length);
        received = received.slice(length);
        requests.push(text);
        answer({ text, socket, onConnection: onConnection++, index: requests.length - 1 });
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests,
    get connections() {
      return connections;
    },
    get openConnections() {
      return sockets.size;
    },
    async [Symbol.asyncDispose]() {
      server.close();
      for (const socket of sockets) socket.destroy();
      if (server.listening) await once(server, 'close');
    },
  };
}

export interface DeafServer extends AsyncDisposable {
  readonly url: string;
}

/** Reads nothing of its own accord: the system's buffers fill up, unless a connection is told to resume. */
export async function deafServer(accept: (socket: Socket) => void): Promise<DeafServer> {
  const sockets = new Set<Socket>();
  const server = createServer({ pauseOnConnect: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    accept(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The length of the first request in a text; 0 while it is not complete. */
function requestLength(text: string): number {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return 0;
  const body = Number(/\r\ncontent-length: (\d+)/i.exec(text.slice(0, end))?.[1] ?? 0);
  return text.length >= end + 4 + body ? end + 4 + body : 0;
}

/** A whole response with a body of known length. */
export const respond = (status: string, body = '', headers: readonly string[] = []): string =>
  [`HTTP/1.1 ${status}`, ...headers, `Content-Length: ${Buffer.byteLength(body)}`, '', body].join('\r\n');
