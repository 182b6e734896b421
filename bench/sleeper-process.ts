// Connections that ask and sleep a second, again and again, on bare sockets and timers, in a process of its own: what Node
// and the machine make of a sleep(1) when nothing stands between. Sends a SleeperReport. Arguments: port, connections, seconds.
import { connect } from 'node:net';
import { resourceUsage } from 'node:process';

export interface SleeperReport {
  readonly requests: number;
  readonly peakMemoryBytes: number;
  readonly cpuMs: number;
  readonly windowMs: number;
  /** How long after its due instant a sleep ended, in ms. */
  readonly sleepLatenessP99: number;
}

const [port = 0, connections = 0, seconds = 0] = process.argv.slice(2).map(Number);
const REQUEST = `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`;
const SLEEP_MS = 1000;

const lateness: number[] = [];
let requests = 0;

function begin(): void {
  const socket = connect(port, '127.0.0.1');
  socket.setNoDelay(true);
  let dueMs = 0;
  const ask = (): void => void socket.write(REQUEST, 'latin1');
  const wake = (): void => {
    lateness.push(Math.max(0, performance.now() - dueMs));
    ask();
  };
  socket.once('connect', ask);
  // The server's answers are small: each comes in one piece.
  socket.on('data', () => {
    requests++;
    dueMs = performance.now() + SLEEP_MS;
    setTimeout(wake, SLEEP_MS);
  });
}

for (let i = 0; i < connections; i++) begin();
setTimeout(() => {
  const { maxRSS, userCPUTime, systemCPUTime } = resourceUsage();
  lateness.sort((a, b) => a - b);
  const report: SleeperReport = {
    requests,
    peakMemoryBytes: maxRSS * 1024,
    windowMs: seconds * 1000,
    cpuMs: (userCPUTime + systemCPUTime) / 1000,
    sleepLatenessP99: lateness[Math.ceil(lateness.length * 0.99) - 1] ?? Number.NaN,
  };
  process.send!(report, () => process.exit(0));
}, seconds * 1000);
