import { errors } from '../../base/errors/index.js';
import type { Host } from '../../base/host.js';
import { show } from '../../base/problems.js';
import { fromFlags } from '../../options/from-flags.js';
import { row } from '../../options/row.js';
import { globalRows } from '../../options/table/global.js';
import { text, toggle } from '../../schema/scalars.js';
import type { Spot } from '../../schema/spot.js';
import { plainType, type ValueType } from '../../schema/value-type.js';
import type { Target, TargetUrls } from '../../target/target.js';
import type { Command } from '../command.js';

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

const own = { group: 'command', env: false, in: [] } as const;
const rows = {
  helloPort: row({ type: port, fallback: 8000, ...own, help: 'port of the hello server; 0 takes any free one' }),
  bookingPort: row({ type: port, fallback: 8080, ...own, help: 'port of the concert booking service' }),
  port: row({ type: port, fallback: 8090, ...own, help: 'port of the general routes' }),
  host: row({ type: text, fallback: '127.0.0.1', placeholder: '<address>', ...own, help: 'address to listen on' }),
  latency: row({
    type: factor,
    fallback: 1,
    ...own,
    help: 'stretches the answers of the booking service; 0 = at once',
  }),
  json: row({ type: toggle, fallback: false, ...own, help: 'tell the addresses as one line of JSON' }),
};

export const targetCommand: Command = {
  usage: 'target',
  about:
    'Serves something to test against, until Ctrl-C: a server that says hello in two parts, a concert booking service ' +
    'that sells each seat once, and /, /delay/:ms, /status/:code, /bytes/:n, /echo, with exact counts at /stats.',
  rows,
  examples: ['salvo target', 'salvo target --port 9000 --latency 0'],
  async run(argv, host) {
    const { own: given, positional } = fromFlags(argv, globalRows, rows);
    if (positional.length > 0) throw errors.tooManyArguments('target', positional);
    const { startTarget } = await import('../../target/target.js');
    const { latency, json, ...settings } = Object.fromEntries(given);
    await using target = await startTarget({
      ...settings,
      ...(latency === undefined ? {} : { latencyFactor: latency as number }),
    });
    host.stdout.write(json === true ? `${JSON.stringify(target.urls)}\n` : welcome(target.urls));
    await stopped(host);
    if (json !== true) host.stdout.write(farewell(target));
    return 'ok';
  },
};

const welcome = ({ hello, booking, general }: TargetUrls): string =>
  [
    `hello     ${hello}  "Hello" at once, "Node.js" after 2 s`,
    `booking   ${booking}  /api/waiting-queue, /api/concerts`,
    `general   ${general}  /, /delay/:ms, /status/:code, /bytes/:n, /echo, /stats, /reset`,
    'Ctrl-C ends it.',
    '',
  ].join('\n');

function farewell(target: Target): string {
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
