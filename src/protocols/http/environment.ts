import type { DialOptions } from '../net/dial.js';
import type { Network } from '../net/network.js';
import type { EnvironmentVariables } from '../net/proxy.js';
import type { HttpSettings } from './settings.js';
import { warmUpUndici } from './undici/warm-up.js';

const WITH_HTTP2 = ['h2', 'http/1.1'];
const HTTP1_ONLY = ['http/1.1'];

/** What all HTTP clients of one thread share. */
export class HttpEnvironment {
  readonly dialOptions: DialOptions;

  constructor(
    readonly settings: HttpSettings,
    readonly network: Network,
    env: EnvironmentVariables,
  ) {
    if (settings.httpClient === 'undici') warmUpUndici();
    // Go's own switch, which k6 users know.
    const http2 = !(env.GODEBUG ?? '').split(',').includes('http2client=0');
    // undici reads sockets in its own way.
    this.dialOptions = { alpn: http2 ? WITH_HTTP2 : HTTP1_ONLY, sharedMemory: settings.httpClient === 'salvo' };
  }
}
