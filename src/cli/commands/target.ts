import type { Host } from '../../base/host.js';
import { show } from '../../base/problems.js';
import { text, toggle } from '../../schema/scalars.js';
import type { Spot } from '../../schema/spot.js';
import { plainType, type ValueType } from '../../schema/value-type.js';
import type { Target, TargetUrls } from '../../target/target.js';
import { noArgument } from '../arguments.js';
import type { Command } from '../command.js';
import { ownFlag, readOwnFlags } from '../own-flags.js';

const readPort = (written: unknown, spot: Spot): number | undefined => {
  const port = /^\d+$/.test(String(written)) ? Number(written) : Number.NaN;
  return port <= 65_535 ? port : spot.problem(`must be a port from 0 to 65535, got ${show(written)}`);
};
const port: ValueType<number> = plainType({ placeholder: '<port>', fromText: readPort, fromJson: readPort });

const readFactor = (written: unknown, spot: Spot): number | undefined => {
  const factor = Number(written);
  return factor >= 0 && factor <= 1000 ? factor : spot.problem(`must be a number from 0 to 1000, got ${show(written)}`);
};
const factor: ValueType<number> = plainType({ placeholder: '<factor>', fromText: readFactor, fromJson: readFactor });

const rows = {
  helloPort: ownFlag({ type: port, fallback: 8000, help: 'port of the hello server; 0 takes any free one' }),
  bookingPort: ownFlag({ type: port, fallback: 8080, help: 'port of the concert booking service' }),
  port: ownFlag({ type: port, fallback: 8090, help: 'port of the general routes' }),
  host: ownFlag({ type: text, fallback: '127.0.0.1', placeholder: '<address>', help: 'address to listen on' }),
  latency: ownFlag({
    type: factor,
    fallback: 1,
    help: 'stretches the answers of the booking service; 0 = at once',
  }),
  json: ownFlag({ type: toggle, fallback: false, help: 'tell the addresses as one line of JSON' }),
};

export const targetCommand: Command = {
  usage: 'target',
  about:
    'Serves something to test against, until Ctrl-C: a server that says hello in two parts, a concert booking service ' +
    'that sells each seat once, and /, /delay/:ms, /status/:code, /bytes/:n, /echo, WebSockets at /ws/echo and ' +
    '/ws/chat?room=NAME&user=NAME, with exact counts at /stats.',
  rows,
  examples: ['salvo target', 'salvo target --port 9000 --latency 0'],
  async run(argv, host) {
    const { flags, positional } = readOwnFlags(argv, rows);
    noArgument('target', positional);
    const { startTarget } = await import('../../target/target.js');
    const { latency: latencyFactor, json, ...settings } = flags;
    await using target = await startTarget({ ...settings, latencyFactor });
    host.stdout.write(json ? `${JSON.stringify(target.urls)}\n` : addressLines(target.urls));
    await stopped(host);
    if (!json) host.stdout.write(countsLine(target));
    return 'ok';
  },
};

const addressLines = ({ hello, booking, general }: TargetUrls): string =>
  [
    `hello     ${hello}  "Hello" at once, "Node.js" after 2 s`,
    `booking   ${booking}  /api/waiting-queue, /api/concerts`,
    `general   ${general}  /, /delay/:ms, /status/:code, /bytes/:n, /echo, /ws/echo, /ws/chat, /stats, /reset`,
    'Ctrl-C ends it.',
    '',
  ].join('\n');

function countsLine(target: Target): string {
  const { answered, dropped } = target.stats();
  return `${answered} requests answered, ${dropped} dropped by clients\n`;
}

function stopped(host: Host): Promise<void> {
  const over = new AbortController();
  return new Promise((resolve) => {
    host.onSignal(() => {
      over.abort();
      resolve();
    }, over.signal);
  });
}
