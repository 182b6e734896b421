import type { Metric, Recorder } from './recorder.js';
import type { MetricContains, MetricDef, MetricType } from './types.js';

/**
 * Every metric that runs make by themselves. `health`: says how well the generator kept up, and nothing of the target. The
 * text of the summary finds a metric's place by its name (`report/text/blocks.ts`).
 */
const TABLE = {
  vus: ['gauge', 'default'],
  vus_max: ['gauge', 'default'],
  iterations: ['counter', 'default'],
  iteration_duration: ['trend', 'time'],
  dropped_iterations: ['counter', 'default'],
  /** How late each iteration of an open-model executor began against its timetable. */
  iteration_lag: ['trend', 'time'],
  /** Calls of `vuSetup()` and `vuTeardown()` that threw or took too long. */
  vu_hook_errors: ['counter', 'default'],
  checks: ['rate', 'default'],
  group_duration: ['trend', 'time'],
  data_sent: ['counter', 'data'],
  data_received: ['counter', 'data'],
  http_reqs: ['counter', 'default'],
  http_req_failed: ['rate', 'default'],
  http_req_duration: ['trend', 'time'],
  /** As if every request had been sent when it was due; see `k6/http/corrected.ts`. */
  http_req_duration_corrected: ['trend', 'time'],
  http_req_blocked: ['trend', 'time'],
  http_req_connecting: ['trend', 'time'],
  http_req_tls_handshaking: ['trend', 'time'],
  http_req_sending: ['trend', 'time'],
  http_req_waiting: ['trend', 'time'],
  http_req_receiving: ['trend', 'time'],
  ws_sessions: ['counter', 'default'],
  ws_connecting: ['trend', 'time'],
  ws_session_duration: ['trend', 'time'],
  ws_msgs_sent: ['counter', 'default'],
  ws_msgs_received: ['counter', 'default'],
  ws_ping: ['trend', 'time'],
  grpc_req_duration: ['trend', 'time'],
  grpc_streams: ['counter', 'default'],
  grpc_streams_msgs_sent: ['counter', 'default'],
  grpc_streams_msgs_received: ['counter', 'default'],
  /** How well the generator itself kept up; see `vu/health-meter.ts` and `engine/health.ts`. Share of 1, each second. */
  generator_utilization: ['trend', 'default', 'health'],
  generator_loop_delay: ['trend', 'time', 'health'],
  generator_gc_pause: ['trend', 'time', 'health'],
  /** How much later than asked `sleep()` gave control back. */
  generator_sleep_lateness: ['trend', 'time', 'health'],
  /** Bytes of one worker's heap. */
  generator_heap: ['gauge', 'data', 'health'],
  /** Cores that the process used, each second. */
  generator_cpu: ['trend', 'default', 'health'],
  /** Resident bytes of the process. */
  generator_memory: ['gauge', 'data', 'health'],
  /** Cores that the watched processes used, each second, all together; see `engine/target-watch/`. */
  target_cpu: ['trend', 'default'],
  /** Their resident bytes. A trend, because thresholds on a gauge see the last value only. */
  target_memory: ['trend', 'data'],
} as const satisfies Record<string, BuiltinRow>;
type BuiltinRow = readonly [MetricType, MetricContains, 'health'?];

export type BuiltinName = keyof typeof TABLE;
/** The built-in metrics of one thread, by name. */
export type BuiltinMetrics = Readonly<Record<BuiltinName, Metric>>;

/** The definitions of all built-in metrics, in the order of the table. */
export const BUILTIN_DEFS: readonly MetricDef[] = Object.entries(TABLE).map(([name, [type, contains]]) => ({
  name,
  type,
  contains,
}));

const GENERATOR_NAMES: ReadonlySet<string> = new Set(
  Object.entries<BuiltinRow>(TABLE).flatMap(([name, [, , mark]]) => (mark ? [name] : [])),
);

/** Whether this one says how well the generator kept up, and nothing of the target. A script may have metrics of such names. */
export const isGeneratorMetric = (name: string): boolean => GENERATOR_NAMES.has(name);

/** Registers every built-in metric with one thread's recorder. */
export function builtinMetrics(recorder: Recorder): BuiltinMetrics {
  return Object.fromEntries(BUILTIN_DEFS.map((def) => [def.name, recorder.metric(def)])) as BuiltinMetrics;
}
