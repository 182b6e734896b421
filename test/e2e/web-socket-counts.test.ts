// What the tool has counted of WebSockets is what the server has, for any number of workers, also when a run is cut short.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startSalvo } from '../helpers/cli.js';
import { counterIn } from '../helpers/output.js';
import { tempFolder } from '../helpers/temp.js';
import { type SocketServer, socketServer } from '../helpers/web-socket-servers.js';

const SCRIPTS: Readonly<Record<string, string>> = {
  'k6/ws': `
    import ws from 'k6/ws';
    export { options } from './options.js';
    export default function () {
      let left = ENDLESS ? Infinity : 10;
      ws.connect('URL', (socket) => {
        socket.on('open', () => { for (let i = 0; i < 3; i++) socket.send('hello ' + i); });
        socket.on('message', (text) => { if (--left > 2) socket.send(text); else if (left === 0) socket.close(); });
      });
    }`,
  'k6/websockets': `
    import { WebSocket } from 'k6/websockets';
    export { options } from './options.js';
    export default function () {
      let left = ENDLESS ? Infinity : 10;
      const socket = new WebSocket('URL');
      socket.onopen = () => { for (let i = 0; i < 3; i++) socket.send('hello ' + i); };
      socket.onmessage = ({ data }) => { if (--left > 2) socket.send(data); else if (left === 0) socket.close(); };
    }`,
};

interface Counts {
  readonly sessions: number;
  readonly sent: number;
  readonly received: number;
}

/** Runs a script; `cut`: until all of its users talk. */
async function counted(server: SocketServer, script: string, workers: number, cut: boolean): Promise<Counts> {
  const scenario = cut
    ? { executor: 'constant-vus', vus: 6, duration: '10m' }
    : { executor: 'per-vu-iterations', vus: 6, iterations: 5 };
  await using folder = await tempFolder({
    'options.js': `export const options = ${JSON.stringify({ scenarios: { scenario } })};`,
  });
  const path = await folder.write('script.js', script.replace('URL', server.url).replace('ENDLESS', String(cut)));
  const cli = startSalvo(['run', `--workers=${workers}`, path]);
  if (cut) {
    await server.untilTalking(6);
    cli.kill('SIGINT');
  }
  const { stdout, stderr, code } = await cli.done;
  assert.equal(code, cut ? 105 : 0, stdout + stderr);
  await server.untilAllClosed();
  return {
    sessions: counterIn(stdout, 'ws_sessions'),
    sent: counterIn(stdout, 'ws_msgs_sent'),
    // Without a line when the first answers were still on their way.
    received: stdout.includes('ws_msgs_received') ? counterIn(stdout, 'ws_msgs_received') : 0,
  };
}

for (const [module, script] of Object.entries(SCRIPTS)) {
  // Those of `k6/websockets` count close frames as sent, as k6's do.
  const [closes, closeCode] = module === 'k6/ws' ? [0, '1001'] : [1, '1000'];
  for (const workers of [1, 2, 3]) {
    test(`${module}: all messages of complete iterations, on ${workers} workers`, async () => {
      await using server = await socketServer();
      const { sessions, sent, received } = await counted(server, script, workers, false);
      assert.deepEqual([sessions, sent, received], [30, 30 * (10 + closes), 300]);
      assert.deepEqual([server.sessions, server.received, server.sent], [30, 300, 300]);
    });

    test(`${module}: what was sent until the run was cut short, on ${workers} workers`, async () => {
      await using server = await socketServer();
      const { sessions, sent, received } = await counted(server, script, workers, true);
      assert.deepEqual([sessions, sent], [server.sessions, server.received]);
      // Some are still on their way.
      assert.ok(received <= server.sent, `${received} of ${server.sent}`);
      assert.deepEqual(server.closes, Array(6).fill(closeCode));
    });
  }
}
