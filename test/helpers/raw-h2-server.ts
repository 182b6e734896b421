// An HTTP/2 server that answers with frames as they are, so that it can break every rule.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type TLSSocket } from 'node:tls';
import { HpackDecoder } from '../../src/protocols/h2/hpack/decoder.js';
import { testCertificates } from './tls.js';

/** A frame; the length is that of its payload, unless it lies. */
export function frame(
  type: number,
  flags: number,
  stream: number,
  payload: Uint8Array | string = '',
  length = -1,
): Buffer {
  const bytes = typeof payload === 'string' ? Buffer.from(payload, 'latin1') : payload;
  const head = Buffer.alloc(9);
  head.writeUIntBE(length < 0 ? bytes.length : length, 0, 3);
  head.writeUInt8(type, 3);
  head.writeUInt8(flags, 4);
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, bytes]);
}

export const uint32 = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [i, value] of values.entries()) bytes.writeUInt32BE(value >>> 0, i * 4);
  return bytes;
};

export const setting = (number: number, value: number): Buffer =>
  Buffer.concat([Buffer.from([0, number]), uint32(value)]);

/** A header block that needs no table: each field as it is. */
export const block = (...fields: readonly (readonly [string, string])[]): Buffer =>
  Buffer.concat(fields.flatMap(([name, value]) => [Buffer.from([0]), text(name), text(value)]));

function text(value: string): Buffer {
  const bytes = Buffer.from(value, 'latin1');
  const head: number[] = [Math.min(bytes.length, 127)];
  for (let rest = bytes.length - 127; bytes.length >= 127; rest >>= 7) {
    head.push(rest >= 128 ? (rest & 127) | 128 : rest);
    if (rest < 128) break;
  }
  return Buffer.concat([Buffer.from(head), bytes]);
}

/** One request: where it can be answered. */
export interface RawRequest {
  readonly id: number;
  /** Value of its header `x-case`. */
  readonly name: string;
  /** Of this connection. */
  readonly socket: TLSSocket;
  send(...frames: Uint8Array[]): void;
}

export interface RawH2Server extends AsyncDisposable {
  readonly port: number;
  readonly url: string;
  /** Names of requests, resets that clients have sent by their code, codes of GOAWAYs, acknowledgements of pings. */
  readonly seen: {
    names: string[];
    resets: number[];
    goAways: number[];
    pongs: number;
    connections: number;
    bodies: number;
  };
}

interface RawOptions {
  /** What the server says before anything else; its SETTINGS. */
  readonly greeting?: Uint8Array;
  readonly port?: number;
}

const PREFACE_BYTES = 24;
const [DATA, HEADERS, RST_STREAM, SETTINGS, PING, GOAWAY] = [0, 1, 3, 4, 6, 7];
const END_STREAM = 1;

/** `answer` is called when a request has come whole. */
export async function rawH2Server(
  answer: (request: RawRequest) => void,
  options: RawOptions = {},
): Promise<RawH2Server> {
  const { server: certificate } = testCertificates();
  const sockets = new Set<TLSSocket>();
  const seen: RawH2Server['seen'] = { names: [], resets: [], goAways: [], pongs: 0, connections: 0, bodies: 0 };
  const server = createServer({ ...certificate, ALPNProtocols: ['h2'] }, (socket) => {
    sockets.add(socket);
    seen.connections++;
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    socket.write(options.greeting ?? frame(SETTINGS, 0, 0));
    serve(socket, seen, answer);
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `https://localhost:${port}`,
    seen,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function serve(socket: TLSSocket, seen: RawH2Server['seen'], answer: (request: RawRequest) => void): void {
  const decoder = new HpackDecoder();
  const open = new Map<number, RawRequest>();
  let held = Buffer.alloc(0);
  let greeted = false;
  const take = (type: number, flags: number, id: number, payload: Buffer): void => {
    if (type === HEADERS) {
      const decoded = decoder.decode(payload, 0, payload.length);
      const name = decoded.valueOf('x-case') ?? '';
      seen.names.push(name);
      const send = (...frames: Uint8Array[]): void => void (socket.destroyed || socket.write(Buffer.concat(frames)));
      open.set(id, { id, name, socket, send });
    }
    if (type === DATA) seen.bodies += payload.length;
    if ((type === HEADERS || type === DATA) && flags & END_STREAM) {
      const request = open.get(id);
      open.delete(id);
      if (request !== undefined) answer(request);
    }
    if (type === RST_STREAM) seen.resets.push(payload.readUInt32BE(0));
    if (type === GOAWAY) seen.goAways.push(payload.readUInt32BE(4));
    if (type === PING && flags & 1) seen.pongs++;
  };
  socket.on('data', (chunk: Buffer) => {
    held = Buffer.concat([held, chunk]);
    if (!greeted && held.length >= PREFACE_BYTES) {
      greeted = true;
      held = held.subarray(PREFACE_BYTES);
    }
    while (greeted && held.length >= 9 && held.length >= 9 + held.readUIntBE(0, 3)) {
      const length = held.readUIntBE(0, 3);
      const whole = held.subarray(0, 9 + length);
      held = held.subarray(9 + length);
      take(whole[3]!, whole[4]!, whole.readUInt32BE(5), whole.subarray(9));
    }
  });
}
