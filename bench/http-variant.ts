// One generator of http.ts, in a process of its own: loads a server for some seconds and reports what it did.
import autocannon from 'autocannon';
import { Client, type Dispatcher } from 'undici';
import { monotonicMs } from '../src/base/clock.js';
import { Logger } from '../src/base/log.js';
import type { Operation, VuContext } from '../src/k6/context.js';
import { makeHttp } from '../src/k6/http/index.js';
import { VuParts } from '../src/k6/vu-parts.js';
import { builtinMetrics } from '../src/metrics/builtin.js';
import { Recorder } from '../src/metrics/recorder.js';
import type { MetricsPlan } from '../src/metrics/types.js';
import { HttpClient } from '../src/protocols/http/client.js';
import { HttpEnvironment } from '../src/protocols/http/environment.js';
import type { HttpSettings } from '../src/protocols/http/settings.js';
import { Network } from '../src/protocols/net/network.js';
import { parseUrl } from '../src/protocols/net/url.js';
import { operationOf, stampTwin } from '../src/suspension/brand.js';
import { VuLoop } from '../src/suspension/event-loop.js';
import { resumed } from '../src/suspension/failure.js';

const [variant = '', url = '', secondsText = '', connectionsText = ''] = process.argv.slice(2);
const seconds = Number(secondsText);
const connections = Number(connectionsText);

const SETTINGS: Omit<HttpSettings, 'httpClient'> = {
  userAgent: 'bench/1',
  maxRedirects: 10,
  batch: 20,
  batchPerHost: 6,
  rps: 0,
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
};

let requests = 0;
/** Requests after this instant are counted: before it, code is cold. */
let countFromMs = Number.POSITIVE_INFINITY;
let stopAtMs = Number.POSITIVE_INFINITY;

/** A handler that collects a response for a promise. */
class Collected implements Dispatcher.DispatchHandler {
  status = 0;
  headers: Buffer[] = [];
  readonly chunks: Buffer[] = [];
  body: Buffer | null = null;
  startedMs = performance.now();
  firstByteMs = 0;
  endedMs = 0;

  constructor(
    private readonly resolve: (done: Collected) => void,
    private readonly reject: (error: Error) => void,
  ) {}

  onConnect(): void {}
  onHeaders(status: number, headers: Buffer[]): boolean {
    this.firstByteMs = performance.now();
    this.status = status;
    this.headers = headers;
    return true;
  }
  onData(chunk: Buffer): boolean {
    this.chunks.push(chunk);
    return true;
  }
  onComplete(): void {
    this.endedMs = performance.now();
    this.body = this.chunks.length === 1 ? this.chunks[0]! : Buffer.concat(this.chunks);
    this.resolve(this);
  }
  onError(error: Error): void {
    this.reject(error);
  }
}

const RUN: Record<string, () => Promise<void>> = {
  script: () => script('salvo'),
  'script, undici': () => script('undici'),
  client,
  promises,
};

if (variant === 'autocannon') await withAutocannon();
else {
  const finished = RUN[variant]!();
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const before = requests;
  countFromMs = monotonicMs();
  const cpu = process.cpuUsage();
  stopAtMs = countFromMs + seconds * 1000;
  await finished;
  const { user, system } = process.cpuUsage(cpu);
  report(requests - before, requests, (monotonicMs() - countFromMs) / 1000, user / 1000, system / 1000);
}

/** The whole way of a scripted iteration: `const r = http.get(url); check(r, { ok: (r) => r.status === 200 })`. */
async function script(httpClient: HttpSettings['httpClient']): Promise<void> {
  const plan: MetricsPlan = {
    submetrics: [
      {
        metric: 'http_req_duration',
        key: 'http_req_duration{expected_response:true}',
        tags: { expected_response: 'true' },
      },
    ],
    breakdowns: [{ metric: 'checks', by: ['check'] }],
    seriesLimit: 10_000,
    systemTags: [],
    runTags: {},
  };
  const recorder = new Recorder({ plan, announce: () => {} });
  const thread = {
    options: {
      ...SETTINGS,
      httpClient,
      throw: false,
      systemTags: [
        'proto',
        'status',
        'method',
        'url',
        'name',
        'error',
        'error_code',
        'tls_version',
        'expected_response',
      ],
    },
    metrics: recorder,
    builtin: builtinMetrics(recorder),
    log: new Logger(
      (record) => console.log(record.message, record.fields),
      () => 0,
    ),
  };
  await Promise.all(Array.from({ length: connections }, () => scriptedVu(thread as unknown as VuContext['thread'])));
}

interface BenchVu extends VuContext {
  iterationInInstance: number;
}

function scriptedVu(thread: VuContext['thread']): Promise<void> {
  const context = {
    thread,
    stage: 'vu',
    tags: thread.metrics.rootTags,
    iterationInInstance: 0,
    traffic: { sent: 0, received: 0 },
    parts: new VuParts(),
  } as unknown as BenchVu;
  const loop = new VuLoop(context, { unsupported: () => {}, timerStopped: () => {}, notInInit: Error });
  const get = operationOf(makeHttp(context).get as object) as unknown as (url: string) => Operation;
  const conditions = { ok: (response: { status: number }) => response.status === 200 };
  // As the compiler writes it.
  const iteration = stampTwin(
    () => undefined,
    function* () {
      const response = resumed(yield get(url)) as { status: number };
      for (const name in conditions) {
        const held = conditions[name as 'ok'](response);
        thread.builtin.checks.add(held ? 1 : 0, context.tags.with('check', name));
      }
      return undefined;
    },
  );
  return new Promise((resolve) => {
    const ended = (): void => {
      requests++;
      context.parts.iterationEnded();
      context.iterationInInstance++;
      thread.builtin.iterations.add(1, context.tags);
      thread.builtin.data_sent.add(context.traffic.sent, context.tags);
      thread.builtin.data_received.add(context.traffic.received, context.tags);
      context.traffic.sent = 0;
      context.traffic.received = 0;
      const nowMs = monotonicMs();
      thread.builtin.iteration_duration.add(nowMs - beganMs, context.tags);
      beganMs = nowMs;
      if (nowMs >= stopAtMs) resolve();
      else loop.run(iteration, [], ended);
    };
    let beganMs = monotonicMs();
    loop.run(iteration, [], ended);
  });
}

/** The seam alone: send() and its callback. */
async function client(): Promise<void> {
  const settings = { ...SETTINGS, httpClient: 'salvo' as const };
  const environment = new HttpEnvironment(settings, new Network(settings, {}), {});
  const target = parseUrl(url);
  const request = {
    method: 'GET',
    url: target,
    host: target.host,
    userAgent: 'bench/1',
    headers: null,
    body: null,
    keepBody: true,
  };
  const one = (): Promise<void> => {
    const http = new HttpClient(environment, { sent: 0, received: 0 });
    return new Promise((resolve) => {
      const sink = {
        done: (): void => {
          requests++;
          if (monotonicMs() >= stopAtMs) resolve();
          else http.send(request, sink);
        },
      };
      http.send(request, sink);
    });
  };
  await Promise.all(Array.from({ length: connections }, one));
}

/** undici's dispatch with a promise for each request, the body collected and three instants taken. */
async function promises(): Promise<void> {
  const options: Dispatcher.DispatchOptions = { path: '/', method: 'GET', headers: { 'user-agent': 'bench/1' } };
  const one = async (): Promise<void> => {
    const undici = new Client(url);
    while (monotonicMs() < stopAtMs) {
      await new Promise<Collected>((resolve, reject) => undici.dispatch(options, new Collected(resolve, reject)));
      requests++;
    }
    await undici.close();
  };
  await Promise.all(Array.from({ length: connections }, one));
}

async function withAutocannon(): Promise<void> {
  const before = process.cpuUsage();
  const result = await autocannon({ url, connections, duration: seconds + 1 });
  const { user, system } = process.cpuUsage(before);
  report(result.requests.total, result.requests.total, result.duration, user / 1000, system / 1000);
}

function report(count: number, all: number, took: number, userMs: number, systemMs: number): void {
  process.send!({ requests: count, all, seconds: took, userMs, systemMs }, () => process.exit(0));
}
