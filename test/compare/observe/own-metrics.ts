// What Salvo measures beside what k6 does: itself, lateness, watched processes. Readers of an output or a summary look for
// metrics by name, so these take nothing from them, and they would be a difference of every run; they are not compared.
// Anything else that k6 has not is still seen.
import { BUILTIN_DEFS } from '../../../src/metrics/builtin.js';

const K6 = new Set([
  'checks',
  'data_received',
  'data_sent',
  'dropped_iterations',
  'group_duration',
  'iteration_duration',
  'iterations',
  'vus',
  'vus_max',
]);
/** Those of a protocol all have its name at the beginning. */
const K6_PROTOCOL = /^(http|ws|grpc)_(?!req_duration_corrected)/;

const OWN: ReadonlySet<string> = new Set(
  BUILTIN_DEFS.map(({ name }) => name).filter((name) => !K6.has(name) && !K6_PROTOCOL.test(name)),
);

export const isOwnMetric = (name: string): boolean => OWN.has(name);
