import { type HostPort, hostPort } from '../host-port.js';
import { booleanSetting, countSetting, durationSetting, listSetting } from '../setting-values.js';
import type { OutputHost } from '../types.js';

export interface StatsdSettings {
  readonly name: string;
  readonly at: HostPort;
  /** In front of every name. */
  readonly namespace: string;
  readonly pushIntervalMs: number;
  /** Lines in one datagram at most. */
  readonly bufferSize: number;
  readonly hasTags: boolean;
  readonly hiddenTags: readonly string[];
}

/** What the two differ in: Datadog's agent has always taken tags. */
const KINDS = {
  statsd: { prefix: 'K6_STATSD_', tags: 'false' },
  datadog: { prefix: 'K6_DATADOG_', tags: 'true' },
} as const;
export type StatsdName = keyof typeof KINDS;

/** The argument is the address. */
export function readStatsdSettings(name: StatsdName, argument: string, env: OutputHost['env']): StatsdSettings {
  const { prefix, tags } = KINDS[name];
  const text = (variable: string, otherwise: string): string => env[prefix + variable] || otherwise;
  return {
    name,
    at: hostPort(name, argument || text('ADDR', ''), { host: 'localhost', port: 8125 }),
    namespace: text('NAMESPACE', 'k6.'),
    pushIntervalMs: durationSetting(name, `${prefix}PUSH_INTERVAL`, text('PUSH_INTERVAL', '1s')),
    bufferSize: countSetting(name, `${prefix}BUFFER_SIZE`, text('BUFFER_SIZE', '20')),
    hasTags: booleanSetting(name, `${prefix}ENABLE_TAGS`, text('ENABLE_TAGS', tags)),
    hiddenTags: listSetting(text('TAG_BLOCKLIST', 'vu,iter,url')),
  };
}
