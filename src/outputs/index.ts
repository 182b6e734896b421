import { errors } from '../base/errors/index.js';
import { csv } from './csv.js';
import { DASHBOARD } from './dashboard-settings.js';
import { json } from './json.js';
import type { MakeOutput, Output, OutputHost } from './types.js';

/** Every output there is. What few runs use is loaded by those that do. */
export const outputTable = {
  csv,
  datadog: async (argument, host) => (await import('./statsd/statsd.js')).statsd('datadog')(argument, host),
  influxdb: async (argument, host) => (await import('./influxdb/influxdb.js')).influxdb(argument, host),
  json,
  opentelemetry: async (argument, host) => (await import('./otel/opentelemetry.js')).opentelemetry(argument, host),
  prometheus: async (argument, host) => (await import('./prometheus/scrape.js')).scrape(argument, host),
  'prometheus-rw': async (argument, host) => (await import('./prometheus/remote-write.js')).remoteWrite(argument, host),
  statsd: async (argument, host) => (await import('./statsd/statsd.js')).statsd('statsd')(argument, host),
} satisfies Record<string, MakeOutput>;

/** Other names: k6's own of its experiments, and those under which its extensions are known. */
const ALIASES: ReadonlyMap<string, keyof typeof outputTable> = new Map([
  ['experimental-opentelemetry', 'opentelemetry'],
  ['experimental-prometheus-rw', 'prometheus-rw'],
  ['output-statsd', 'statsd'],
  ['xk6-influxdb', 'influxdb'],
  ['xk6-prometheus-rw', 'prometheus-rw'],
]);

/** Outputs that k6 once had or has and that are not here, and what to do instead. */
const ABSENT: ReadonlyMap<string, string> = new Map([
  ['kafka', 'k6 removed it as well; write --out json and feed it to a producer'],
  ['cloud', 'results stay on this machine; --out json=FILE keeps every sample'],
]);

/** The outputs of `--out name=argument`, in that order; nothing is opened yet. */
export const makeOutputs = (specs: readonly string[], host: OutputHost): Promise<readonly Output[]> =>
  Promise.all(specs.map((spec) => makeOutput(spec, host)));

async function makeOutput(spec: string, host: OutputHost): Promise<Output> {
  const { name: given, argument } = partsOf(spec);
  const name = ALIASES.get(given) ?? given;
  if (!Object.hasOwn(outputTable, name)) {
    throw errors.unknownOutput(name, [...Object.keys(outputTable), DASHBOARD], ABSENT.get(name));
  }
  return outputTable[name as keyof typeof outputTable](argument, host);
}

function partsOf(spec: string): { name: string; argument: string } {
  const at = spec.indexOf('=');
  return at === -1 ? { name: spec, argument: '' } : { name: spec.slice(0, at), argument: spec.slice(at + 1) };
}
