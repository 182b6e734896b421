import type { DnsSettings, NetSettings, TlsAuth } from '../../protocols/net/settings.js';
import type { TextMap } from '../../schema/maps.js';
import { text, toggle } from '../../schema/scalars.js';
import { type Row, row } from '../row.js';
import { cidrList, hostMap, hostPatterns, localAddresses } from '../values/addresses.js';
import { DEFAULT_DNS, dns, type GivenDns } from '../values/dns.js';
import { cipherSuites, clientCertificates, tlsVersions } from '../values/tls.js';

const none: readonly string[] = [];

/** Names, addresses and encryption. */
export const networkRows = {
  dns: {
    type: dns,
    fallback: DEFAULT_DNS,
    group: 'network',
    join: (lower, higher) => ({ ...lower, ...higher }),
    complete: ({ ttlText: _, ...given }) => ({ ...DEFAULT_DNS, ...given }),
    fallbackText: 'ttl=5m,select=random,policy=preferIPv4',
    help: 'how host names become addresses',
  } as Row<DnsSettings, GivenDns>,
  hosts: row<TextMap>({
    type: hostMap,
    fallback: {},
    group: 'network',
    flag: false,
    env: false,
    help: 'addresses for names, before any name service is asked',
  }),
  blacklistIPs: row({
    type: cidrList,
    fallback: none,
    group: 'network',
    flag: 'blacklist-ip',
    env: 'K6_BLACKLIST_IPS',
    help: 'refuse to call addresses of this range',
  }),
  blockHostnames: row({
    type: hostPatterns,
    fallback: none,
    group: 'network',
    help: 'refuse to call names that match; * at the start matches anything',
  }),
  localIPs: row({
    type: localAddresses,
    fallback: none,
    group: 'network',
    flag: 'local-ips',
    env: 'K6_LOCAL_IPS',
    in: [],
    help: 'own addresses to call from, VUs take turns',
  }),
  insecureSkipTLSVerify: row({
    type: toggle,
    fallback: false,
    group: 'network',
    help: 'accept any certificate',
  }),
  tlsVersion: row<NetSettings['tlsVersion']>({
    type: tlsVersions,
    fallback: { min: '', max: '' },
    fallbackText: '',
    group: 'network',
    flag: false,
    env: false,
    help: 'TLS version, or { min, max }',
  }),
  tlsCipherSuites: row({
    type: cipherSuites,
    fallback: none,
    group: 'network',
    flag: false,
    env: false,
    help: 'cipher suites to offer, by their names in Go',
  }),
  tlsAuth: row<readonly TlsAuth[]>({
    type: clientCertificates,
    fallback: [],
    group: 'network',
    flag: false,
    env: false,
    help: 'client certificates: a list of { cert, key, password, domains }',
  }),
  sslKeyLogFile: row({
    type: text,
    fallback: '',
    group: 'network',
    flag: false,
    env: 'SSLKEYLOGFILE',
    in: [],
    help: 'file for the TLS session keys',
  }),
};
