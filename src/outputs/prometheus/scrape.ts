import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { SampleBatch } from '../../metrics/sample-source.js';
import { type HostPort, hostPort } from '../host-port.js';
import { listen } from '../listen.js';
import { withRefused } from '../series/series-table.js';
import { Totals } from '../series/totals.js';
import { readTrendStats } from '../series/trend-stat.js';
import { listSetting } from '../setting-values.js';
import type { MakeOutput, Output, OutputFacts, OutputReport } from '../types.js';
import { Exposition } from './exposition.js';

const STATS = 'avg,min,med,max,p(90),p(95),p(99),count,sum';
const STATS_VARIABLE = 'K6_PROMETHEUS_RW_TREND_STATS';

/** `--out prometheus[=host:port]`: an endpoint that Prometheus scrapes while the run goes on. */
export const scrape: MakeOutput = (argument, { env }) => {
  const at = hostPort('prometheus', argument, { host: '127.0.0.1', port: 9464 });
  const names = listSetting(env[STATS_VARIABLE] || STATS);
  return new ScrapeEndpoint(at, new Exposition(readTrendStats('prometheus', STATS_VARIABLE, names)));
};

class ScrapeEndpoint implements Output {
  readonly description: string;
  readonly #totals = new Totals();
  readonly #server: Server = createServer((request, response) => this.#answer(request, response));
  readonly #at: HostPort;
  readonly #exposition: Exposition;
  #warn!: (text: string) => void;
  #scrapes = 0;
  #taken = 0;
  #refused = 0;

  constructor(at: HostPort, exposition: Exposition) {
    this.#at = at;
    this.#exposition = exposition;
    this.description = `prometheus (http://${at.host === '' ? '*' : at.host}:${at.port}/metrics)`;
  }

  async open({ warn }: OutputFacts): Promise<void> {
    this.#warn = warn;
    await listen(this.#server, 'prometheus', this.#at);
  }

  write(batch: SampleBatch): void {
    const refused = this.#totals.add(batch);
    this.#refused += refused;
    this.#taken += batch.length - refused;
  }

  async close(): Promise<OutputReport> {
    this.#server.close();
    this.#server.closeAllConnections();
    if (this.#scrapes === 0) this.#warn(`output ${this.description}: nobody has asked for it`);
    return { written: this.#taken, losses: withRefused([], this.#refused) };
  }

  #answer({ url = '' }: IncomingMessage, response: ServerResponse): void {
    const path = url.split('?', 1)[0];
    if (path !== '/metrics' && path !== '/') {
      response.writeHead(404).end();
      return;
    }
    this.#scrapes++;
    response.writeHead(200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' });
    response.end(this.#exposition.text(this.#totals.series()));
  }
}
