import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { basicAuthorization } from '../../protocols/net/basic-authorization.js';
import { type Destination, type Sendable, SendFailure } from '../destination.js';
import { expectTaken, HttpPush, type PushHeaders } from '../push/http-push.js';
import type { OutputFacts, OutputHost } from '../types.js';
import type { InfluxPlace, InfluxSettings } from './influx-settings.js';

const compress = promisify(gzip);

/** An InfluxDB of any version, or what speaks its line protocol over HTTP. */
export class InfluxDestination<Batch extends Sendable> implements Destination<Batch> {
  readonly description: string;
  readonly #http: HttpPush;
  readonly #settings: InfluxSettings;
  readonly #render: (batches: readonly Batch[]) => string;
  /** What is tried again must be the same points. */
  readonly #bodies = new WeakMap<readonly Batch[], string | Uint8Array>();
  #database: Promise<void> | undefined;
  #warn: (text: string) => void = () => {};

  constructor(
    settings: InfluxSettings,
    env: OutputHost['env'],
    render: (settings: InfluxSettings) => (batches: readonly Batch[]) => string,
  ) {
    const { url, insecure, proxy, place } = settings;
    this.#settings = settings;
    this.#render = render(settings);
    this.#http = new HttpPush({ url, tls: { insecure }, proxy, env, headers: authorization(settings) });
    this.description = `InfluxDBv${place.version} (${url.href.replace(/\/$/, '')})`;
  }

  async open({ warn }: OutputFacts): Promise<void> {
    this.#warn = warn;
  }

  async send(batches: readonly Batch[], signal: AbortSignal): Promise<void> {
    const { place, gzip } = this.#settings;
    if (place.version === 1) await this.#createDatabase(place.db, signal);
    const headers: PushHeaders = {
      'Content-Type': 'text/plain; charset=utf-8',
      ...(gzip ? { 'Content-Encoding': 'gzip' } : {}),
    };
    const answer = await this.#http.post(this.#writePath(), await this.#bodyOf(batches), headers, signal);
    if (answer.status === 404 && place.version === 1) {
      // Somebody has dropped it. It is made again before the next attempt.
      this.#database = undefined;
      throw new SendFailure(`status 404: ${answer.text}`, 'again');
    }
    expectTaken(answer);
  }

  async close(): Promise<void> {
    this.#http.close();
  }

  async #bodyOf(batches: readonly Batch[]): Promise<string | Uint8Array> {
    const known = this.#bodies.get(batches);
    if (known !== undefined) return known;
    const text = this.#render(batches);
    const body = this.#settings.gzip ? await compress(text) : text;
    this.#bodies.set(batches, body);
    return body;
  }

  /** Once for all. A server that is not there yet will be asked again; one that refuses may have it already. */
  #createDatabase(db: string, signal: AbortSignal): Promise<void> {
    this.#database ??= this.#askForDatabase(db, signal).catch((error: Error) => {
      this.#database = undefined;
      throw error;
    });
    return this.#database;
  }

  async #askForDatabase(db: string, signal: AbortSignal): Promise<void> {
    const query = new URLSearchParams({ q: `CREATE DATABASE "${db.replaceAll('"', '\\"')}"` });
    const answer = await this.#http.post(`/query?${query}`, '', {}, signal);
    if (answer.status >= 500) expectTaken(answer);
    if (answer.status >= 300)
      this.#warn(`output ${this.description}: the database ${db} could not be made: ${answer.text || answer.status}`);
  }

  #writePath(): string {
    const { place, precision } = this.#settings;
    if (place.version === 2) {
      const { bucket, organization } = place;
      return `/api/v2/write?${new URLSearchParams({ ...given({ org: organization }), bucket, precision })}`;
    }
    const { db, retention, consistency } = place;
    // Version 1 has a letter for microseconds.
    const unit = precision === 'us' ? 'u' : precision;
    return `/write?${new URLSearchParams({ db, precision: unit, ...given({ rp: retention, consistency }) })}`;
  }
}

const given = (values: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));

function authorization({ username, password, place }: InfluxSettings): Record<string, string> {
  const token = tokenOf(place);
  if (token !== '') return { Authorization: `Token ${token}` };
  return username === '' ? {} : { Authorization: basicAuthorization(username, password) };
}

const tokenOf = (place: InfluxPlace): string => (place.version === 2 ? place.token : '');
