import { errors } from '../../base/errors/index.js';
import { VERSION } from '../../base/version.js';
import { basicAuthorization } from '../../protocols/net/basic-authorization.js';
import { keyValues } from '../push/key-values.js';
import { booleanSetting, countSetting, durationSetting, urlSetting } from '../setting-values.js';
import type { OutputHost } from '../types.js';

const PROTOCOLS = ['grpc', 'http/protobuf'] as const;
export type OtelProtocol = (typeof PROTOCOLS)[number];

export interface OtelSettings {
  readonly protocol: OtelProtocol;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly compression: 'gzip' | 'none';
  readonly insecure: boolean;
  /** Paths of PEM files; empty without. */
  readonly files: { readonly ca: string; readonly cert: string; readonly key: string };
  readonly exportIntervalMs: number;
  readonly prefix: string;
  /** Attributes of the resource. */
  readonly resource: Readonly<Record<string, string>>;
  readonly histograms: 'explicit' | 'exponential';
  readonly temporality: 'cumulative' | 'delta';
}

export const NAME = 'opentelemetry';
const OWN = 'K6_OTEL_';
/** Of metrics first, then of all signals. */
const STANDARD = ['OTEL_EXPORTER_OTLP_METRICS_', 'OTEL_EXPORTER_OTLP_'];
const PORTS: Readonly<Record<OtelProtocol, number>> = { grpc: 4317, 'http/protobuf': 4318 };

/** k6's variables first, then OpenTelemetry's own, then k6's defaults. The argument is the endpoint. */
export function readOtelSettings(argument: string, env: OutputHost['env']): OtelSettings {
  const own = (name: string): string => env[OWN + name] || '';
  const standard = (name: string): string => STANDARD.map((prefix) => env[prefix + name]).find(Boolean) ?? '';
  const duration = (name: string, otherwise: string): number =>
    durationSetting(NAME, OWN + name, own(name) || otherwise);
  const protocol = oneOf('EXPORTER_PROTOCOL', own('EXPORTER_PROTOCOL') || standard('PROTOCOL') || 'grpc', PROTOCOLS);
  // Read and not used: samples are added up as they come.
  duration('FLUSH_INTERVAL', '1s');
  return {
    protocol,
    url: urlOf(protocol, argument, own, standard),
    headers: { ...headersOf(standard('HEADERS')), ...headersOf(own('HEADERS')), ...authorization(protocol, own) },
    compression: oneOf('COMPRESSION', standard('COMPRESSION') || 'none', ['gzip', 'none'] as const),
    insecure: booleanSetting(NAME, `${OWN}TLS_INSECURE_SKIP_VERIFY`, own('TLS_INSECURE_SKIP_VERIFY') || 'false'),
    files: {
      ca: own('TLS_CERTIFICATE') || standard('CERTIFICATE'),
      cert: own('TLS_CLIENT_CERTIFICATE') || standard('CLIENT_CERTIFICATE'),
      key: own('TLS_CLIENT_KEY') || standard('CLIENT_KEY'),
    },
    exportIntervalMs: own('EXPORT_INTERVAL') === '' ? intervalOf(env) : duration('EXPORT_INTERVAL', ''),
    prefix: own('METRIC_PREFIX'),
    resource: {
      ...keyValues(NAME, 'OTEL_RESOURCE_ATTRIBUTES', env.OTEL_RESOURCE_ATTRIBUTES ?? '', '='),
      'service.name': own('SERVICE_NAME') || env.OTEL_SERVICE_NAME || 'k6',
      'service.version': own('SERVICE_VERSION') || VERSION,
    },
    histograms: standard('DEFAULT_HISTOGRAM_AGGREGATION').startsWith('base2_exponential') ? 'exponential' : 'explicit',
    temporality: temporalityOf(standard('TEMPORALITY_PREFERENCE')),
  };
}

type Read = (name: string) => string;

/** Without a scheme, `INSECURE` says whether there is TLS. */
function urlOf(protocol: OtelProtocol, argument: string, own: Read, standard: Read): URL {
  const kind = protocol === 'grpc' ? 'GRPC' : 'HTTP';
  const insecure = own(`${kind}_EXPORTER_INSECURE`) || standard('INSECURE') || 'false';
  const scheme = booleanSetting(NAME, `${OWN}${kind}_EXPORTER_INSECURE`, insecure) ? 'http' : 'https';
  const given = argument || own(`${kind}_EXPORTER_ENDPOINT`) || standard('ENDPOINT') || `localhost:${PORTS[protocol]}`;
  const url = urlSetting(NAME, 'its endpoint', given.includes('://') ? given : `${scheme}://${given}`);
  if (protocol === 'grpc') return url;
  const path = own('HTTP_EXPORTER_URL_PATH') || '/v1/metrics';
  // The path of an endpoint that has one is where all signals are.
  return new URL(
    url.origin + url.pathname.replace(/\/(v1\/metrics)?$/, '') + (path.startsWith('/') ? path : `/${path}`),
  );
}

function headersOf(text: string): Record<string, string> {
  const pairs = Object.entries(keyValues(NAME, `${OWN}HEADERS`, text, '='));
  // Names of HTTP/2's headers are in lower case.
  return Object.fromEntries(pairs.map(([name, value]) => [name.toLowerCase(), decoded(value)]));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function authorization(protocol: OtelProtocol, own: Read): Record<string, string> {
  const username = own('HTTP_EXPORTER_USERNAME');
  if (protocol === 'grpc' || username === '') return {};
  return { authorization: basicAuthorization(username, own('HTTP_EXPORTER_PASSWORD')) };
}

/** OpenTelemetry counts milliseconds. */
const intervalOf = ({ OTEL_METRIC_EXPORT_INTERVAL: text }: OutputHost['env']): number =>
  text ? countSetting(NAME, 'OTEL_METRIC_EXPORT_INTERVAL', text) : 10_000;

const temporalityOf = (text: string): OtelSettings['temporality'] =>
  ['delta', 'lowmemory'].includes(text.toLowerCase()) ? 'delta' : 'cumulative';

function oneOf<Value extends string>(key: string, text: string, values: readonly Value[]): Value {
  const known = values.find((value) => value === text);
  if (known) return known;
  throw errors.badOutputSetting(NAME, key, text, `must be one of ${values.join(', ')}`);
}
