import { Logger } from '../base/log.js';
import { after } from '../base/timers.js';
import type { ThreadContext } from '../k6/context.js';
import { modules } from '../k6/modules.js';
import type { OwnExchange, OwnServer } from '../k6/own-exchange.js';
import { builtinMetrics } from '../metrics/builtin.js';
import { Recorder } from '../metrics/recorder.js';
import type { Assignment } from './assignment.js';
import { threadRealm } from './realm/thread-realm.js';
import { Instance } from './runtime/load.js';
import type { Bindings } from './sandbox/bindings.js';
import { Vu } from './vu.js';

/** The first one compiles what it runs through; the engine learns from the others what to expect. */
const ITERATIONS = 6;
/** They take some ms; no test is to wait for them where something is wrong with the loopback. */
const LIMIT_MS = 500;

/**
 * Runs iterations of each module that the script imports and that knows how to exchange something with itself. Code is
 * compiled when it first runs: that took milliseconds of the first request, and of no other. Nothing of it is counted or
 * logged. Resolves with how many iterations had their answer; that there were none is no reason not to go on.
 */
export async function exchangeWithItself(thread: ThreadContext, imported: readonly string[]): Promise<number> {
  let answered = 0;
  for (const specifier of imported) {
    const exchange = await modules[specifier]?.ownExchange?.();
    if (exchange) answered += await run(exchange, thread);
  }
  return answered;
}

async function run(exchange: OwnExchange, thread: ThreadContext): Promise<number> {
  try {
    const server = await exchange.open();
    try {
      return await iterate(silent(thread, exchange), server);
    } finally {
      server.close();
    }
  } catch {
    return 0;
  }
}

async function iterate(thread: ThreadContext, server: OwnServer): Promise<number> {
  let answered = 0;
  const vu = new Vu(thread, { idInInstance: 0, idInTest: 0, minIterationDurationMs: 0 });
  vu.realm = threadRealm;
  vu.attach(new Instance({ exports: { default: server.iterationOf(vu) }, setIteration: () => {} }, NO_BINDINGS));
  vu.receive(undefined);
  vu.assign({
    ...ASSIGNMENT,
    ended: ({ kind }) => {
      if (kind === 'returned') answered++;
    },
  });
  const cancelLimit = after(LIMIT_MS, undefined, () => vu.interrupt());
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const completed = await new Promise<boolean>((resolve) => vu.iterate(iteration, resolve));
    if (!completed) break;
  }
  cancelLimit();
  vu.close();
  return answered;
}

/** The thread's context with nothing behind it that would remember. */
function silent(thread: ThreadContext, { options }: OwnExchange): ThreadContext {
  const { systemTags } = thread.options;
  const metrics = new Recorder({
    plan: { submetrics: [], breakdowns: [], seriesLimit: 0, systemTags, runTags: {} },
    announce: () => {},
  });
  return {
    ...thread,
    options: { ...thread.options, ...options },
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
}

const NO_BINDINGS = { __ENV: {} } as Bindings;
const ASSIGNMENT: Omit<Assignment, 'ended'> = {
  view: {
    name: '',
    executor: '',
    startTimeMs: 0,
    progress: () => 0,
    iterationInInstance: (inTest) => inTest,
    tags: {},
  },
  exec: 'default',
  hooks: { setup: '', teardown: '' },
  env: {},
  started: () => {},
  hookThrew: () => {},
};
