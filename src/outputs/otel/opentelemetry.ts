import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { epochMs } from '../../base/clock.js';
import { GrpcPush } from '../push/grpc-push.js';
import { expectTaken, HttpPush, type PushTls } from '../push/http-push.js';
import type { SeriesTotal } from '../series/totals.js';
import { type TotalsDestination, TotalsOutput } from '../series/totals-output.js';
import { fileSetting } from '../setting-values.js';
import type { MakeOutput, OutputHost } from '../types.js';
import { ExportRequests } from './export-request.js';
import { NAME, type OtelSettings, readOtelSettings } from './otel-settings.js';

const compress = promisify(gzip);
const METHOD = '/opentelemetry.proto.collector.metrics.v1.MetricsService/Export';

/** `--out opentelemetry`: metrics for a collector, or what speaks its protocol. */
export const opentelemetry: MakeOutput = (argument, host) => {
  const settings = readOtelSettings(argument, host.env);
  return new TotalsOutput(new Collector(settings, host), settings.exportIntervalMs);
};

/** Brings one message there. */
interface Transport {
  send(message: Uint8Array, signal: AbortSignal): Promise<void>;
  close(): void;
}

class Collector implements TotalsDestination {
  readonly description: string;
  readonly #settings: OtelSettings;
  readonly #host: OutputHost;
  #requests!: ExportRequests;
  #transport!: Transport;

  constructor(settings: OtelSettings, host: OutputHost) {
    this.#settings = settings;
    this.#host = host;
    const { protocol, url } = settings;
    const security = url.protocol === 'http:' ? ' (insecure)' : '';
    const place = protocol === 'grpc' ? `${protocol}${security}, ${url.host}` : `${protocol}, ${url.href}`;
    this.description = `${NAME} (${place})`;
  }

  async open(): Promise<void> {
    this.#transport = this.#transportWith(await this.#tls());
    this.#requests = new ExportRequests(this.#settings, Math.floor(epochMs()));
  }

  async push(series: readonly SeriesTotal[], timeMs: number, signal: AbortSignal): Promise<void> {
    const made = this.#requests.of(series, timeMs);
    if (!made) return;
    const { request, arrived } = made;
    await this.#transport.send(this.#settings.compression === 'gzip' ? await compress(request) : request, signal);
    arrived();
  }

  async close(): Promise<void> {
    this.#transport.close();
  }

  #transportWith(tls: PushTls): Transport {
    const { protocol, url, headers, compression } = this.#settings;
    if (protocol === 'grpc') {
      const grpc = new GrpcPush(METHOD, { url, headers, tls, compression });
      return { send: (message, signal) => grpc.call(message, signal), close: () => grpc.close() };
    }
    const http = new HttpPush({ url, headers, tls, env: this.#host.env });
    const form = {
      'content-type': 'application/x-protobuf',
      ...(compression === 'gzip' ? { 'content-encoding': 'gzip' } : {}),
    };
    return {
      send: async (message, signal) => expectTaken(await http.post('', message, form, signal)),
      close: () => http.close(),
    };
  }

  async #tls(): Promise<PushTls> {
    const { insecure, files } = this.#settings;
    const { cwd } = this.#host;
    const [ca, cert, key] = await Promise.all([
      fileSetting(NAME, 'K6_OTEL_TLS_CERTIFICATE', files.ca, cwd),
      fileSetting(NAME, 'K6_OTEL_TLS_CLIENT_CERTIFICATE', files.cert, cwd),
      fileSetting(NAME, 'K6_OTEL_TLS_CLIENT_KEY', files.key, cwd),
    ]);
    return { insecure, ca, cert, key };
  }
}
