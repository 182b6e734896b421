import { epochMs } from '../../base/clock.js';
import { expectTaken, HttpPush } from '../push/http-push.js';
import { amzDate, awsAuthorization, sha256Hex } from '../push/sigv4.js';
import type { SeriesTotal } from '../series/totals.js';
import { type TotalsDestination, TotalsOutput } from '../series/totals-output.js';
import { fileSetting } from '../setting-values.js';
import type { MakeOutput, OutputFacts, OutputHost } from '../types.js';
import { snappy } from '../wire/snappy.js';
import { type RemoteWriteSettings, readRemoteWriteSettings } from './rw-settings.js';
import { WriteRequests } from './write-request.js';

/** `--out prometheus-rw[=URL]`: series since the run began, for any receiver of Prometheus' remote write. */
export const remoteWrite: MakeOutput = (argument, host) => {
  const settings = readRemoteWriteSettings(argument, host.env);
  return new TotalsOutput(new RemoteWrite(settings, host), settings.pushIntervalMs);
};

const HEADERS = {
  'content-encoding': 'snappy',
  'content-type': 'application/x-protobuf',
  'x-prometheus-remote-write-version': '0.1.0',
};

class RemoteWrite implements TotalsDestination {
  readonly description: string;
  readonly #settings: RemoteWriteSettings;
  readonly #host: OutputHost;
  #requests!: WriteRequests;
  #http!: HttpPush;

  constructor(settings: RemoteWriteSettings, host: OutputHost) {
    this.#settings = settings;
    this.#host = host;
    const { origin, pathname } = settings.url;
    this.description = `Prometheus remote write (${origin}${pathname})`;
  }

  async open({ features }: OutputFacts): Promise<void> {
    const { trends } = this.#settings;
    const asHistogram = trends.asHistogram || features.includes('native-histograms');
    this.#requests = new WriteRequests({ ...trends, asHistogram });
    const { url, headers, insecure, minVersion, certificate, key } = this.#settings;
    const { cwd } = this.#host;
    const [cert, privateKey] = await Promise.all([
      fileSetting('prometheus-rw', 'K6_PROMETHEUS_RW_CLIENT_CERTIFICATE', certificate, cwd),
      fileSetting('prometheus-rw', 'K6_PROMETHEUS_RW_CLIENT_CERTIFICATE_KEY', key, cwd),
    ]);
    const tls = { insecure, minVersion, cert, key: privateKey };
    this.#http = new HttpPush({ url, headers, tls, env: this.#host.env });
  }

  push(series: readonly SeriesTotal[], timeMs: number, signal: AbortSignal): Promise<void> {
    return this.#send(this.#requests.of(series, timeMs), signal);
  }

  async finish(series: readonly SeriesTotal[], timeMs: number, signal: AbortSignal): Promise<void> {
    if (this.#settings.staleMarkers) await this.#send(this.#requests.staleMarkers(series, timeMs), signal);
  }

  async close(): Promise<void> {
    this.#http.close();
  }

  async #send(request: Buffer, signal: AbortSignal): Promise<void> {
    const body = snappy(request);
    expectTaken(await this.#http.post(this.#settings.url.search, body, { ...HEADERS, ...this.#signed(body) }, signal));
  }

  #signed(body: Uint8Array): Record<string, string> {
    const { aws, url } = this.#settings;
    if (!aws) return {};
    const bodySha256 = sha256Hex(body);
    const date = amzDate(epochMs());
    const added = { 'x-amz-content-sha256': bodySha256, 'x-amz-date': date };
    const headers = { ...HEADERS, ...added, host: url.host };
    const parts = { method: 'POST', path: url.pathname, headers, bodySha256, amzDate: date };
    return { ...added, Authorization: awsAuthorization(aws, parts) };
  }
}
