import type { SecureVersion } from 'node:tls';
import { errors } from '../../base/errors/index.js';
import { basicAuthorization } from '../../protocols/net/basic-authorization.js';
import { keyValues } from '../push/key-values.js';
import type { AwsCredentials } from '../push/sigv4.js';
import { readTrendStats } from '../series/trend-stat.js';
import { booleanSetting, durationSetting, listSetting, urlSetting } from '../setting-values.js';
import type { OutputHost } from '../types.js';
import type { TrendForm } from './write-request.js';

export interface RemoteWriteSettings {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly insecure: boolean;
  readonly minVersion: SecureVersion;
  /** Paths of PEM files; empty without. */
  readonly certificate: string;
  readonly key: string;
  readonly pushIntervalMs: number;
  readonly trends: TrendForm;
  readonly staleMarkers: boolean;
  readonly aws: AwsCredentials | undefined;
}

const NAME = 'prometheus-rw';
const PREFIX = 'K6_PROMETHEUS_RW_';
/** Variables behind their prefix. */
const DEFAULTS = {
  SERVER_URL: 'http://localhost:9090/api/v1/write',
  USERNAME: '',
  PASSWORD: '',
  BEARER_TOKEN: '',
  HTTP_HEADERS: '',
  INSECURE_SKIP_TLS_VERIFY: 'false',
  TLS_MINIMUM_VERSION: '',
  TLS_MIN_VERSION: '1.3',
  CLIENT_CERTIFICATE: '',
  CLIENT_CERTIFICATE_KEY: '',
  PUSH_INTERVAL: '5s',
  TREND_STATS: 'p(99)',
  TREND_AS_NATIVE_HISTOGRAM: 'false',
  STALE_MARKERS: 'false',
  SIGV4_REGION: '',
  SIGV4_ACCESS_KEY: '',
  SIGV4_SECRET_KEY: '',
};
type Variable = keyof typeof DEFAULTS;
type Read = (name: Variable) => string;

/** The argument is the URL. All else comes from variables. */
export function readRemoteWriteSettings(argument: string, env: OutputHost['env']): RemoteWriteSettings {
  const text: Read = (name) => env[PREFIX + name] || DEFAULTS[name];
  const boolean = (name: Variable): boolean => booleanSetting(NAME, PREFIX + name, text(name));
  return {
    url: urlSetting(NAME, 'its address', argument || text('SERVER_URL')),
    headers: { ...authorization(text), ...headersOf(env, text('HTTP_HEADERS')) },
    insecure: boolean('INSECURE_SKIP_TLS_VERIFY'),
    // The documentation has one name, k6 reads the other.
    minVersion: tlsVersion(text('TLS_MINIMUM_VERSION') || text('TLS_MIN_VERSION')),
    certificate: text('CLIENT_CERTIFICATE'),
    key: text('CLIENT_CERTIFICATE_KEY'),
    pushIntervalMs: durationSetting(NAME, `${PREFIX}PUSH_INTERVAL`, text('PUSH_INTERVAL')),
    trends: {
      asHistogram: boolean('TREND_AS_NATIVE_HISTOGRAM'),
      stats: readTrendStats(NAME, `${PREFIX}TREND_STATS`, listSetting(text('TREND_STATS'))),
    },
    staleMarkers: boolean('STALE_MARKERS'),
    aws: awsOf(text),
  };
}

function authorization(text: Read): Record<string, string> {
  if (text('BEARER_TOKEN') !== '') return { Authorization: `Bearer ${text('BEARER_TOKEN')}` };
  return text('USERNAME') === '' ? {} : { Authorization: basicAuthorization(text('USERNAME'), text('PASSWORD')) };
}

/** `K6_PROMETHEUS_RW_HEADERS_Name=value` for each, and all in one variable. */
function headersOf(env: OutputHost['env'], list: string): Record<string, string> {
  const prefix = `${PREFIX}HEADERS_`;
  const single = Object.entries(env)
    .filter(([name, value]) => name.startsWith(prefix) && name !== prefix && value !== undefined)
    .map(([name, value]) => [name.slice(prefix.length), value!] as const);
  return { ...Object.fromEntries(single), ...keyValues(NAME, `${PREFIX}HTTP_HEADERS`, list, ':') };
}

const TLS_VERSIONS: Readonly<Record<string, SecureVersion>> = {
  '1.0': 'TLSv1',
  '1.1': 'TLSv1.1',
  '1.2': 'TLSv1.2',
  '1.3': 'TLSv1.3',
};

function tlsVersion(text: string): SecureVersion {
  const version = TLS_VERSIONS[text];
  if (version) return version;
  const must = `must be one of ${Object.keys(TLS_VERSIONS).join(', ')}`;
  throw errors.badOutputSetting(NAME, `${PREFIX}TLS_MINIMUM_VERSION`, text, must);
}

function awsOf(text: Read): AwsCredentials | undefined {
  const [region, accessKey, secretKey] = [text('SIGV4_REGION'), text('SIGV4_ACCESS_KEY'), text('SIGV4_SECRET_KEY')];
  const given = [region, accessKey, secretKey].filter((value) => value !== '').length;
  if (given === 0) return undefined;
  if (given === 3) return { region, service: 'aps', accessKey, secretKey };
  const must = 'must be set all three: SIGV4_REGION, SIGV4_ACCESS_KEY, SIGV4_SECRET_KEY';
  throw errors.badOutputSetting(NAME, `${PREFIX}SIGV4_*`, `${given} of them`, must);
}
