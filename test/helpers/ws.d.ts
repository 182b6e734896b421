// What tests and benchmarks use of ws, which has no types of its own: a WebSocket server that is not ours.
declare module 'ws' {
  import type { EventEmitter } from 'node:events';
  import type { IncomingMessage, Server } from 'node:http';

  export interface ServerSocket extends EventEmitter {
    readonly protocol: string;
    send(data: string | Uint8Array, options?: { readonly binary?: boolean }): void;
    ping(): void;
    close(code?: number, reason?: string): void;
    terminate(): void;
    on(event: 'message', listener: (data: Buffer, isBinary: boolean) => void): this;
    on(event: 'close', listener: (code: number, reason: Buffer) => void): this;
    on(event: 'error', listener: (error: Error) => void): this;
  }

  export class WebSocketServer extends EventEmitter {
    constructor(options: { readonly server: Server; readonly perMessageDeflate?: object | boolean });
    on(event: 'headers', listener: (headers: string[], request: IncomingMessage) => void): this;
    on(event: 'connection', listener: (socket: ServerSocket, request: IncomingMessage) => void): this;
  }

  export class Receiver extends EventEmitter {
    constructor(options: { readonly isServer: boolean });
    _write(chunk: Buffer, encoding: BufferEncoding, callback: () => void): void;
  }

  export class Sender {
    constructor(socket: never);
    send(data: string, options: { binary: boolean; mask: boolean; fin: boolean; compress: boolean }): void;
  }
}
