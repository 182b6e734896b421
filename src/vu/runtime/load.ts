import { createContext, runInContext, Script } from 'node:vm';
import type { Logger } from '../../base/log.js';
import type { VuContext } from '../../k6/context.js';
import type { CompiledScript } from '../../script/compiled-script.js';
import { hiddenGlobals, perVuNames, type ScriptInstance } from '../../script/compiler/runtime-names.js';
import { stampTwin } from '../../suspension/brand.js';
import type { Outcome, VuLoop } from '../../suspension/event-loop.js';
import { suspendGenerators } from '../../suspension/generators.js';
import { hostIntrinsics, type Intrinsics } from '../../suspension/intrinsics.js';
import { expect, kit } from '../../suspension/kit.js';
import type { AnyFunction } from '../../suspension/operation.js';
import { brandBuiltins, iterators } from '../../suspension/twins/table.js';
import { type Bindings, makeThreadBindings, makeVuBindings } from '../sandbox/bindings.js';
import type { ScriptFiles } from '../sandbox/files.js';
import { type ImportModule, importerFor, type ModuleTable } from './modules.js';

/** What scripts of one thread may use. */
export interface ScriptWorld {
  readonly modules: ModuleTable;
  readonly files: ScriptFiles;
  readonly log: Logger;
}

/** Frames worth having: user code may be below many of ours. */
const STACK_FRAMES = 50;

/** Loads the compiled text, once per thread. */
export function loadScript(script: CompiledScript, world: ScriptWorld): LoadedScript {
  Error.stackTraceLimit = STACK_FRAMES;
  return new LoadedScript(script, world);
}

type MakeVu = (vu: VuLoop<VuContext>, importModule: ImportModule, ...values: unknown[]) => unknown;

/** A script of which instances can be made, one for each VU. */
export class LoadedScript {
  readonly bindings: Bindings;
  readonly realm: Intrinsics;
  readonly #modules: ModuleTable;
  readonly #makeVu: MakeVu;
  readonly #suspends: boolean;
  readonly #importers = new WeakMap<VuContext, ImportModule>();

  constructor(
    readonly script: CompiledScript,
    { modules, files, log }: ScriptWorld,
  ) {
    this.#modules = modules;
    this.#suspends = script.suspendsInInit;
    this.bindings = makeThreadBindings({ log, files, importerOf: (vu) => this.#importerOf(vu) });
    const context = createContext({});
    this.realm = runInContext(`({${Object.keys(hostIntrinsics).join()}})`, context) as Intrinsics;
    brandBuiltins(hostIntrinsics);
    brandBuiltins(this.realm);
    expect(script.protocols);
    if (script.protocols.iterators) {
      iterators.suspend = true;
      suspendGenerators(runInContext('Object.getPrototypeOf(function* () {}).prototype', context) as object);
    }
    const outer = new Script(script.code, { filename: script.codeName }).runInContext(context) as AnyFunction;
    this.#makeVu = outer(kit, ...hiddenGlobals.map(() => undefined), ...inOrder(this.bindings)) as MakeVu;
  }

  /** Runs the init code for one VU. A promise only when that code waits for something. Throws what it throws. */
  instantiate(loop: VuLoop<VuContext>, env: Readonly<Record<string, string>>): Instance | Promise<Instance> {
    loop.realm = this.realm;
    const bindings = makeVuBindings(this.bindings, loop.vu, env);
    const args = [loop, this.#importerOf(loop.vu), ...inOrder(bindings)];
    const finish = (outcome: Outcome): Instance => new Instance(exportsOf(outcome), bindings);
    let ended: Outcome | undefined;
    let wake: (() => void) | undefined;
    loop.run(this.#init(), args, (outcome) => {
      ended = outcome;
      wake?.();
    });
    if (ended !== undefined) return finish(ended);
    return new Promise<void>((resolve) => {
      wake = resolve;
    }).then(() => finish(ended!));
  }

  #init(): AnyFunction {
    if (!this.#suspends) return this.#makeVu as AnyFunction;
    return stampTwin(() => undefined, this.#makeVu as never);
  }

  #importerOf(vu: VuContext): ImportModule {
    let importer = this.#importers.get(vu);
    if (importer === undefined) this.#importers.set(vu, (importer = importerFor(this.#modules, vu)));
    return importer;
  }
}

/** One VU's copy of the script. */
export class Instance {
  readonly exports: Readonly<Record<string, unknown>>;
  /** `__ITER`. */
  readonly setIteration: (iteration: number) => void;
  readonly #env: Record<string, string>;

  constructor({ exports, setIteration }: ScriptInstance, bindings: Bindings) {
    this.exports = entryOf(exports);
    this.setIteration = setIteration;
    this.#env = bindings.__ENV as Record<string, string>;
  }

  /** The VU begins to work for a scenario: what the script wrote into `__ENV` is gone. */
  resetEnv(env: Readonly<Record<string, string>>): void {
    for (const name of Object.keys(this.#env)) if (!(name in env)) delete this.#env[name];
    Object.assign(this.#env, env);
  }
}

const inOrder = (bindings: Bindings): unknown[] => perVuNames.map((name) => bindings[name]);

function exportsOf(outcome: Outcome): ScriptInstance {
  if (outcome.kind === 'returned') return outcome.value as ScriptInstance;
  throw outcome.kind === 'threw' ? outcome.error : new Error('init code was interrupted');
}

/** A CommonJS entry has its exports as its default. */
function entryOf(exports: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const whole = exports.default;
  const isCommonJs = typeof whole === 'object' && whole !== null && Object.keys(exports).length === 1;
  return isCommonJs ? (whole as Record<string, unknown>) : exports;
}
