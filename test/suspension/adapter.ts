// The only file of these suites that knows the compiler and the runtime: text in, what every VU did out.

import { join } from 'node:path';
import type { MakeModule, VuContext } from '../../src/k6/context.js';
import { nativeTable } from '../../src/k6/native-table.js';
import { callsBack, current, operation, PENDING, type Suspendable, suspendably } from '../../src/k6/suspension.js';
import { bundle } from '../../src/script/bundle.js';
import type { Bundle } from '../../src/script/bundle-types.js';
import { compile } from '../../src/script/compile.js';
import type { CompiledScript } from '../../src/script/compiled-script.js';
import { isTooDeep, transformDeep } from '../../src/script/compiler/deep.js';
import { transform } from '../../src/script/compiler/index.js';
import type { Level } from '../../src/script/transformed.js';
import type { Outcome } from '../../src/suspension/outcome.js';
import { watchPromises } from '../../src/suspension/promises.js';
import { type LoadedScript, loadScript } from '../../src/vu/runtime/load.js';
import { ScriptFiles } from '../../src/vu/sandbox/files.js';
import { TestVu } from '../helpers/vu.js';
import { type AnyFunction, type CallBack, type MakeNatives, type Native, withDefault } from './natives.js';
import { randomFrom, Turns } from './turns.js';

/** How much the compiler may leave out; undefined is its default. */
export type { Level } from '../../src/script/transformed.js';
export const LEVELS: readonly Level[] = ['complete', 'optimised'];
export const nameOf = (level: Level): string => level;

export type { CompiledScript };

/** One ES module that imports nothing but k6, taken as it is: no bundler changes it. */
export async function compileText(text: string, level: Level): Promise<CompiledScript> {
  const bundled = bundleByHand(text);
  const { code, slices, suspendsInInit, protocols, promoted } = await transformAny(bundled, level);
  const positions = { ...slices, bundleLineStarts: new Uint32Array([0]), bundleMap: '' };
  const { name, entryPath } = bundled.source;
  const { k6Modules } = bundled;
  return {
    name,
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

async function transformAny(bundled: Bundle, level: Level) {
  try {
    return transform(bundled, { isolateLibs: [], level, natives: nativeTable });
  } catch (error) {
    if (!isTooDeep(error)) throw error;
    return await transformDeep({ bundle: bundled, options: { isolateLibs: [], level, natives: nativeTable } });
  }
}

function bundleByHand(text: string): Bundle {
  const imported = [...text.matchAll(/^import [^;'"]* from ['"](k6(?:\/[\w/]+)?)['"]/gm)].map((match) => match[1]!);
  return {
    source: { name: 'p.js', entryPath: '/nowhere/p.js', text },
    code: text,
    map: '',
    preludeLength: 0,
    entryFormat: 'esm',
    segments: [{ path: 'p.js', start: 0, end: text.length, library: false, packageName: undefined }],
    k6Modules: [...new Set(imported)].sort(),
    inputs: ['p.js'],
  };
}

/** A file with all it imports, the way users' scripts go. */
export function compileFile(file: { folder: string; name: string; text: string }, level: Level) {
  return compile(sourceOf(file), { cwd: file.folder, isolateLibs: [], sourceMaps: false, level, natives: nativeTable });
}

/** The same file for the oracle: joined, not transformed. */
export async function bundleFile(file: { folder: string; name: string; text: string }) {
  const { code, entryFormat } = await bundle(sourceOf(file), { cwd: file.folder });
  return { code, entryFormat };
}

const sourceOf = ({ folder, name, text }: { folder: string; name: string; text: string }) => ({
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
  readonly log: readonly string[];
  /** Calls that could not wait where they were. */
  readonly refused: readonly Error[];
}

export interface Crowd {
  readonly natives: MakeNatives;
  readonly vus: number;
  readonly seed: number;
  /** Which exports to run, one after the other; all functions unless given. */
  readonly exports?: readonly string[];
  /** How often each. */
  readonly iterations?: number;
  /** Looks at a value while its VU's script may still be asked things. */
  readonly show?: (value: unknown) => unknown;
}

const VU_LOG = 'log of the test';
const logOf = ({ slots }: VuContext): string[] => {
  if (!slots.has(VU_LOG)) slots.set(VU_LOG, []);
  return slots.get(VU_LOG) as string[];
};

/** Runs a script in many VUs at once, all on this thread. Rejects with what init code throws. */
export async function runCompiled(script: CompiledScript, crowd: Crowd): Promise<Run[]> {
  const turns = new Turns(randomFrom(crowd.seed));
  const stopWatching = watchPromises();
  const runs: Run[] = [];
  try {
    const loaded = loadScript(script, {
      modules: modulesOf(crowd.natives, turns),
      files: new ScriptFiles(script.entryPath),
      log: new TestVu(0).thread.log,
    });
    const vus = Array.from({ length: crowd.vus }, (_, i) => new TestVu(i + 1));
    let finished = false;
    let failure: { readonly error: unknown } | undefined;
    Promise.all(vus.map((vu) => runVu(loaded, vu, crowd, runs))).then(
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
    for (const vu of vus) {
      if (vu.loop.running) runs.push(hung(vu));
      vu.interrupt();
    }
  } finally {
    stopWatching();
  }
  return runs;
}

const hung = (vu: TestVu): Run => ({
  vu: vu.idInTest,
  name: '',
  kind: 'hangs',
  value: undefined,
  log: [...logOf(vu)],
  refused: [...vu.unsupportedErrors],
});

async function runVu(loaded: LoadedScript, vu: TestVu, crowd: Crowd, runs: Run[]): Promise<void> {
  const { exports: wanted, iterations = 1, show = (value) => value } = crowd;
  vu.stage = 'init';
  const instance = await loaded.instantiate(vu.loop, {});
  vu.stage = 'vu';
  const log = logOf(vu);
  log.length = 0;
  const names = wanted ?? Object.keys(instance.exports);
  for (const name of names) {
    const fn = instance.exports[name];
    if (typeof fn !== 'function') continue;
    for (let iteration = 0; iteration < iterations; iteration++) {
      instance.setIteration(iteration);
      const refusedBefore = vu.unsupportedErrors.length;
      const outcome = await vu.iterate(fn as AnyFunction);
      const value = outcome.kind === 'returned' ? outcome.value : outcome.kind === 'threw' ? outcome.error : undefined;
      runs.push({
        vu: vu.idInTest,
        name,
        kind: outcome.kind,
        value: show(value),
        log: log.splice(0),
        refused: vu.unsupportedErrors.slice(refusedBefore),
      });
    }
  }
}

function modulesOf(makeNatives: MakeNatives, turns: Turns): Record<string, MakeModule> {
  const make = (specifier: string) => (vu: VuContext) => {
    const natives = Object.entries(makeNatives(logOf(vu))[specifier]!);
    return withDefault(Object.fromEntries(natives.map(([name, native]) => [name, nativeOf(name, native, vu, turns)])));
  };
  return Object.fromEntries(Object.keys(makeNatives([])).map((specifier) => [specifier, make(specifier)]));
}

function nativeOf(name: string, native: Native, vu: VuContext, turns: Turns): unknown {
  switch (native.kind) {
    case 'waits':
      return waiting(name, native.answer, turns);
    case 'callsBack':
      return callingBack(native.body as (...args: unknown[]) => Generator<CallBack, unknown, unknown>);
    case 'later':
      return answeringLater(native.answer, vu, turns);
    case 'plain':
      return native.value;
  }
}

function waiting(what: string, answer: AnyFunction, turns: Turns): AnyFunction {
  return operation(`${what}()`, ((...args: unknown[]) => ({
    what: `${what}()`,
    exec(strand: { resume(value: unknown): void; fail(make: () => unknown): void }) {
      if (turns.endsAtOnce()) {
        try {
          return answer(...args);
        } catch (error) {
          throw inRealm(error);
        }
      }
      turns.add(() => {
        let value: unknown;
        try {
          value = answer(...args);
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

/** Modules throw errors of the script's own realm. */
const inRealm = (error: unknown): unknown => (error instanceof Error ? new current.realm.Error(error.message) : error);

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
  return callsBack(native, () => true, waiting);
}

/** The answers of one VU come in the order of its calls, whichever VU's turn it is. */
function answeringLater(answer: AnyFunction, vu: VuContext, turns: Turns): AnyFunction {
  const queue: (() => void)[] = [];
  return (...args: unknown[]) => {
    const callback = vu.registerCallback();
    return new Promise((resolve, reject) => {
      queue.push(() =>
        callback(() => {
          try {
            resolve(answer(...args));
          } catch (error) {
            reject(error);
          }
        }),
      );
      turns.add(() => queue.shift()!());
    });
  };
}

/** Whether an error says that a call could not wait where it was. */
export const isRefusal = (error: unknown): boolean => (error as Error | undefined)?.name === 'BlockedInSyncContext';
