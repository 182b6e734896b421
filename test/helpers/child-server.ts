// A server in a process of its own, for tests that look at it from outside.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tempFolder } from './temp.js';

/** `/work` computes for 3 ms; `/cpu` tells the CPU of this process in ms; `/end` ends it. */
const SERVER = `
  const http = require('node:http');
  const serve = () => {
    const server = http.createServer((request, response) => {
      if (request.url === '/end') process.exit();
      const { user, system } = process.cpuUsage();
      const until = performance.now() + 3;
      if (request.url === '/work') while (performance.now() < until);
      response.end(request.url === '/cpu' ? String((user + system) / 1000) : 'ok');
    });
    server.listen(0, '127.0.0.1', () => console.log(server.address().port));
  };
`;
/** The parent listens and its children answer. */
const CLUSTER = `
  const cluster = require('node:cluster');
  if (cluster.isPrimary) {
    const children = [cluster.fork(), cluster.fork()];
    process.once('SIGTERM', () => { for (const child of children) child.kill('SIGKILL'); process.exit(); });
  } else {
    serve();
  }
`;

export interface ChildServer extends AsyncDisposable {
  readonly pid: number;
  readonly port: number;
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts `server.js` on a free port of the loopback. */
export async function childServer(kind: 'alone' | 'cluster' = 'alone'): Promise<ChildServer> {
  const folder = await tempFolder({ 'server.js': SERVER + (kind === 'cluster' ? CLUSTER : 'serve();') });
  const child = spawn(process.execPath, [`${folder.path}/server.js`], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  // All children of a cluster share the port and each of them tells it.
  const [told] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
  const port = Number.parseInt(told, 10);
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    await folder.remove();
  };
  return { pid: child.pid!, port, url: `http://127.0.0.1:${port}`, stop, [Symbol.asyncDispose]: stop };
}
