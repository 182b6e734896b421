import { isIP } from 'node:net';
import { AddressRules } from './address-rules.js';
import { withoutBrackets } from './endpoint.js';
import { LocalAddresses } from './local-addresses.js';
import { type EnvironmentVariables, ProxyRules } from './proxy.js';
import { Resolver } from './resolver.js';
import type { NetSettings } from './settings.js';
import { TlsSettings } from './tls-settings.js';
import { WildcardMap } from './wildcard-map.js';

/** What all connections of one thread share: the settings in the form that dialling needs, and the name cache. */
export class Network {
  readonly rules: AddressRules;
  readonly resolver: Resolver;
  readonly localAddresses: LocalAddresses;
  readonly proxies: ProxyRules;
  readonly #settings: NetSettings;
  readonly #hosts: WildcardMap<string>;
  #tls: TlsSettings | undefined;

  constructor(settings: NetSettings, env: EnvironmentVariables) {
    this.#settings = settings;
    this.rules = new AddressRules(settings.blacklistIPs, settings.blockHostnames);
    this.resolver = new Resolver(settings.dns);
    this.localAddresses = new LocalAddresses(settings.localIPs);
    this.proxies = new ProxyRules(env);
    this.#hosts = new WildcardMap(Object.entries(settings.hosts));
  }

  /** Made on first use: secure contexts are costly and many tests have no TLS at all. */
  get tls(): TlsSettings {
    this.#tls ??= new TlsSettings(this.#settings);
    return this.#tls;
  }

  /** Where the `hosts` option sends a name: `host:port` wins over `host`; a value without port keeps the given one. */
  mapped(hostname: string, port: number): { hostname: string; port: number } {
    const value = this.#hosts.get(`${hostname}:${port}`) ?? this.#hosts.get(hostname);
    if (value === undefined) return { hostname, port };
    if (isIP(value) !== 0) return { hostname: value, port };
    const colon = value.lastIndexOf(':');
    const name = withoutBrackets(colon < 0 ? value : value.slice(0, colon));
    return { hostname: name, port: colon < 0 ? port : Number(value.slice(colon + 1)) };
  }
}
