// A VU with real metrics around `k6/http`, and just enough of a driver to call its natives.
import { Logger, type LogRecord } from '../../../src/base/log.js';
import type {
  Callback,
  LifecycleStage,
  ModuleOptions,
  Operation,
  Resumable,
  VuContext,
} from '../../../src/k6/context.js';
import { makeHttp } from '../../../src/k6/http/index.js';
import { type AnyFunction, current, PENDING } from '../../../src/k6/suspension.js';
import { VuParts } from '../../../src/k6/vu-parts.js';
import { builtinMetrics } from '../../../src/metrics/builtin.js';
import { MetricsReader } from '../../../src/metrics/reader.js';
import { Recorder } from '../../../src/metrics/recorder.js';
import type { CounterStats, RateStats, TrendStats } from '../../../src/metrics/snapshot.js';
import type { MetricsPlan } from '../../../src/metrics/types.js';
import { operationOf } from '../../../src/suspension/brand.js';
import { threadRealm } from '../../../src/vu/realm/thread-realm.js';

const SYSTEM_TAGS = [
  'proto',
  'status',
  'method',
  'url',
  'name',
  'error',
  'error_code',
  'tls_version',
  'expected_response',
];

export const DEFAULTS: ModuleOptions = {
  userAgent: 'test/1',
  maxRedirects: 10,
  batch: 20,
  batchPerHost: 6,
  rps: 0,
  httpClient: 'salvo',
  httpDebug: '',
  insecureSkipTLSVerify: false,
  tlsCipherSuites: [],
  tlsVersion: { min: '', max: '' },
  tlsAuth: [],
  noConnectionReuse: false,
  noVUConnectionReuse: false,
  noCookiesReset: false,
  discardResponseBodies: false,
  hosts: {},
  blacklistIPs: [],
  blockHostnames: [],
  localIPs: [],
  dns: { ttlMs: 300_000, select: 'random', policy: 'preferIPv4' },
  throw: false,
  expectedIntervalMs: 0,
  systemTags: SYSTEM_TAGS,
  tags: {},
};

/** A response with the types that tests look at. */
export interface Answered {
  readonly status: number;
  readonly status_text: string;
  readonly error: string;
  readonly error_code: number;
  readonly url: string;
  readonly proto: string;
  readonly body: unknown;
  readonly headers: Record<string, string>;
  readonly cookies: Record<string, unknown[]>;
  readonly timings: Record<string, number>;
  readonly remote_ip: string;
  readonly remote_port: number;
  readonly tls_version: string;
  readonly tls_cipher_suite: string;
  readonly ocsp: Record<string, unknown>;
  readonly request: { method: string; url: string; headers: Record<string, string[]>; body: string; cookies: object };
  json(selector?: string): unknown;
}

export interface TestVu extends Disposable {
  readonly context: VuContext;
  readonly logs: LogRecord[];
  /** Calls a native by name, as compiled scripts do. */
  call(name: string, ...args: unknown[]): Promise<Answered>;
  /** The same with any result. */
  callFor<T>(name: string, ...args: unknown[]): Promise<T>;
  /** The same with a callback in the turn in which a script would go on. */
  callWith(name: string, args: readonly unknown[], done: (response: Answered) => void): void;
  /** Starts a call and gives its operation, to be cancelled. */
  begin(name: string, ...args: unknown[]): Operation;
  readonly http: Record<string, unknown>;
  counter(name: string): number;
  rate(name: string): RateStats;
  trend(name: string): TrendStats;
  /** The tags of each kind of http_reqs sample. */
  requestTags(): Record<string, string>[];
  abort(): void;
  /** What the VU does between two iterations. */
  endIteration(): void;
}

/** One VU with its own thread; its tags are all kept. */
export function testVu(options: Partial<ModuleOptions> = {}): TestVu {
  const plan: MetricsPlan = {
    submetrics: [],
    breakdowns: [{ metric: 'http_reqs', by: [...SYSTEM_TAGS, 'ip', 'mine'] }],
    seriesLimit: 1000,
    systemTags: SYSTEM_TAGS,
    runTags: {},
  };
  const reader = new MetricsReader(plan, []);
  const recorder = new Recorder({ plan, announce: (message) => reader.accept(0, message) });
  const logs: LogRecord[] = [];
  const interruption = new AbortController();
  const context = contextOf({ ...DEFAULTS, ...options }, recorder, logs, interruption.signal);
  const http = makeHttp(context);
  const stats = (name: string): unknown => reader.snapshot().metrics.get(name)!.stats;
  const begin = (name: string, args: unknown[], strand: Omit<Resumable, 'vu'>) => {
    current.vu = context;
    const make = operationOf(http[name] as object) as unknown as AnyFunction;
    const operation = make(...args) as Operation;
    return { operation, value: operation.exec({ vu: context, ...strand } as never) };
  };
  const callWith = (name: string, args: readonly unknown[], done: (response: Answered) => void): void => {
    const fail = (make: () => unknown): never => {
      throw make();
    };
    begin(name, [...args], { resume: done as (value: unknown) => void, fail });
  };
  const callFor = <T>(name: string, ...args: unknown[]): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      const strand = { resume: resolve as (value: unknown) => void, fail: (make: () => unknown) => reject(make()) };
      const { value } = begin(name, args, strand);
      if (value !== PENDING) resolve(value as T);
    });
  return {
    context,
    logs,
    http,
    callFor,
    callWith,
    call: (name, ...args) => callFor<Answered>(name, ...args),
    begin: (name, ...args) => {
      const never = (): never => {
        throw new Error('a cancelled operation was resumed');
      };
      return begin(name, args, { resume: never, fail: never }).operation;
    },
    counter: (name) => (stats(name) as CounterStats).sum,
    rate: (name) => stats(name) as RateStats,
    trend: (name) => stats(name) as TrendStats,
    requestTags: () =>
      reader
        .snapshot()
        .metrics.get('http_reqs')!
        .parts.map(({ tags }) => ({ ...tags })),
    abort: () => interruption.abort(),
    endIteration: () => {
      context.parts.iterationEnded();
      context.iterationInInstance++;
    },
    [Symbol.dispose]: () => context.parts.closed(),
  };
}

function contextOf(options: ModuleOptions, metrics: Recorder, logs: LogRecord[], interrupted: AbortSignal): VuContext {
  const nothing = (): number => 0;
  const callback: Callback = (task) => task();
  return {
    realm: threadRealm,
    thread: {
      options,
      metrics,
      builtin: builtinMetrics(metrics),
      log: new Logger((record) => logs.push(record), nothing, 'debug'),
      test: {
        abort: () => {
          throw new Error('aborted');
        },
        fail: nothing,
        runDurationMs: nothing,
        requestCut: () => {},
        iterationsCompleted: nothing,
        iterationsInterrupted: nothing,
        vusActive: nothing,
        vusInitialized: nothing,
        options: {},
      },
      sharedArrays: { get: (_name: string, make: () => unknown) => make(), find: () => undefined, keep: () => {} },
      throttle: (ready: () => void) => {
        ready();
        return undefined;
      },
    } as unknown as VuContext['thread'],
    idInInstance: 1,
    idInTest: 1,
    stage: 'vu' as LifecycleStage,
    scenario: null,
    iterationInInstance: 0,
    iterationInScenario: 0,
    iterationInTest: 0,
    tags: metrics.rootTags,
    group: '',
    traffic: { sent: 0, received: 0 },
    registerCallback: () => callback,
    canBlockThread: false,
    blockThread: () => {
      throw new Error('not here');
    },
    interrupted,
    parts: new VuParts(),
  } as unknown as VuContext;
}
