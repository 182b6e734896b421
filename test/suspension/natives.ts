// Natives for scripts under test, described without a word of the runtime: what a call does, and whether it waits.
// The oracle calls them as plain functions; adapter.ts makes of them what the runtime wants.

// biome-ignore lint/suspicious/noExplicitAny: natives take whatever scripts pass.
export type AnyFunction = (...args: any[]) => unknown;

/** A call of a script's function that a native makes. */
export interface CallBack {
  readonly fn: AnyFunction;
  readonly args: readonly unknown[];
}

export type Native =
  /** Waits, then gives what `answer` returns or throws. */
  | { readonly kind: 'waits'; readonly answer: AnyFunction }
  /** Calls functions of the script, which may wait inside: yields each call, and is resumed with its result. */
  | { readonly kind: 'callsBack'; readonly body: (...args: never[]) => Generator<CallBack, unknown, unknown> }
  /** Gives a promise; the answer comes in a later task, in the order of the calls. */
  | { readonly kind: 'later'; readonly answer: AnyFunction }
  /** While the script waits for it, the VU is interrupted. */
  | { readonly kind: 'interrupts' }
  /** Never waits. */
  | { readonly kind: 'plain'; readonly value: unknown };

export type NativeModules = Readonly<Record<string, Readonly<Record<string, Native>>>>;

/** One VU's natives; `log` is that VU's. */
export type MakeNatives = (log: string[]) => NativeModules;

const waits = (answer: AnyFunction): Native => ({ kind: 'waits', answer });

/** What the generated programs and the language tests use: `http.get(x)` gives x, `http.post(x)` fails with x. */
export const echoNatives: MakeNatives = (log) => ({
  k6: {
    sleep: waits(() => undefined),
    group: {
      kind: 'callsBack',
      *body(name: unknown, fn: AnyFunction) {
        log.push(`enter ${String(name)}`);
        try {
          return yield { fn, args: [] };
        } finally {
          log.push('leave');
        }
      },
    },
    check: {
      kind: 'callsBack',
      *body(value: unknown, tests: Record<string, unknown>) {
        let passed = true;
        for (const [name, test] of Object.entries(tests)) {
          const result = typeof test === 'function' ? yield { fn: test as AnyFunction, args: [value] } : test;
          log.push(`${result ? 'pass' : 'miss'} ${name}`);
          if (!result) passed = false;
        }
        return passed;
      },
    },
    fail: {
      kind: 'plain',
      value: (message: string) => {
        throw new Error(message);
      },
    },
  },
  'k6/http': {
    get: waits((value) => value),
    post: waits((value) => {
      // The text of a function is that of the compiled one; the README says so.
      throw new Error(`refused ${Object(value) === value ? typeof value : String(value)}`);
    }),
    batch: waits((values: readonly unknown[]) => [...values]),
    asyncRequest: { kind: 'later', answer: (_method: unknown, value: unknown) => value },
  },
});

/** The same natives for plain Node: a call that waits just returns. `later` runs tasks, in order. */
export function plainModules(modules: NativeModules, later: (task: () => void) => void): Record<string, object> {
  const plain = (native: Native): unknown =>
    native.kind === 'later'
      ? (...args: unknown[]) => answerLater(() => native.answer(...args), later)
      : plainNative(native);
  return mapValues(modules, (natives) => withDefault(mapValues(natives, plain)));
}

/** What never waits. */
export function plainNative(native: Exclude<Native, { kind: 'later' }>): unknown {
  if (native.kind === 'plain') return native.value;
  if (native.kind === 'interrupts') return () => undefined;
  // Arrows, because natives can't be called with `new`.
  if (native.kind === 'callsBack') return (...args: unknown[]) => runNow(native.body(...(args as never[])));
  return named((...args: unknown[]) => Reflect.apply(native.answer, undefined, args));
}

/** As what waits is called where it waits. */
const named = <F extends AnyFunction>(fn: F): F => Object.defineProperty(fn, 'name', { value: 'native' });

const answerLater = (answer: () => unknown, later: (task: () => void) => void): Promise<unknown> =>
  new Promise((resolve, reject) => {
    later(() => {
      try {
        resolve(answer());
      } catch (error) {
        reject(error);
      }
    });
  });

function runNow(body: Generator<CallBack, unknown, unknown>): unknown {
  let step = body.next();
  while (!step.done) {
    const { fn, args } = step.value;
    let result: unknown;
    try {
      result = fn(...args);
    } catch (error) {
      step = body.throw(error);
      continue;
    }
    step = body.next(result);
  }
  return step.value;
}

/** A module can be imported as a whole by its default. */
export function withDefault(module: Record<string, unknown>): Record<string, unknown> {
  module.default = module;
  return module;
}

export const mapValues = <From, To>(object: Readonly<Record<string, From>>, map: (value: From) => To) =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)])) as Record<string, To>;
