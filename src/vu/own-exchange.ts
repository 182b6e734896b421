import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { Logger } from '../base/log.js';
import { after } from '../base/timers.js';
import { check } from '../k6/check.js';
import type { ThreadContext } from '../k6/context.js';
import { HttpVu } from '../k6/http/http-vu.js';
import { makeHttp } from '../k6/http/index.js';
import { type AnyFunction, type Suspendable, suspendably } from '../k6/suspension.js';
import { builtinMetrics } from '../metrics/builtin.js';
import { Recorder } from '../metrics/recorder.js';
import type { HttpSettings } from '../protocols/http/settings.js';
import { stampTwin } from '../suspension/brand.js';
import type { Outcome } from '../suspension/event-loop.js';
import { Instance } from './runtime/load.js';
import type { Bindings } from './sandbox/bindings.js';
import { Vu } from './vu.js';

/** The first one compiles what it runs through; the engine learns from the others what to expect. */
const ITERATIONS = 6;
/** As many go over one connection: opening one has to be learnt too. */
const PER_CONNECTION = 2;
/** They take some ms; no test is to wait for them where something is wrong with the loopback. */
const LIMIT_MS = 500;
const ANSWER = 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok';

/** What a script's options could forbid or show of an exchange that is none of the script's. */
const UNSEEN: Partial<HttpSettings> = {
  httpDebug: '',
  hosts: {},
  blacklistIPs: [],
  blockHostnames: [],
  localIPs: [],
};

/**
 * Runs iterations that exchange a request with a server of its own, on the loopback and in this thread. Code is compiled
 * when it first runs: that took milliseconds of the first request, and of no other. Nothing of it is counted or logged.
 * Resolves with how many of them got their answer; none is no reason not to go on.
 */
export async function exchangeWithItself(thread: ThreadContext): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('data', () => socket.write(ANSWER));
  });
  server.listen(0, '127.0.0.1');
  try {
    await once(server, 'listening');
    return await iterate(thread, urlOf(server));
  } catch {
    return 0;
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
}

async function iterate(thread: ThreadContext, url: string): Promise<number> {
  let answered = 0;
  const vu = silentVu(thread, url, ({ kind }) => {
    if (kind === 'returned') answered++;
  });
  const cancelLimit = after(LIMIT_MS, undefined, () => vu.interrupt());
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const completed = await new Promise<boolean>((resolve) => vu.iterate(iteration, resolve));
    if (!completed) break;
    if ((iteration + 1) % PER_CONNECTION === 0) HttpVu.of(vu).client.closeIdle();
  }
  cancelLimit();
  vu.close();
  return answered;
}

const urlOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

/** A VU whose iterations leave no trace in the thread. */
function silentVu(thread: ThreadContext, url: string, ended: (outcome: Outcome) => void): Vu {
  const metrics = new Recorder({
    plan: { submetrics: [], breakdowns: [], seriesLimit: 0, systemTags: thread.options.systemTags, runTags: {} },
    announce: () => {},
  });
  const silent: ThreadContext = {
    ...thread,
    options: { ...thread.options, ...UNSEEN },
    metrics,
    builtin: builtinMetrics(metrics),
    log: new Logger(
      () => {},
      () => 0,
    ),
    throttle: (ready) => {
      ready();
      return undefined;
    },
    unsupported: () => {},
  };
  const vu = new Vu(silent, { idInInstance: 0, idInTest: 0, minIterationDurationMs: 0 });
  vu.attach(new Instance({ exports: { default: iterationOf(vu, url) }, setIteration: () => {} }, NO_BINDINGS));
  vu.receive(undefined);
  vu.assign({ view: VIEW, exec: 'default', env: {}, started: () => {}, ended });
  return vu;
}

const NO_BINDINGS = { __ENV: {} } as Bindings;
const VIEW = {
  name: '',
  executor: '',
  startTimeMs: 0,
  progress: () => 0,
  iterationInInstance: (inTest: number) => inTest,
  tags: {},
};

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** What scripts are compiled to: a function with a twin that can suspend. */
function iterationOf(vu: Vu, url: string): AnyFunction {
  const get = makeHttp(vu).get as AnyFunction;
  return stampTwin(
    () => undefined,
    function* (): Suspendable {
      const response = yield* suspendably(get, undefined, [url]);
      // Without a body where the options discard them.
      const isOk = ({ status, body }: Answer): boolean => status === 200 && (body === 'ok' || body === null);
      if (!check(response, { ok: isOk })) throw new Error('no answer');
      return undefined;
    },
  );
}
