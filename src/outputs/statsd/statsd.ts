import type { SampleBatch } from '../../metrics/sample-source.js';
import type { Destination } from '../destination.js';
import { UdpPush } from '../push/udp-push.js';
import { QueuedOutput } from '../queued-output.js';
import type { MakeOutput } from '../types.js';
import { statsdLines } from './statsd-lines.js';
import { readStatsdSettings, type StatsdName, type StatsdSettings } from './statsd-settings.js';

/** What a datagram may be long without being cut on its way. */
const MOST_BYTES = 1432;
const MOST_PER_SEND = 2000;

/** `--out statsd[=host:port]` and `--out datadog[=host:port]`: a line for each sample, over UDP. */
export const statsd =
  (name: StatsdName): MakeOutput =>
  (argument, { env }) => {
    const settings = readStatsdSettings(name, argument, env);
    const terms = { flushEveryMs: settings.pushIntervalMs, mostPerSend: MOST_PER_SEND, sendsAtOnce: 1 };
    return new QueuedOutput(new StatsdDestination(settings), terms);
  };

class StatsdDestination implements Destination {
  readonly description: string;
  readonly #udp: UdpPush;
  readonly #linesOf: (batch: SampleBatch) => string[];

  constructor(settings: StatsdSettings) {
    const { name, at, bufferSize } = settings;
    this.#linesOf = statsdLines(settings);
    this.#udp = new UdpPush(at, { bytes: MOST_BYTES, lines: bufferSize });
    this.description = `${name} (${at.host}:${at.port})`;
  }

  open(): Promise<void> {
    return this.#udp.open();
  }

  send(batches: readonly SampleBatch[]): Promise<void> {
    return this.#udp.send(batches.flatMap(this.#linesOf));
  }

  async close(): Promise<void> {
    this.#udp.close();
  }
}
