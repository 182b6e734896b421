// What is left in the heap of connections that end badly. By hand, with many of each:
// node dist/test/protocols/websocket/fault-soak.js 10000
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Network } from '../../../src/protocols/net/network.js';
import { parseUrl } from '../../../src/protocols/net/url.js';
import { WebSocketConnection } from '../../../src/protocols/websocket/connection.js';
import { type RawAnswer, rawServer } from '../../helpers/web-socket-servers.js';
import { DEFAULTS } from '../../k6/http/http-vu.js';

const FAULTS: Readonly<Record<string, RawAnswer>> = {
  ...Object.fromEntries(
    Array.from({ length: 16 }, (_, i) => [`close${1000 + i}`, { bytes: `880203${(0xe8 + i).toString(16)}` }]),
  ),
  nothing: { bytes: '8800' },
  end: { after: 'end' },
  cut: { bytes: '8105aabb', after: 'end' },
  reset: { bytes: '8105aabb', after: 'reset' },
  utf8: { bytes: '8102ff00880203e8' },
  reason: { bytes: '880403e8ff00' },
  rsv: { bytes: 'c10161' },
  opcode: { bytes: '830161' },
  masked: { bytes: '8181000000006161' },
  fragmented: { bytes: '090161' },
  huge: { bytes: '827f0000001000000000' },
  large: { bytes: '827f0000000010000000aabbcc', after: 'end' },
  missing: { head: 'HTTP/1.1 404 N\r\nContent-Length: 4\r\n\r\nnope', after: 'end' },
  wrongkey: { head: 'HTTP/1.1 101 S\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: A\r\n\r\n' },
  garbage: { head: 'garbage\r\n', after: 'end' },
  silent: { head: '', after: 'end' },
};
/** `refused`: where nobody listens. */
const NAMES = [...Object.keys(FAULTS), 'refused'];
const AT_ONCE = 20;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes that each fault leaves behind, by its name. */
export async function* soak(
  count: number,
  names: readonly string[] = NAMES,
): AsyncGenerator<readonly [name: string, bytes: number]> {
  await using server = await rawServer(FAULTS, false);
  const network = new Network(DEFAULTS, {});
  for (const name of names) {
    const url = name === 'refused' ? 'http://127.0.0.1:1/' : `${server.url.replace('ws', 'http')}/${name}`;
    await many(Math.ceil(count / 5), () => fail(network, url));
    const before = await heapBytes();
    await many(count, () => fail(network, url));
    yield [name, ((await heapBytes()) - before) / count];
  }
}

/** One connection, to its end. */
function fail(network: Network, url: string): Promise<void> {
  return new Promise((ended) => {
    const end = (): void => {
      connection.end();
      ended();
    };
    const connection = new WebSocketConnection(
      {
        opened: () => connection.sendText('now'),
        refused: () => ended(),
        text: () => {},
        binary: () => {},
        ping: () => {},
        pong: () => {},
        closing: end,
        broken: end,
      },
      { sent: 0, received: 0 },
    );
    connection.open(network, { url: parseUrl(url), host: 'x', userAgent: '', headers: [], deflate: false });
  });
}

async function many(count: number, one: () => Promise<void>): Promise<void> {
  let left = count;
  const worker = async (): Promise<void> => {
    while (left-- > 0) await one();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** When what has ended is gone. */
async function heapBytes(): Promise<number> {
  // Servers get a second to close their side.
  await new Promise((resolve) => setTimeout(resolve, 1200));
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}

if (process.argv[1] === import.meta.filename) {
  for await (const [name, bytes] of soak(Number(process.argv[2] ?? 10_000))) {
    console.log(`${name.padEnd(12)} ${bytes.toFixed(1).padStart(8)} bytes each`);
  }
}
