// WebSockets of the comparison: what a connection is given is in its query, what it sends is kept with its request.
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { FrameReader } from '../../../src/protocols/websocket/frame-reader.js';
import { closeFrame, frameOf, messageFrame, textFrame } from '../../../src/protocols/websocket/frames.js';
import { OPCODES } from '../../../src/protocols/websocket/opcodes.js';
import { acceptFor } from '../../../src/protocols/websocket/upgrade.js';
import type { RecordedRequest, ServerRecord } from './record.js';

const FORM = { masked: false, deflate: false };

/**
 * `status`, `key`, `header`: the answer. `hex`: bytes that follow it. `text`, `binary`, `ping`, `close=CODE,REASON`: frames.
 * `then=end`, `then=reset`: what comes behind the first message of the client. `silent`: nothing comes back.
 */
export function answerSocket(request: IncomingMessage, socket: Socket, record: ServerRecord): void {
  const recorded = record.add(request);
  const keyAt = recorded.headers.findIndex((header) => header.startsWith('Sec-WebSocket-Key: '));
  if (keyAt >= 0) (recorded.headers as string[])[keyAt] = 'Sec-WebSocket-Key: …';
  socket.on('error', () => {});
  const { searchParams: query } = new URL(request.url!, 'http://here');
  const status = query.get('status');
  if (status !== null) {
    socket.end(`HTTP/1.1 ${status} Word\r\nContent-Length: 4\r\nX-One: 1\r\n\r\nbody`);
    return;
  }
  const headers = query.getAll('header').map((header) => `${header}\r\n`);
  const accept = query.get('key') ?? acceptFor(request.headers['sec-websocket-key'] ?? '');
  const head = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade'].join('\r\n');
  socket.write(`${head}\r\nSec-WebSocket-Accept: ${accept}\r\n${headers.join('')}\r\n`);
  socket.write(Buffer.concat([...query].map(([name, value]) => given(name, value))));
  listen(socket, query, recorded);
}

function given(name: string, value: string): Buffer {
  switch (name) {
    case 'hex':
      return Buffer.from(value, 'hex');
    case 'text':
      return textFrame(value, FORM);
    case 'binary':
      return messageFrame(OPCODES.binary, Buffer.from(value), FORM);
    case 'ping':
      return frameOf(OPCODES.ping, Buffer.from(value), false);
    case 'close': {
      const [code, reason = ''] = value.split(',');
      return closeFrame(Number(code), reason, false);
    }
    default:
      return Buffer.alloc(0);
  }
}

function listen(socket: Socket, query: URLSearchParams, recorded: RecordedRequest): void {
  const send = (frame: Buffer): void => {
    if (!query.has('silent')) socket.write(frame);
  };
  const hear = (what: string): void => {
    recorded.body += `${what}\n`;
    if (query.get('then') === 'end') socket.end();
    if (query.get('then') === 'reset') socket.resetAndDestroy();
  };
  const reader = new FrameReader(
    {
      text(text) {
        hear(`text ${text}`);
        send(textFrame(text, FORM));
      },
      binary(bytes) {
        hear(`binary ${bytes.toString('hex')}`);
        send(messageFrame(OPCODES.binary, bytes, FORM));
      },
      ping(payload) {
        hear(`ping ${payload}`);
        send(frameOf(OPCODES.pong, payload, false));
      },
      pong: (payload) => hear(`pong ${payload}`),
      closing(code, reason) {
        hear(`close ${code} ${reason}`);
        send(closeFrame(code, reason, false));
        socket.end();
      },
      unreadable: ({ text }) => hear(`unreadable ${text}`),
    },
    { masked: true, deflate: false },
  );
  socket.on('data', (bytes: Buffer) => reader.read(bytes, bytes.length));
}
