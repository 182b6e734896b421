import { createSocket, type Socket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import type { SampleBatch } from '../../metrics/sample-source.js';
import { type Destination, SendFailure } from '../destination.js';
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

/** Nobody says what arrives. What the system does not take, because nobody listens there, is lost and counted. */
class StatsdDestination implements Destination {
  readonly description: string;
  readonly #settings: StatsdSettings;
  readonly #linesOf: (batch: SampleBatch) => string[];
  #socket!: Socket;
  #refused: Error | undefined;

  constructor(settings: StatsdSettings) {
    this.#settings = settings;
    this.#linesOf = statsdLines(settings);
    const { name, at } = settings;
    this.description = `${name} (${at.host}:${at.port})`;
  }

  async open(): Promise<void> {
    const { host, port } = this.#settings.at;
    const { address } = await lookup(host || 'localhost');
    this.#socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4');
    this.#socket.connect(port, address);
    await once(this.#socket, 'connect');
    // That nobody listens is known after a datagram was sent, and belongs to what comes next.
    this.#socket.on('error', (error) => {
      this.#refused = error;
    });
  }

  async send(batches: readonly SampleBatch[]): Promise<void> {
    for (const batch of batches)
      for (const datagram of this.#datagrams(this.#linesOf(batch))) await this.#put(datagram);
    const refused = this.#refused;
    this.#refused = undefined;
    if (refused) throw new SendFailure(refused.message, 'drop');
  }

  async close(): Promise<void> {
    this.#socket.close();
  }

  #put(datagram: string): Promise<void> {
    return new Promise((resolve) => {
      this.#socket.send(datagram, (error) => {
        if (error) this.#refused = error;
        resolve();
      });
    });
  }

  *#datagrams(lines: readonly string[]): Generator<string> {
    let waiting: string[] = [];
    let bytes = 0;
    for (const line of lines) {
      const length = Buffer.byteLength(line) + 1;
      if (waiting.length === this.#settings.bufferSize || (waiting.length > 0 && bytes + length > MOST_BYTES)) {
        yield waiting.join('\n');
        waiting = [];
        bytes = 0;
      }
      waiting.push(line);
      bytes += length;
    }
    if (waiting.length > 0) yield waiting.join('\n');
  }
}
