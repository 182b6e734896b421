// Runs a script twice, compiled and untouched, and tells what each did.
import vm from 'node:vm';
import { transform as esbuild } from 'esbuild';
import type { MakeModule, VuContext } from '../../../src/k6/context.js';
import type { AnyFunction } from '../../../src/k6/suspension.js';
import { bundle } from '../../../src/script/bundle.js';
import type { ScriptSource } from '../../../src/script/bundle-types.js';
import { compile } from '../../../src/script/compile.js';
import type { CompiledScript } from '../../../src/script/compiled-script.js';
import type { CompileLevel } from '../../../src/script/transformed.js';
import { watchPromises } from '../../../src/suspension/promises.js';
import { type LoadedScript, loadScript } from '../../../src/vu/runtime/load.js';
import type { ModuleTable } from '../../../src/vu/runtime/modules.js';
import { ScriptFiles } from '../../../src/vu/sandbox/files.js';
import { TestVu } from '../../helpers/vu.js';
import { type Calls, plainModules, standInTable, suspendingModules, Turns } from './stand-ins.js';

/** What one run of an exported function did, in a form that can be compared. */
export interface Trace {
  readonly ended: string;
  readonly calls: Calls;
}

export interface Folder {
  readonly cwd: string;
  readonly isolateLibs?: readonly string[];
  readonly level?: CompileLevel;
}

export function compileIn(
  source: ScriptSource,
  { cwd, isolateLibs = [], level = 'optimised' }: Folder,
): Promise<CompiledScript> {
  return compile(source, { cwd, isolateLibs, sourceMaps: true, level, natives: standInTable });
}

/** What the untouched bundle does when all natives simply return. */
export async function reference(source: ScriptSource, { cwd }: Folder): Promise<Map<string, Trace>> {
  const { code, entryFormat } = await bundle(source, { cwd });
  const { code: commonJs } = await esbuild(code, { format: 'cjs', target: 'es2022' });
  const calls: Calls = [];
  const modules = plainModules(calls);
  const names = ['require', 'module', 'exports', '__VU', '__ITER', '__ENV'];
  const run = new vm.Script(`(function (${names}) { 'use strict'; ${commonJs}\n})`).runInThisContext() as AnyFunction;
  const module = { exports: {} as Record<string, unknown> };
  run((name: string) => modules[name], module, module.exports, 1, 0, {});
  const exports = (entryFormat === 'cjs' ? module.exports.default : module.exports) as Record<string, unknown>;
  calls.length = 0;
  const traces = new Map<string, Trace>();
  for (const name of Object.keys(exports)) {
    const fn = exports[name];
    if (typeof fn !== 'function') continue;
    const ended = await endOf(async () => await fn());
    traces.set(name, { ended, calls: calls.splice(0) });
  }
  return traces;
}

async function endOf(run: () => Promise<unknown>): Promise<string> {
  try {
    return shown(await run());
  } catch (error) {
    return thrown(error);
  }
}

const shown = (value: unknown): string => `returned ${JSON.stringify(value)}`;
const thrown = (error: unknown): string =>
  `threw ${(error as Error)?.name ?? ''} ${(error as Error)?.message ?? error}`;

/** What the compiled script does in `count` VUs at the same time, all of them on one thread. */
export async function concurrent(script: CompiledScript, count: number, seed = 1): Promise<Map<string, Trace>[]> {
  const turns = new Turns(randomFrom(seed));
  const stopWatching = watchPromises();
  const loaded = loadScript(script, {
    modules: modulesOf(turns),
    files: new ScriptFiles(script),
    log: new TestVu(0).thread.log,
  });
  let finished = false;
  const all = Promise.all(Array.from({ length: count }, (_, i) => runAll(loaded, new TestVu(i + 1)))).finally(() => {
    finished = true;
    stopWatching();
  });
  await Promise.all([turns.run(() => finished), all]);
  return all;
}

/** Each VU has its own list of calls, in a slot. */
function modulesOf(turns: Turns): ModuleTable {
  const names = Object.keys(suspendingModules([], turns));
  const make =
    (name: string): MakeModule =>
    (vu) =>
      suspendingModules(callsOf(vu), turns)[name]!(vu);
  return Object.fromEntries(names.map((name) => [name, make(name)]));
}

const calls = new WeakMap<VuContext, Calls>();
const callsOf = (vu: VuContext): Calls => {
  if (!calls.has(vu)) calls.set(vu, []);
  return calls.get(vu)!;
};

async function runAll(loaded: LoadedScript, vu: TestVu): Promise<Map<string, Trace>> {
  vu.stage = 'init';
  const instance = await loaded.instantiate(vu.loop, {});
  vu.stage = 'vu';
  instance.setIteration(0);
  const calls = callsOf(vu);
  calls.length = 0;
  const traces = new Map<string, Trace>();
  for (const name of Object.keys(instance.exports)) {
    const fn = instance.exports[name];
    if (typeof fn !== 'function') continue;
    const ended = await iterate(vu, fn as AnyFunction);
    traces.set(name, { ended, calls: calls.splice(0) });
  }
  return traces;
}

/** The loop gives a promise as it is returned, when nothing is left to do in it. */
async function iterate(vu: TestVu, fn: AnyFunction): Promise<string> {
  const outcome = await vu.iterate(fn);
  if (outcome.kind === 'returned') return endOf(async () => await outcome.value);
  return outcome.kind === 'threw' ? thrown(outcome.error) : outcome.kind;
}

/** Random numbers that are the same in every run: mulberry32. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
