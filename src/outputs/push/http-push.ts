import { type Agent, request as httpRequest, Agent as PlainAgent, type RequestOptions } from 'node:http';
import { request as httpsRequest, Agent as SecureAgent } from 'node:https';
import type { SecureVersion } from 'node:tls';
import { VERSION } from '../../base/version.js';
import type { EnvironmentVariables } from '../../protocols/net/proxy.js';
import { SendFailure } from '../destination.js';
import { hostAndPort, proxyFor, userInformation } from './push-url.js';
import { TunnelAgent } from './tunnel-agent.js';

export interface HttpPushSettings {
  /** Paths are below its own. User information in it is not used. */
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly tls?: PushTls;
  /** Of the settings; otherwise the environment's. */
  readonly proxy?: URL | undefined;
  readonly env: EnvironmentVariables;
}

export interface PushTls {
  readonly insecure?: boolean;
  /** PEM. */
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  readonly ca?: string | undefined;
  readonly minVersion?: SecureVersion | undefined;
}

export interface PushAnswer {
  readonly status: number;
  /** Its beginning, on one line. */
  readonly text: string;
  /** How long the server asks not to be asked; 0 when it does not say. */
  readonly retryAfterMs: number;
}

export type PushHeaders = Readonly<Record<string, string | number>>;

/** An HTTP server that takes what outputs push, over connections that stay open. */
export class HttpPush {
  readonly #settings: HttpPushSettings;
  readonly #agent: Agent;
  /** Plain requests go to the proxy itself. */
  readonly #plainProxy: URL | undefined;

  constructor(settings: HttpPushSettings) {
    const { url, tls = {}, env } = settings;
    this.#settings = settings;
    const isSecure = url.protocol === 'https:';
    const proxy = settings.proxy ?? proxyFor(url, env);
    this.#plainProxy = isSecure ? undefined : proxy;
    const { insecure = false, ...certificates } = tls;
    const secureOptions = { keepAlive: true, rejectUnauthorized: !insecure, ...certificates };
    if (!isSecure) this.#agent = new PlainAgent({ keepAlive: true });
    else this.#agent = proxy ? new TunnelAgent(proxy, secureOptions) : new SecureAgent(secureOptions);
  }

  /** Resolves with whatever the server answers; rejects with a `SendFailure` when it does not. */
  post(path: string, body: string | Uint8Array, headers: PushHeaders, signal: AbortSignal): Promise<PushAnswer> {
    const { url, headers: always } = this.#settings;
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const length = typeof body === 'string' ? Buffer.byteLength(body) : body.length;
    const options = {
      ...this.#target(url.pathname.replace(/\/$/, '') + path),
      method: 'POST',
      agent: this.#agent,
      signal,
      headers: {
        ...this.#hostHeaders(),
        'User-Agent': `salvo/${VERSION}`,
        'Content-Length': length,
        ...always,
        ...headers,
      },
    };
    return new Promise((resolve, reject) => {
      const fail = (error: Error): void => reject(new SendFailure(error.message, 'again'));
      const sent = send(options, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (piece: string) => {
          if (text.length < MOST_TEXT) text += piece;
        });
        response.on('error', fail).on('end', () => {
          const retryAfterMs = retryAfter(response.headers['retry-after']);
          resolve({ status: response.statusCode!, text: oneLine(text), retryAfterMs });
        });
      });
      sent.on('error', fail).end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }

  #target(path: string): RequestOptions {
    const { url } = this.#settings;
    const proxy = this.#plainProxy;
    return proxy ? { ...hostAndPort(proxy), path: `http://${url.host}${path}` } : { ...hostAndPort(url), path };
  }

  #hostHeaders(): Record<string, string> {
    const proxy = this.#plainProxy;
    const { host } = this.#settings.url;
    return proxy?.username ? { Host: host, 'Proxy-Authorization': userInformation(proxy)! } : { Host: host };
  }
}

/** Resolves the answers that mean success; all others are failures, after some of which another attempt makes sense. */
export function expectTaken({ status, text, retryAfterMs }: PushAnswer): void {
  if (status < 300) return;
  const message = text === '' ? `status ${status}` : `status ${status}: ${text}`;
  throw new SendFailure(message, status === 408 || status === 429 || status >= 500 ? 'again' : 'drop', retryAfterMs);
}

const MOST_TEXT = 300;
const oneLine = (text: string): string => text.slice(0, MOST_TEXT).replace(/\s+/g, ' ').trim();

function retryAfter(header: string | undefined): number {
  const seconds = Number(header);
  // A server must not keep samples here for longer than they are of interest.
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds * 1000, LONGEST_PAUSE_MS) : 0;
}
const LONGEST_PAUSE_MS = 30_000;
