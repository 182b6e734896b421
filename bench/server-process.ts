// The process behind server.ts. It reads no HTTP: a request is what ends in an empty line, so only requests without a
// body are counted rightly. Ends with its parent.
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

const END = Buffer.from('\r\n\r\n');
const BODY = 'x'.repeat(Number(process.argv[2] ?? 15));
const ANSWER = Buffer.from(
  `HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: ${BODY.length}\r\n\r\n${BODY}`,
);

let requests = 0;
const sockets = new Set<Socket>();

const server = createServer({ noDelay: true }, (socket) => {
  sockets.add(socket);
  // The last bytes of a chunk that may be the beginning of an end.
  let rest = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    const data = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let ends = 0;
    let from = 0;
    for (let at = data.indexOf(END); at >= 0; at = data.indexOf(END, from)) {
      ends++;
      from = at + END.length;
    }
    rest = from === data.length ? rest.subarray(0, 0) : data.subarray(Math.max(from, data.length - END.length + 1));
    requests += ends;
    if (ends === 1) socket.write(ANSWER);
    else if (ends > 1) socket.write(Buffer.concat(Array<Buffer>(ends).fill(ANSWER)));
  });
  socket.on('error', () => socket.destroy());
  socket.once('close', () => sockets.delete(socket));
});

server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 });
await once(server, 'listening');
process.on('SIGINT', () => {});
process.once('disconnect', () => {
  server.close();
  for (const socket of sockets) socket.destroy();
});
process.on('message', (question: string) => process.send!(answerTo(question)));

function answerTo(question: string): number {
  if (question === 'port') return (server.address() as AddressInfo).port;
  if (question === 'cpu') {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  }
  const before = requests;
  if (question === 'reset') requests = 0;
  return before;
}
