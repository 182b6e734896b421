import { createSecureContext } from 'node:tls';
import { isRecord } from '../../base/is-record.js';
import { show } from '../../base/problems.js';
import type { NetSettings, TlsAuth, TlsVersion } from '../../protocols/net/settings.js';
import { all, commaList } from '../../schema/lists.js';
import { membersOf } from '../../schema/object.js';
import { notOneOf } from '../../schema/scalars.js';
import type { Spot } from '../../schema/spot.js';
import { plainType, type ValueType } from '../../schema/value-type.js';

type TlsVersions = NetSettings['tlsVersion'];

const VERSIONS: readonly TlsVersion[] = ['tls1.0', 'tls1.1', 'tls1.2', 'tls1.3'];

/** The names Go gives the suites; scripts use these. */
const CIPHER_SUITES: ReadonlySet<string> = new Set([
  'TLS_RSA_WITH_RC4_128_SHA',
  'TLS_RSA_WITH_3DES_EDE_CBC_SHA',
  'TLS_RSA_WITH_AES_128_CBC_SHA',
  'TLS_RSA_WITH_AES_256_CBC_SHA',
  'TLS_RSA_WITH_AES_128_CBC_SHA256',
  'TLS_RSA_WITH_AES_128_GCM_SHA256',
  'TLS_RSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_ECDSA_WITH_RC4_128_SHA',
  'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA',
  'TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA',
  'TLS_ECDHE_RSA_WITH_RC4_128_SHA',
  'TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA',
  'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA',
  'TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA',
  'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256',
  'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256',
  'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256',
  'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256',
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
]);

export const cipherSuites = commaList({
  placeholder: '<names>',
  read: (name, spot) => (CIPHER_SUITES.has(name) ? name : spot.problem(notOneOf(name, [...CIPHER_SUITES]))),
});

/** One version for both ends, or { min, max }. */
export const tlsVersions: ValueType<TlsVersions> = plainType({
  placeholder: '<version>',
  fromText: fromOne,
  fromJson: (value, spot) => (isRecord(value) ? fromRange(value, spot) : fromOne(value, spot)),
});

/** Client certificates as PEM texts. */
export const clientCertificates: ValueType<readonly TlsAuth[]> = plainType({
  placeholder: '',
  fromText: (_, spot) => spot.problem('can only be set in the script or the config file'),
  fromJson: (value, spot) =>
    Array.isArray(value)
      ? all(value, (entry, index) => readCertificate(entry, spot.at(index)))
      : spot.problem(`must be a list of { cert, key }, got ${show(value)}`),
});

function readVersion(value: unknown, spot: Spot): TlsVersion | '' | undefined {
  if (value === undefined || value === null || value === '') return '';
  return VERSIONS.find((version) => version === value) ?? spot.problem(notOneOf(value, VERSIONS));
}

function fromOne(value: unknown, spot: Spot): TlsVersions | undefined {
  const version = readVersion(value, spot);
  return version === undefined ? undefined : { min: version, max: version };
}

function fromRange(value: Readonly<Record<string, unknown>>, spot: Spot): TlsVersions | undefined {
  const given = valuesOf(value, ['min', 'max']);
  const min = readVersion(given.min, spot.at('min'));
  const max = readVersion(given.max, spot.at('max'));
  if (min === undefined || max === undefined) return undefined;
  if (min !== '' && max !== '' && min > max) return spot.problem(`min ${min} is above max ${max}`);
  return { min, max };
}

function readCertificate(value: unknown, spot: Spot): TlsAuth | undefined {
  if (!isRecord(value)) return spot.problem(`must be { cert, key, password, domains }, got ${show(value)}`);
  const { cert, key, password = '', domains = [] } = valuesOf(value, ['cert', 'key', 'password', 'domains']);
  const texts = Object.entries({ cert, key, password: password ?? '' });
  const wrong = texts.filter(([, part]) => typeof part !== 'string');
  for (const [name, part] of wrong) spot.at(name).problem(`must be a string, got ${show(part)}`);
  const list: unknown = domains ?? [];
  if (!Array.isArray(list) || list.some((domain) => typeof domain !== 'string'))
    return spot.at('domains').problem(`must be a list of strings, got ${show(domains)}`);
  if (list.length > 0) spot.at('domains').warn('is deprecated');
  if (wrong.length > 0) return undefined;
  const auth = { cert: String(cert), key: String(key), password: String(password ?? ''), domains: list as string[] };
  const reason = unusable(auth);
  return reason === undefined ? auth : spot.problem(`is no client certificate with its key: ${reason}`);
}

/** Some members of an object, in whatever case they are written; the others are passed over, as k6 does here. */
function valuesOf<Name extends string>(
  raw: Readonly<Record<string, unknown>>,
  names: readonly Name[],
): { readonly [Key in Name]?: unknown } {
  const members = membersOf(raw, names, () => {});
  return Object.fromEntries([...members].map(([name, { value }]) => [name, value])) as { [Key in Name]?: unknown };
}

/** Why no handshake could use it: known before the run, not at its first handshake. */
function unusable({ cert, key, password }: TlsAuth): string | undefined {
  try {
    createSecureContext({ cert, key, ...(password === '' ? {} : { passphrase: password }) });
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
