// What outputs push to in outputs.ts: an HTTP server that reads bodies and answers 204, in a process of its own. It sends
// its port. Ends with its parent.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const server = createServer((request, response) => {
  request.resume().on('end', () => response.writeHead(204).end());
}).listen(0, '127.0.0.1');
await once(server, 'listening');
process.once('disconnect', () => process.exit());
process.send!((server.address() as AddressInfo).port);
