/** Everything about opening connections that options decide, complete. Durations in ms. */
export interface NetSettings {
  readonly insecureSkipTLSVerify: boolean;
  readonly tlsCipherSuites: readonly string[];
  readonly tlsVersion: { readonly min: TlsVersion | ''; readonly max: TlsVersion | '' };
  readonly tlsAuth: readonly TlsAuth[];
  readonly hosts: Readonly<Record<string, string>>;
  readonly blacklistIPs: readonly string[];
  readonly blockHostnames: readonly string[];
  readonly localIPs: readonly string[];
  readonly dns: DnsSettings;
}

export type TlsVersion = 'tls1.0' | 'tls1.1' | 'tls1.2' | 'tls1.3';

export interface TlsAuth {
  readonly cert: string;
  readonly key: string;
  readonly password: string;
  readonly domains: readonly string[];
}

export interface DnsSettings {
  /** Infinity never expires, 0 never caches. */
  readonly ttlMs: number;
  readonly select: 'first' | 'random' | 'roundRobin';
  readonly policy: 'preferIPv4' | 'preferIPv6' | 'onlyIPv4' | 'onlyIPv6' | 'any';
}
