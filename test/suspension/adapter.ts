// The only file of these suites that knows the compiler and the runtime: text in, what every VU did out. Longer than
// other files for that reason: what is renamed there is renamed here, and nowhere else.

import { join } from 'node:path';
import type { LogRecord } from '../../src/base/log.js';
import type { MakeModule, VuContext } from '../../src/k6/context.js';
import { nativeTable } from '../../src/k6/modules.js';
import { current, Marked, PENDING, type Suspendable, suspendably } from '../../src/k6/suspension.js';
import type { Bundle } from '../../src/script/bundle-types.js';
import { compile } from '../../src/script/compile.js';
import type { CompiledScript } from '../../src/script/compiled-script.js';
import { isTooDeep, transformDeep } from '../../src/script/compiler/deep.js';
import { transform } from '../../src/script/compiler/index.js';
import { perVuNames } from '../../src/script/compiler/runtime-names.js';
import type { CompileLevel as Compiled, Transformed } from '../../src/script/transformed.js';
import { stampBlock } from '../../src/suspension/brand.js';
import { callsBack, operation } from '../../src/suspension/natives.js';
import type { Outcome } from '../../src/suspension/outcome.js';
import { watchPromises } from '../../src/suspension/promises.js';
import { replays } from '../../src/suspension/replay.js';
import { thenables } from '../../src/suspension/thenables.js';
import { iterators } from '../../src/suspension/twins/iterators.js';
import { Realm } from '../../src/vu/realm/realm.js';
import { type LoadedScript, loadScript } from '../../src/vu/runtime/load.js';
import { ScriptFiles } from '../../src/vu/sandbox/files.js';
import { TestVu } from '../helpers/vu.js';
import {
  type AnyFunction,
  type CallBack,
  type Native,
  type NativeModules,
  plainNative,
  withDefault,
} from './natives.js';
import { asFunctionBody } from './plain.js';
import { randomFrom, Turns } from './turns.js';

/**
 * How much the compiler may leave out. `none` does not compile at all: the plain text runs in the VU's event loop, with
 * natives that never wait. What differs there is the suite's or the loop's own fault.
 */
export type Level = Compiled | 'none';
export const LEVELS: readonly Level[] = ['complete', 'optimised'];
export const nameOf = (level: Level): string => level;
export type { CompiledScript };

/** One ES module that imports nothing but k6, taken as it is: no bundler changes it. */
export async function compileText(text: string, level: Level): Promise<CompiledScript> {
  const bundled = bundleByHand(text);
  const { code, slices, suspendsInInit, protocols, promoted } =
    level === 'none' ? plain(text) : await transformAny(bundled, level);
  const positions = { ...slices, bundleLineStarts: new Uint32Array([0]), bundleMap: '' };
  const { name, entryPath } = bundled.source;
  const { k6Modules } = bundled;
  return {
    name,
    root: undefined,
    entryPath,
    source: text,
    codeName: 'salvo:p.js',
    code,
    suspendsInInit,
    k6Modules,
    positions,
    protocols,
    modules: { starts: new Uint32Array(), names: [], paths: [] },
    promoted,
  };
}

/** The shape that compiled code has, around text that is not compiled. */
function plain(text: string): Transformed {
  const names = perVuNames.join(', ');
  const empty = new Uint32Array();
  const init = `(function () { 'use strict'; ${asFunctionBody(text)}\n})()`;
  const inner = `function ($vu, $import, ${names}) { let __ITER; return { exports: ${init}, setIteration: (i) => { __ITER = i; } }; }`;
  return {
    code: `(function ($kit) { return ${inner}; })`,
    slices: { outputOffsets: empty, bundleOffsets: empty, lengths: empty },
    suspendsInInit: false,
    protocols: { replays: false, iterators: false, thenables: false, asyncGenerators: false },
    promoted: [],
  };
}

async function transformAny(bundled: Bundle, level: Compiled) {
  try {
    return transform(bundled, { isolateLibs: [], level, natives: nativeTable() });
  } catch (error) {
    if (!isTooDeep(error)) throw error;
    return await transformDeep({ bundle: bundled, options: { isolateLibs: [], level, natives: nativeTable() } });
  }
}

function bundleByHand(text: string): Bundle {
  const imported = [...text.matchAll(/^import [^;'"]* from ['"](k6(?:\/[\w/]+)?)['"]/gm)].map((match) => match[1]!);
  return {
    source: { name: 'p.js', entryPath: '/nowhere/p.js', text },
    code: text,
    map: '',
    names: new Map(),
    preludeLength: 0,
    entryFormat: 'esm',
    segments: [{ path: 'p.js', start: 0, end: text.length, library: false, packageName: undefined }],
    k6Modules: [...new Set(imported)].sort(),
    inputs: ['p.js'],
  };
}

export interface ScriptFile {
  readonly folder: string;
  readonly name: string;
  readonly text: string;
}

/** A file with all it imports, the way users' scripts go. */
export function compileFile(file: ScriptFile, level: Level): Promise<CompiledScript> {
  if (level === 'none') throw new Error('only texts run as they are');
  return compile(sourceOf(file), {
    cwd: file.folder,
    isolateLibs: [],
    sourceMaps: false,
    level,
    natives: nativeTable(),
  });
}

const sourceOf = ({ folder, name, text }: ScriptFile) => ({
  name,
  entryPath: join(folder, name),
  text,
});

/** What one exported function did in one VU. */
export interface Run {
  readonly vu: number;
  readonly name: string;
  readonly kind: Outcome['kind'] | 'hangs';
  /** What it returned or threw. */
  readonly value: unknown;
  /** What natives wrote down. */
  readonly log: readonly string[];
  /** What the script gave to `console`; of all VUs together, so it says something for one VU only. */
  readonly printed: readonly string[];
  /** Calls that could not wait where they were. */
  readonly refused: readonly Error[];
}

export interface Crowd {
  readonly natives: (log: string[]) => NativeModules;
  readonly vus: number;
  readonly seed: number;
  /** For text that is not compiled: no native waits. */
  readonly instant?: boolean;
  /** Which exports to run, one after the other; all functions unless given. */
  readonly exports?: readonly string[];
  /** How often each. */
  readonly iterations?: number;
  /** Each VU has a realm of its own, as those have whose scripts change builtins. */
  readonly apart?: boolean;
  /** Looks at a value while its VU's script may still be asked things. */
  readonly show?: (value: unknown) => unknown;
}

const { defineProperty } = Object;
const { apply } = Reflect;

const logs = new WeakMap<VuContext, string[]>();
const logOf = (vu: VuContext): string[] => {
  if (!logs.has(vu)) logs.set(vu, []);
  return logs.get(vu)!;
};

let stopWatching: (() => void) | undefined;

/** Before the oracle runs, whose promises belong to no VU. */
export function forgetPromises(): void {
  stopWatching?.();
  stopWatching = undefined;
}

/** A thread keeps in mind what any of its scripts may do. Here each is alone, as it is for users. */
function forgetProtocols(): void {
  replays.possible = false;
  thenables.suspend = false;
  iterators.suspend = false;
}

/** Runs a script in many VUs at once, all on this thread. Rejects with what init code throws. */
export async function runCompiled(script: CompiledScript, crowd: Crowd): Promise<Run[]> {
  const turns = new Turns(randomFrom(crowd.seed));
  forgetProtocols();
  stopWatching ??= watchPromises();
  const host = new TestVu(0);
  const world = {
    modules: modulesOf(crowd, turns),
    files: new ScriptFiles(script),
    log: host.thread.log,
  };
  const load = (): LoadedScript => loadScript(script, world, new Realm());
  const shared = crowd.apart ? undefined : load();
  const runs: Run[] = [];
  const vus = Array.from({ length: crowd.vus }, (_, i) => new TestVu(i + 1));
  let finished = false;
  let failure: { readonly error: unknown } | undefined;
  Promise.all(vus.map((vu) => runVu(shared ?? load(), { vu, crowd, runs, printed: host.logged }))).then(
    () => {
      finished = true;
    },
    (error) => {
      failure = { error };
      finished = true;
    },
  );
  await turns.run(() => finished);
  if (failure !== undefined) throw failure.error;
  for (let i = 0; i < vus.length; i++) {
    if (vus[i]!.loop.running) append(runs, hung(vus[i]!));
    vus[i]!.interrupt();
  }
  return runs;
}

const hung = (vu: TestVu): Run => ({
  vu: vu.idInTest,
  name: '',
  kind: 'hangs',
  value: undefined,
  log: [...logOf(vu)],
  printed: [],
  refused: [...vu.unsupportedErrors],
});

interface Place {
  readonly vu: TestVu;
  readonly crowd: Crowd;
  readonly runs: Run[];
  readonly printed: LogRecord[];
}

async function runVu(loaded: LoadedScript, { vu, crowd, runs, printed }: Place): Promise<void> {
  const { exports: wanted, iterations = 1, show = (value) => value } = crowd;
  vu.stage = 'init';
  const instance = await loaded.instantiate(vu.loop, {});
  vu.stage = 'vu';
  const log = logOf(vu);
  log.length = 0;
  const names = wanted ?? Object.keys(instance.exports).sort();
  for (let i = 0; i < names.length; i++) {
    const name = names[i]!;
    const fn = instance.exports[name];
    if (typeof fn !== 'function') continue;
    for (let iteration = 0; iteration < iterations; iteration++) {
      instance.setIteration(iteration);
      const refusedBefore = vu.unsupportedErrors.length;
      const outcome = await vu.iterate(fn as AnyFunction);
      const value = outcome.kind === 'returned' ? outcome.value : outcome.kind === 'threw' ? outcome.error : undefined;
      append(runs, {
        vu: vu.idInTest,
        name,
        kind: outcome.kind,
        value: show(value),
        log: log.splice(0),
        printed: printed.splice(0).map(({ message }) => message),
        refused: vu.unsupportedErrors.slice(refusedBefore),
      });
    }
  }
}

/** As `push`, which a script under test may have changed, as it may have changed what arrays inherit. */
function append<Item>(list: Item[], value: Item): void {
  const property = { __proto__: null, value, writable: true, enumerable: true, configurable: true };
  defineProperty(list, list.length, property as PropertyDescriptor);
}

function modulesOf({ natives: makeNatives, instant = false }: Crowd, turns: Turns): Record<string, MakeModule> {
  const make = (specifier: string) => (vu: VuContext) => {
    const natives = Object.entries(makeNatives(logOf(vu))[specifier]!);
    const valueFor = (name: string, native: Native): unknown =>
      instant && native.kind !== 'later' ? instantly(native) : nativeOf(name, native, vu, turns);
    return withDefault(Object.fromEntries(natives.map(([name, native]) => [name, valueFor(name, native)])));
  };
  return Object.fromEntries(Object.keys(makeNatives([])).map((specifier) => [specifier, make(specifier)]));
}

function nativeOf(name: string, native: Native, vu: VuContext, turns: Turns): unknown {
  switch (native.kind) {
    case 'waits':
      return waiting(name, native.answer, turns);
    case 'callsBack':
      return callingBack(native.body as (...args: unknown[]) => Generator<CallBack, unknown, unknown>);
    case 'interrupts':
      return interrupting(name, vu, turns);
    case 'later':
      return answeringLater(native.answer, vu, turns);
    case 'plain':
      return native.value;
  }
}

function instantly(native: Exclude<Native, { kind: 'later' }>): unknown {
  const value = plainNative(native);
  if (native.kind !== 'waits') return value;
  return (...args: unknown[]) => {
    try {
      return inRealm(apply(native.answer, undefined, args));
    } catch (error) {
      throw inRealm(error);
    }
  };
}

function waiting(what: string, answer: AnyFunction, turns: Turns): AnyFunction {
  return operation(`${what}()`, ((...args: unknown[]) =>
    Object.assign(new Marked(), {
      what: `${what}()`,
      exec(strand: { resume(value: unknown): void; fail(make: () => unknown): void }) {
        if (turns.endsAtOnce()) {
          try {
            return inRealm(apply(answer, undefined, args));
          } catch (error) {
            throw inRealm(error);
          }
        }
        turns.add(() => {
          let value: unknown;
          try {
            value = inRealm(apply(answer, undefined, args));
          } catch (error) {
            strand.fail(() => inRealm(error));
            return;
          }
          strand.resume(value);
        });
        return PENDING;
      },
      // For init code.
      block: () => answer(...args),
    })) as never);
}

/** Modules make what they give of the builtins of the script's own realm. */
function inRealm(value: unknown): unknown {
  const { realm } = current;
  if (value instanceof Error) return new realm.Error(value.message);
  if (Array.isArray(value) && Object.getPrototypeOf(value) === Array.prototype) return realm.Array.from(value);
  return value;
}

function interrupting(what: string, vu: VuContext, turns: Turns): AnyFunction {
  return operation(`${what}()`, (() =>
    Object.assign(new Marked(), {
      what: `${what}()`,
      exec() {
        turns.add(() => vu.interrupt());
        return PENDING;
      },
    })) as never);
}

function callingBack(body: (...args: unknown[]) => Generator<CallBack, unknown, unknown>): AnyFunction {
  const native = (...args: unknown[]): unknown => {
    const steps = body(...args);
    let step = steps.next();
    while (!step.done) step = steps.next(step.value.fn(...step.value.args));
    return step.value;
  };
  const waiting = function* (...args: unknown[]): Suspendable {
    const steps = body(...args);
    let step = steps.next();
    while (!step.done) {
      let result: unknown;
      try {
        result = yield* suspendably(step.value.fn, undefined, step.value.args);
      } catch (error) {
        step = steps.throw(error);
        continue;
      }
      step = steps.next(result);
    }
    return step.value;
  };
  // The inlined form of group(): up to the call of the callback, and from there on.
  const enter = (first: unknown): ReturnType<typeof body> => {
    const steps = body(first, () => undefined);
    steps.next();
    return steps;
  };
  stampBlock(native, { enter, leave: (steps) => void (steps as ReturnType<typeof body>).next() });
  return callsBack(native, () => true, waiting);
}

/** The answers of one VU come in the order of its calls, whichever VU's turn it is. */
function answeringLater(answer: AnyFunction, vu: VuContext, turns: Turns): AnyFunction {
  const queue: (() => void)[] = [];
  return (...args: unknown[]) => {
    const callback = vu.registerCallback();
    return new current.realm.Promise((resolve, reject) => {
      queue.push(() =>
        callback(() => {
          try {
            resolve(inRealm(answer(...args)));
          } catch (error) {
            reject(inRealm(error));
          }
        }),
      );
      turns.add(() => queue.shift()!());
    });
  };
}

/** Whether an error says that a promise was rejected and nobody cared. */
export const isUncaught = (error: unknown): boolean => (error as Error | undefined)?.name === 'UncaughtInPromise';

/** Whether an error says that a call could not wait where it was. */
export const isRefusal = (error: unknown): boolean => (error as Error | undefined)?.name === 'BlockedInSyncContext';
