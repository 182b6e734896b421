import type { Logger } from '../../base/log.js';
import type { VuContext } from '../../k6/context.js';
import type { CompiledScript } from '../../script/compiled-script.js';
import { perVuNames, type ScriptInstance } from '../../script/compiler/runtime-names.js';
import { suspendAsyncGenerators } from '../../suspension/async-generators.js';
import { stampTwin } from '../../suspension/brand.js';
import { noteBuiltins } from '../../suspension/builtins.js';
import type { Outcome, VuLoop } from '../../suspension/event-loop.js';
import { suspendGenerators } from '../../suspension/generators.js';
import { kit } from '../../suspension/kit.js';
import type { AnyFunction } from '../../suspension/operation.js';
import { replays } from '../../suspension/replay.js';
import { thenables } from '../../suspension/thenables.js';
import { iterators } from '../../suspension/twins/iterators.js';
import { brandBuiltins } from '../../suspension/twins/table.js';
import type { Realm } from '../realm/realm.js';
import { showScriptStacks } from '../realm/script-stacks.js';
import { threadRealm } from '../realm/thread-realm.js';
import { type Bindings, makeSharedBindings, makeVuBindings } from '../sandbox/bindings.js';
import type { ScriptFiles } from '../sandbox/files.js';
import { type ImportModule, importerFor, type ModuleTable } from './modules.js';

/** What scripts of one thread may use. */
export interface ScriptWorld {
  readonly modules: ModuleTable;
  readonly files: ScriptFiles;
  readonly log: Logger;
  /** Also those of the web's globals that some libraries take for a browser's. */
  readonly webApis?: boolean;
}

/** Frames worth having: user code may be below many of ours. */
const STACK_FRAMES = 50;

/** Loads the compiled text into a realm, which only one script may live in. */
export function loadScript(script: CompiledScript, world: ScriptWorld, realm = threadRealm): LoadedScript {
  Error.stackTraceLimit = STACK_FRAMES;
  showScriptStacks(script);
  return new LoadedScript(script, world, realm);
}

type MakeVu = (vu: VuLoop<VuContext>, importModule: ImportModule, ...values: unknown[]) => unknown;

/** A script of which instances can be made, one for each VU. */
export class LoadedScript {
  readonly bindings: Bindings;
  readonly #modules: ModuleTable;
  readonly #makeVu: MakeVu;
  readonly #suspends: boolean;
  readonly #importers = new WeakMap<VuContext, ImportModule>();

  constructor(
    readonly script: CompiledScript,
    { modules, files, log, webApis = false }: ScriptWorld,
    readonly realm: Realm,
  ) {
    this.#modules = { ...modules, 'k6/timers': () => this.#timers() };
    this.#suspends = script.suspendsInInit;
    brandBuiltins(realm.intrinsics);
    replays.possible ||= script.protocols.replays;
    if (replays.possible) noteBuiltins(realm.intrinsics as never);
    thenables.suspend ||= script.protocols.thenables;
    if (script.protocols.iterators) {
      iterators.suspend = true;
      suspendGenerators(realm.intrinsics.GeneratorFunction.prototype.prototype as object, (fn) => realm.own(fn));
    }
    if (script.protocols.asyncGenerators) {
      const { prototype } = realm.intrinsics.AsyncGeneratorFunction;
      suspendAsyncGenerators(prototype.prototype as object, (fn) => realm.own(fn));
    }
    realm.intrinsics.Error.stackTraceLimit = STACK_FRAMES;
    this.bindings = makeSharedBindings({
      realm,
      log,
      files,
      webApis,
      importerOf: (vu) => this.#importerOf(vu),
    });
    const outer = withDirectEval(realm, script) as AnyFunction;
    this.#makeVu = outer(kit, ...inOrder(this.bindings)) as MakeVu;
  }

  /** Runs the init code for one VU. A promise only when that code waits for something. Throws what it throws. */
  instantiate(loop: VuLoop<VuContext>, env: Readonly<Record<string, string>>): Instance | Promise<Instance> {
    loop.vu.realm = this.realm;
    const bindings = makeVuBindings(this.realm, this.bindings, loop.vu, env);
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

  /** `k6/timers`: the global timers under their names. */
  #timers(): Record<string, unknown> {
    const { setTimeout, clearTimeout, setInterval, clearInterval } = this.bindings;
    return { setTimeout, clearTimeout, setInterval, clearInterval };
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

/**
 * Code that evaluates text in its own scope needs the builtin under the name `eval`. It is given only to scripts that
 * call it so: everywhere else `eval` is an ordinary function, which is safe wherever it is handed to.
 */
function withDirectEval(realm: Realm, { code, codeName }: CompiledScript): unknown {
  if (!/\beval\s*\(/.test(code)) return realm.evaluate(code, codeName);
  return (realm.evaluate(`(function (eval) { return ${code}\n})`, codeName) as AnyFunction)(realm.directEval);
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
