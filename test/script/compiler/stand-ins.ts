// Modules for scripts under test, twice: for compiled code, with operations that end in a random order, and for the
// untouched bundle, where every call just returns. Both write down what was called; the two lists must be the same.
import type { MakeModule, Operation, Resumable } from '../../../src/k6/context.js';
import { nativeTable } from '../../../src/k6/modules.js';
import {
  type AnyFunction,
  Marked,
  mayWait,
  PENDING,
  type Suspendable,
  suspendably,
} from '../../../src/k6/suspension.js';
import { stampBlock } from '../../../src/suspension/brand.js';
import type { NativeTable } from '../../../src/suspension/natives.js';
import { callsBack, operation as native } from '../../../src/suspension/natives.js';

/** The natives below, as the compiler has to know them. */
export const standInTable: NativeTable = {
  ...nativeTable(),
  'k6/ws': { exports: { connect: 'connects' } },
  'k6/net/grpc': { methods: { connect: 'operation', invoke: 'operation', healthCheck: 'operation' } },
};

export type Calls = string[];
type Namespace = Record<string, unknown>;

/** A request as both sides see it. */
interface Request {
  readonly method: string;
  readonly url: string;
}

function request(method: string, url: unknown): Request {
  if (url === undefined || url === null || url === '') throw new TypeError(`invalid URL: ${url}`);
  return { method, url: String(url) };
}

export class Answer {
  readonly status = 200;
  readonly body: string;
  constructor(readonly url: string) {
    if (url.includes('/broken')) throw new Error('connection refused');
    this.body = JSON.stringify({ url, token: 'tok', items: [1, 2, 3] });
  }
  json(path?: string): unknown {
    const whole = JSON.parse(this.body) as Namespace;
    return path === undefined ? whole : whole[path];
  }
}

/** Operations that wait for their turn. `run` ends them in an order that the random numbers decide. */
export class Turns {
  readonly #pending: (() => void)[] = [];
  constructor(private readonly random: () => number) {}

  /** Some end at once, as a sleep of 0 does. */
  start(strand: Resumable, result: () => unknown): unknown {
    if (this.random() < 0.2) return result();
    this.#pending.push(() => {
      let value: unknown;
      try {
        value = result();
      } catch (error) {
        strand.fail(() => error);
        return;
      }
      strand.resume(value);
    });
    return PENDING;
  }

  later(end: () => void): void {
    this.#pending.push(end);
  }

  async run(finished: () => boolean): Promise<void> {
    for (let idle = 0; !finished(); ) {
      idle = this.#pending.length === 0 ? idle + 1 : 0;
      if (idle > 1000) throw new Error('the script waits for something that never comes');
      for (let ended = 0; ended < ENDED_AT_ONCE; ended++) {
        const at = Math.floor(this.random() * this.#pending.length);
        this.#pending.splice(at, 1)[0]?.();
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

/** Operations that end before promise callbacks get their turn. */
const ENDED_AT_ONCE = 8;

const METHODS = ['get', 'head', 'post', 'put', 'patch', 'del', 'options'] as const;
const verbOf = (name: string): string => (name === 'del' ? 'DELETE' : name.toUpperCase());

/** What `http.batch` takes, in its three forms. */
function batchOf(requests: unknown): [string, Request][] {
  return Object.entries(requests as Record<string, unknown>).map(([key, one]) => {
    if (typeof one === 'string') return [key, request('GET', one)];
    if (Array.isArray(one)) return [key, request(one[0] as string, one[1])];
    const { method, url } = one as Request;
    return [key, request(method, url)];
  });
}

const collect = (requests: unknown, answers: [string, Answer][]): unknown =>
  Array.isArray(requests) ? answers.map(([, answer]) => answer) : Object.fromEntries(answers);

/** Natives for the untouched bundle. */
export function plainModules(calls: Calls): Record<string, Namespace> {
  const send = ({ method, url }: Request): Answer => {
    calls.push(`${method} ${url}`);
    return withForms(new Answer(url), (path) => send(request('POST', path)));
  };
  const http: Namespace = {
    ...Object.fromEntries(METHODS.map((name) => [name, (url: unknown) => send(request(verbOf(name), url))])),
    request: (method: string, url: unknown) => send(request(method, url)),
    batch: (requests: unknown) =>
      collect(
        requests,
        batchOf(requests).map(([key, one]) => [key, send(one)]),
      ),
    asyncRequest: async (method: string, url: unknown) => {
      const one = request(method, url);
      await undefined;
      return send(one);
    },
  };
  const group = (name: unknown, fn: AnyFunction): unknown => {
    calls.push(`enter ${name}`);
    try {
      return fn();
    } finally {
      calls.push('leave');
    }
  };
  const check = (value: unknown, checks: Record<string, AnyFunction>): boolean =>
    Object.entries(checks)
      .map(([name, test]) => noteCheck(calls, name, typeof test === 'function' ? test(value) : test))
      .every(Boolean);
  const connect = (url: unknown, _params: unknown, fn: AnyFunction): unknown => {
    const handlers: Record<string, AnyFunction> = {};
    calls.push(`connect ${url}`);
    fn({ on: (event: string, handler: AnyFunction) => (handlers[event] = handler) });
    for (const event of ['open', 'message', 'message', 'close']) handlers[event]?.(event);
    return { status: 101 };
  };
  return modules(calls, {
    k6: { group, check, sleep: (seconds: unknown) => void calls.push(`sleep ${seconds}`) },
    'k6/http': http,
    'k6/ws': { connect },
    'k6/net/grpc': {
      Client: clientClass(
        (what) =>
          (...args) =>
            void calls.push(`${what} ${args[0]}`),
      ),
    },
  });
}

/** Natives for compiled code, of one VU. */
export function suspendingModules(calls: Calls, turns: Turns): Record<string, MakeModule> {
  const operation = (what: string, result: () => unknown): Operation =>
    Object.assign(new Marked(), {
      what,
      exec: (strand: Resumable) => turns.start(strand, result),
    });
  const answerTo = ({ method, url }: Request): Answer => {
    calls.push(`${method} ${url}`);
    return withForms(
      new Answer(url),
      native('submitForm()', ((path: unknown) => sending('submitForm()', request('POST', path))) as never),
    );
  };
  const sending = (what: string, one: Request): Operation => operation(what, () => answerTo(one));
  const http: Namespace = {
    ...Object.fromEntries(
      METHODS.map((name) => [
        name,
        native(`http.${name}()`, (url: unknown) => sending(`http.${name}()`, request(verbOf(name), url))),
      ]),
    ),
    request: native('http.request()', (method: string, url: unknown) =>
      sending('http.request()', request(method, url)),
    ),
    batch: native('http.batch()', (requests: unknown) => {
      const parts = batchOf(requests);
      return operation('http.batch()', () =>
        collect(
          requests,
          parts.map(([key, one]) => [key, answerTo(one)]),
        ),
      );
    }),
  };
  const vuModules: Record<string, MakeModule> = {
    'k6/http': (vu) => ({
      ...http,
      asyncRequest: (method: string, url: unknown) => {
        const one = request(method, url);
        const callback = vu.registerCallback();
        return new Promise((resolve, reject) => {
          turns.later(() =>
            callback(() => {
              try {
                resolve(answerTo(one));
              } catch (error) {
                reject(error);
              }
            }),
          );
        });
      },
    }),
  };
  const fixed = modules(calls, {
    k6: {
      group: groupNative(calls),
      check: checkNative(calls),
      sleep: native('sleep()', (seconds: unknown) => operation('sleep()', () => void calls.push(`sleep ${seconds}`))),
    },
    'k6/ws': { connect: connectNative(calls, operation) },
    'k6/net/grpc': {
      Client: clientClass((what) =>
        native(what, (...args: unknown[]) => operation(what, () => void calls.push(`${what} ${args[0]}`))),
      ),
    },
  });
  return { ...Object.fromEntries(Object.entries(fixed).map(([name, module]) => [name, () => module])), ...vuModules };
}

function groupNative(calls: Calls): AnyFunction {
  const enter = (name: unknown): number => calls.push(`enter ${name}`);
  const leave = (): void => void calls.push('leave');
  const group = (name: unknown, fn: AnyFunction): unknown => {
    enter(name);
    try {
      return fn();
    } finally {
      leave();
    }
  };
  const waiting = function* (name: unknown, fn: AnyFunction): Suspendable {
    enter(name);
    try {
      return yield* suspendably(fn, undefined, []);
    } finally {
      leave();
    }
  };
  stampBlock(group, { enter, leave });
  return callsBack(group, ([, fn]) => mayWait(fn), waiting);
}

function checkNative(calls: Calls): AnyFunction {
  const check = (value: unknown, checks: Record<string, AnyFunction>): boolean =>
    Object.entries(checks)
      .map(([name, test]) => noteCheck(calls, name, typeof test === 'function' ? test(value) : test))
      .every(Boolean);
  const waiting = function* (value: unknown, checks: Record<string, AnyFunction>): Suspendable {
    let passed = true;
    for (const [name, test] of Object.entries(checks)) {
      const result = typeof test === 'function' ? yield* suspendably(test, undefined, [value]) : test;
      passed = noteCheck(calls, name, result) && passed;
    }
    return passed;
  };
  return callsBack(check, ([, checks]) => Object.values(checks as object).some(mayWait), waiting);
}

function noteCheck(calls: Calls, name: string, result: unknown): boolean {
  calls.push(`${result ? 'pass' : 'miss'} ${name}`);
  return Boolean(result);
}

function connectNative(calls: Calls, operation: (what: string, result: () => unknown) => Operation): AnyFunction {
  const wait = native('ws.connect()', (() => operation('ws.connect()', () => undefined)) as never);
  const connect = function* (url: unknown, _params: unknown, fn: AnyFunction): Suspendable {
    const handlers: Record<string, AnyFunction> = {};
    calls.push(`connect ${url}`);
    yield* suspendably(fn, undefined, [{ on: (event: string, handler: AnyFunction) => (handlers[event] = handler) }]);
    for (const event of ['open', 'message', 'message', 'close']) {
      yield* suspendably(wait, undefined, []);
      const handler = handlers[event];
      if (handler) yield* suspendably(handler, undefined, [event]);
    }
    return { status: 101 };
  };
  return callsBack(
    () => undefined,
    () => true,
    connect,
  );
}

function withForms(answer: Answer, submitForm: AnyFunction): Answer {
  return Object.defineProperty(answer, 'submitForm', { value: submitForm });
}

function clientClass(method: (what: string) => AnyFunction): AnyFunction {
  class Client {}
  for (const what of ['connect', 'invoke', 'healthCheck']) {
    Object.defineProperty(Client.prototype, what, { value: method(`grpc ${what}`) });
  }
  return Client as never;
}

function modules(calls: Calls, made: Record<string, Namespace>): Record<string, Namespace> {
  class Metric {
    constructor(readonly name: string) {}
    add(value: unknown): void {
      calls.push(`${this.name} ${value}`);
    }
  }
  const metrics = { Counter: Metric, Trend: Metric, Rate: Metric, Gauge: Metric };
  const fail = (message: string): never => {
    throw new Error(message);
  };
  const all: Record<string, Namespace> = {
    ...made,
    k6: { ...made.k6, fail },
    'k6/metrics': metrics,
    'k6/execution': { vu: { idInTest: 1 }, scenario: { name: 'default' } },
  };
  for (const module of Object.values(all)) module.default = module;
  return all;
}
