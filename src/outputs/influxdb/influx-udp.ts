import type { Destination, Sendable } from '../destination.js';
import { hostAndPort } from '../push/push-url.js';
import { UdpPush } from '../push/udp-push.js';
import type { InfluxSettings } from './influx-settings.js';

/** InfluxDB's UDP service: lines alone. Its database stands in the server's configuration. */
export class InfluxUdp<Batch extends Sendable> implements Destination<Batch> {
  readonly description: string;
  readonly #udp: UdpPush;
  readonly #render: (batches: readonly Batch[]) => string;

  constructor(settings: InfluxSettings, render: (settings: InfluxSettings) => (batches: readonly Batch[]) => string) {
    const { url, payloadBytes } = settings;
    this.#udp = new UdpPush(hostAndPort(url), { bytes: payloadBytes, lines: Number.POSITIVE_INFINITY });
    this.#render = render(settings);
    this.description = `InfluxDBv1 (udp://${url.host})`;
  }

  open(): Promise<void> {
    return this.#udp.open();
  }

  send(batches: readonly Batch[]): Promise<void> {
    return this.#udp.send(this.#render(batches).trimEnd().split('\n'));
  }

  async close(): Promise<void> {
    this.#udp.close();
  }
}
