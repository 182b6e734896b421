// The process behind web-sockets.ts: sends back each message as it came. It understands no more than the benchmark sends:
// whole frames of up to 125 bytes. Ends with its parent.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const HEAD_BYTES = 6;

let messages = 0;
const sockets = new Set<Socket>();

const server = createServer({ noDelay: true }, (socket) => {
  sockets.add(socket);
  socket.on('error', () => socket.destroy());
  socket.once('close', () => sockets.delete(socket));
  socket.once('data', (request) => {
    socket.write(agreementTo(request.toString('latin1')));
    let rest = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      const data = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      const { answer, read } = answerTo(data);
      rest = data.subarray(read);
      if (answer.length > 0) socket.write(answer);
    });
  });
});

/** Server and client have a head of different length: no mask comes back. */
function answerTo(data: Buffer): { readonly answer: Buffer; readonly read: number } {
  const answer = Buffer.allocUnsafe(data.length);
  let to = 0;
  let at = 0;
  while (at + HEAD_BYTES <= data.length) {
    const length = data[at + 1]! & 0x7f;
    if (at + HEAD_BYTES + length > data.length) break;
    const opcode = data[at]! & 0x0f;
    // A ping is answered by a pong, all else by itself.
    answer[to++] = 0x80 | (opcode === 9 ? 10 : opcode);
    answer[to++] = length;
    for (let i = 0; i < length; i++) answer[to++] = data[at + HEAD_BYTES + i]! ^ data[at + 2 + (i & 3)]!;
    at += HEAD_BYTES + length;
    messages++;
  }
  return { answer: answer.subarray(0, to), read: at };
}

function agreementTo(request: string): string {
  const key = /^sec-websocket-key: (.*)\r$/im.exec(request)![1]!;
  const accept = createHash('sha1')
    .update(key + GUID)
    .digest('base64');
  const head =
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ';
  return `${head}${accept}\r\n\r\n`;
}

server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 });
await once(server, 'listening');
process.once('disconnect', () => {
  server.close();
  for (const socket of sockets) socket.destroy();
});
process.on('message', (question: string) => {
  if (question === 'port') process.send!((server.address() as AddressInfo).port);
  else process.send!({ messages, sockets: sockets.size });
});
