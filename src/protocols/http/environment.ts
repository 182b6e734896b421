import { isIP, isIPv6 } from 'node:net';
import { AddressRules, WildcardMap } from '../net/address-rules.js';
import { warmUpUndici } from './undici/warm-up.js';
import { LocalAddresses } from '../net/local-addresses.js';
import { type Environment, ProxyRules } from '../net/proxy.js';
import { Resolver } from '../net/resolver.js';
import type { HttpSettings } from './settings.js';
import { TlsSettings } from '../net/tls-settings.js';

/** What all HTTP clients of one thread share: settings in the form that dialling needs, and the name cache. */
export class HttpEnvironment {
  readonly rules: AddressRules;
  readonly resolver: Resolver;
  readonly localAddresses: LocalAddresses;
  readonly proxies: ProxyRules;
  readonly http2: boolean;
  readonly #hosts: WildcardMap<string>;
  #tls: TlsSettings | undefined;

  constructor(
    readonly settings: HttpSettings,
    env: Environment,
  ) {
    if (settings.httpClient === 'undici') warmUpUndici();
    this.rules = new AddressRules(settings.blacklistIPs, settings.blockHostnames);
    this.resolver = new Resolver(settings.dns);
    this.localAddresses = new LocalAddresses(settings.localIPs);
    this.proxies = new ProxyRules(env);
    // Go's own switch, which k6 users know.
    this.http2 = !(env.GODEBUG ?? '').split(',').includes('http2client=0');
    this.#hosts = new WildcardMap(Object.entries(settings.hosts));
  }

  /** Made on first use: secure contexts are costly and many tests have no TLS at all. */
  get tls(): TlsSettings {
    this.#tls ??= new TlsSettings(this.settings);
    return this.#tls;
  }

  /** Where the `hosts` option sends a name: `host:port` wins over `host`; a value without port keeps the URL's. */
  mapped(hostname: string, port: number): { hostname: string; port: number } {
    const value = this.#hosts.get(`${hostname}:${port}`) ?? this.#hosts.get(hostname);
    if (value === undefined) return { hostname, port };
    if (isIP(value) !== 0) return { hostname: value, port };
    const colon = value.lastIndexOf(':');
    const name = (colon < 0 ? value : value.slice(0, colon)).replace(/^\[|\]$/g, '');
    return { hostname: name, port: colon < 0 ? port : Number(value.slice(colon + 1)) };
  }
}

/** An address and port as logs show them. */
export const addressText = (ip: string, port: number): string => (isIPv6(ip) ? `[${ip}]:${port}` : `${ip}:${port}`);
