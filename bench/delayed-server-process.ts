// The process behind delayed-server.ts: answers every request after a known delay and notes how long it really took,
// from the first byte it saw to the answer handed to the system. Counts on clients that don't pipeline.
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

const delayMs = Number(process.argv[2]);
const ANSWER = Buffer.from('HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok');

let delays: number[] = [];
const server = createServer({ noDelay: true }, (socket) => {
  socket.on('data', (head) => {
    const seen = performance.now();
    if (head.at(-1) !== 10) throw new Error('a request in parts: this server takes only whole ones');
    setTimeout(() => {
      if (socket.destroyed) return;
      socket.write(ANSWER);
      delays.push(performance.now() - seen);
    }, delayMs);
  });
  socket.on('error', () => socket.destroy());
});
server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 });
await once(server, 'listening');
process.on('SIGINT', () => {});
process.once('disconnect', () => process.exit());
process.on('message', (percents: number[]) => {
  const sorted = delays.sort((a, b) => a - b);
  process.send!(percents.map((percent) => sorted[Math.ceil((sorted.length * percent) / 100) - 1] ?? 0));
  delays = [];
});
process.send!((server.address() as AddressInfo).port);
