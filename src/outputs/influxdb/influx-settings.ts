import { errors } from '../../base/errors/index.js';
import { booleanSetting, countSetting, durationSetting, listSetting, urlOf, urlSetting } from '../setting-values.js';
import type { OutputHost } from '../types.js';
import { type FieldKind, readTagsAsFields } from './tag-fields.js';

export interface InfluxSettings {
  /** Where the API is: paths are added to its own. */
  readonly url: URL;
  readonly username: string;
  readonly password: string;
  readonly insecure: boolean;
  readonly proxy: URL | undefined;
  readonly gzip: boolean;
  /** Of a datagram, where the address is one of UDP. */
  readonly payloadBytes: number;
  readonly pushIntervalMs: number;
  readonly concurrentWrites: number;
  readonly precision: Precision;
  /** Tags that are written as fields, so that the database makes no series of each value. */
  readonly tagsAsFields: ReadonlyMap<string, FieldKind>;
  /** Figures for each series and so many milliseconds in place of samples. */
  readonly aggregateMs: number | undefined;
  readonly place: InfluxPlace;
}

/** Version 1 has databases; 2 and 3 have buckets and tokens. */
export type InfluxPlace =
  | { readonly version: 1; readonly db: string; readonly retention: string; readonly consistency: string }
  | { readonly version: 2; readonly bucket: string; readonly organization: string; readonly token: string };

const PRECISIONS = ['ns', 'us', 'ms', 's'] as const;
export type Precision = (typeof PRECISIONS)[number];

/** By the names that they have in the argument's query: variable and default. */
const SETTINGS = {
  addr: ['K6_INFLUXDB_ADDR', 'http://localhost:8086'],
  proxy: ['K6_INFLUXDB_PROXY', ''],
  username: ['K6_INFLUXDB_USERNAME', ''],
  password: ['K6_INFLUXDB_PASSWORD', ''],
  insecure: ['K6_INFLUXDB_INSECURE', 'false'],
  payload_size: ['K6_INFLUXDB_PAYLOAD_SIZE', '512'],
  pushInterval: ['K6_INFLUXDB_PUSH_INTERVAL', '1s'],
  concurrentWrites: ['K6_INFLUXDB_CONCURRENT_WRITES', '4'],
  db: ['K6_INFLUXDB_DB', 'k6'],
  precision: ['K6_INFLUXDB_PRECISION', 'ns'],
  retention: ['K6_INFLUXDB_RETENTION', ''],
  consistency: ['K6_INFLUXDB_CONSISTENCY', ''],
  tagsAsFields: ['K6_INFLUXDB_TAGS_AS_FIELDS', 'vu,iter,url'],
  organization: ['K6_INFLUXDB_ORGANIZATION', ''],
  bucket: ['K6_INFLUXDB_BUCKET', ''],
  token: ['K6_INFLUXDB_TOKEN', ''],
  gzip: ['SALVO_INFLUXDB_GZIP', 'false'],
  aggregate: ['SALVO_INFLUXDB_AGGREGATE', ''],
} as const satisfies Record<string, readonly [string, string]>;
type Key = keyof typeof SETTINGS;
const NAME = 'influxdb';

/** `http://user:password@host:8086/db?precision=ms`; what it leaves out comes from the environment, then from k6's defaults. */
export function readInfluxSettings(argument: string, env: OutputHost['env']): InfluxSettings {
  const given = argument === '' ? new Map<string, string>() : argumentOf(argument);
  const text = (key: Key): string => given.get(key) ?? (env[SETTINGS[key][0]] || SETTINGS[key][1]);
  return {
    url: addressOf(text('addr')),
    payloadBytes: countSetting(NAME, 'payload_size', text('payload_size')),
    username: text('username'),
    password: text('password'),
    insecure: booleanSetting(NAME, 'insecure', text('insecure')),
    proxy: text('proxy') === '' ? undefined : urlSetting(NAME, 'proxy', text('proxy')),
    gzip: booleanSetting(NAME, 'gzip', text('gzip')),
    pushIntervalMs: durationSetting(NAME, 'pushInterval', text('pushInterval')),
    concurrentWrites: countSetting(NAME, 'concurrentWrites', text('concurrentWrites')),
    precision: precisionOf(text('precision')),
    tagsAsFields: readTagsAsFields(listSetting(text('tagsAsFields'))),
    aggregateMs: text('aggregate') === '' ? undefined : wholeMs(text('aggregate')),
    place: placeOf(text),
  };
}

const addressOf = (text: string): URL => urlOf(NAME, 'its address', text, ['http', 'https', 'udp']);

function placeOf(text: (key: Key) => string): InfluxPlace {
  const [bucket, organization, token] = [text('bucket'), text('organization'), text('token')];
  if (bucket === '' && organization === '' && token === '')
    return { version: 1, db: text('db'), retention: text('retention'), consistency: text('consistency') };
  return { version: 2, bucket: bucket || text('db'), organization, token };
}

/** The last part of the path is the database, what is in front of it belongs to the server's address. */
function argumentOf(argument: string): ReadonlyMap<string, string> {
  const url = addressOf(argument);
  const path = url.pathname.replace(/\/+$/, '');
  const cut = path.lastIndexOf('/');
  const given = new Map<string, string>([['addr', `${url.protocol}//${url.host}${path.slice(0, Math.max(0, cut))}`]]);
  if (cut !== -1) given.set('db', decodeURIComponent(path.slice(cut + 1)));
  if (url.username !== '') given.set('username', decodeURIComponent(url.username));
  if (url.password !== '') given.set('password', decodeURIComponent(url.password));
  for (const [key, value] of url.searchParams) {
    if (!Object.hasOwn(SETTINGS, key)) {
      throw errors.badOutputSetting(NAME, 'what follows ?', key, `must be of ${Object.keys(SETTINGS).join(', ')}`);
    }
    const before = key === 'tagsAsFields' ? given.get(key) : undefined;
    given.set(key, before === undefined ? value : `${before},${value}`);
  }
  return given;
}

function precisionOf(text: string): Precision {
  const known = PRECISIONS.find((precision) => precision === text || precision === `${text}s`);
  if (known) return known;
  throw errors.badOutputSetting(NAME, 'precision', text, `must be one of ${PRECISIONS.join(', ')}`);
}

function wholeMs(text: string): number {
  const ms = durationSetting(NAME, 'aggregate', text);
  if (Number.isInteger(ms)) return ms;
  throw errors.badOutputSetting(NAME, 'aggregate', text, 'must be whole milliseconds');
}
