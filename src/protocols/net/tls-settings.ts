import { type ConnectionOptions, createSecureContext, type SecureContext } from 'node:tls';
import type { NetSettings, TlsVersion } from './settings.js';
import { WildcardMap } from './wildcard-map.js';

const NODE_VERSION: Readonly<Record<TlsVersion, 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3'>> = {
  'tls1.0': 'TLSv1',
  'tls1.1': 'TLSv1.1',
  'tls1.2': 'TLSv1.2',
  'tls1.3': 'TLSv1.3',
};

/** What every handshake of one thread has in common: versions, suites and the client certificate for the name. */
export class TlsSettings {
  readonly #verifies: boolean;
  readonly #plain: SecureContext;
  readonly #byDomain: WildcardMap<SecureContext>;
  readonly #everywhere: SecureContext | undefined;

  constructor(settings: NetSettings) {
    this.#verifies = !settings.insecureSkipTLSVerify;
    const shared = sharedOptions(settings);
    this.#plain = createSecureContext(shared);
    const certificates = settings.tlsAuth.map((auth) => ({
      domains: auth.domains,
      context: createSecureContext({
        ...shared,
        cert: auth.cert,
        key: auth.key,
        ...(auth.password === '' ? {} : { passphrase: auth.password }),
      }),
    }));
    this.#everywhere = certificates.find(({ domains }) => domains.length === 0)?.context;
    this.#byDomain = new WildcardMap(
      certificates.flatMap(({ domains, context }) => domains.map((domain) => [domain, context] as const)),
    );
  }

  for(hostname: string): Pick<ConnectionOptions, 'secureContext' | 'rejectUnauthorized'> {
    return {
      secureContext: this.#byDomain.get(hostname) ?? this.#everywhere ?? this.#plain,
      rejectUnauthorized: this.#verifies,
    };
  }
}

function sharedOptions({ tlsVersion, tlsCipherSuites }: NetSettings) {
  const { min, max } = tlsVersion;
  const old = min === 'tls1.0' || min === 'tls1.1' || max === 'tls1.0' || max === 'tls1.1';
  const suites = tlsCipherSuites.map((name) => OPENSSL_NAME[name] ?? name);
  // TLS 1.3 suites are not negotiable by this option in Go, so they stay in the list. OpenSSL refuses TLS 1.0 and 1.1 at
  // its default security level.
  const ciphers = [
    ...(suites.length > 0 ? ['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256'] : []),
    ...suites,
    ...(old ? [...(suites.length > 0 ? [] : ['DEFAULT']), '@SECLEVEL=0'] : []),
  ].join(':');
  return {
    ...(min === '' ? {} : { minVersion: NODE_VERSION[min] }),
    ...(max === '' ? {} : { maxVersion: NODE_VERSION[max] }),
    ...(ciphers === '' ? {} : { ciphers }),
  };
}

/** Go's names for cipher suites that OpenSSL calls otherwise. */
const OPENSSL_NAME: Readonly<Record<string, string>> = {
  TLS_RSA_WITH_RC4_128_SHA: 'RC4-SHA',
  TLS_RSA_WITH_3DES_EDE_CBC_SHA: 'DES-CBC3-SHA',
  TLS_RSA_WITH_AES_128_CBC_SHA: 'AES128-SHA',
  TLS_RSA_WITH_AES_256_CBC_SHA: 'AES256-SHA',
  TLS_RSA_WITH_AES_128_CBC_SHA256: 'AES128-SHA256',
  TLS_RSA_WITH_AES_128_GCM_SHA256: 'AES128-GCM-SHA256',
  TLS_RSA_WITH_AES_256_GCM_SHA384: 'AES256-GCM-SHA384',
  TLS_ECDHE_ECDSA_WITH_RC4_128_SHA: 'ECDHE-ECDSA-RC4-SHA',
  TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA: 'ECDHE-ECDSA-AES128-SHA',
  TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA: 'ECDHE-ECDSA-AES256-SHA',
  TLS_ECDHE_RSA_WITH_RC4_128_SHA: 'ECDHE-RSA-RC4-SHA',
  TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA: 'ECDHE-RSA-DES-CBC3-SHA',
  TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA: 'ECDHE-RSA-AES128-SHA',
  TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA: 'ECDHE-RSA-AES256-SHA',
  TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256: 'ECDHE-ECDSA-AES128-SHA256',
  TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256: 'ECDHE-RSA-AES128-SHA256',
  TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256: 'ECDHE-RSA-AES128-GCM-SHA256',
  TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256: 'ECDHE-ECDSA-AES128-GCM-SHA256',
  TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384: 'ECDHE-RSA-AES256-GCM-SHA384',
  TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384: 'ECDHE-ECDSA-AES256-GCM-SHA384',
  TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256: 'ECDHE-RSA-CHACHA20-POLY1305',
  TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256: 'ECDHE-ECDSA-CHACHA20-POLY1305',
  TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305: 'ECDHE-RSA-CHACHA20-POLY1305',
  TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305: 'ECDHE-ECDSA-CHACHA20-POLY1305',
};
