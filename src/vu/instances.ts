import { errors, SalvoError } from '../base/errors/index.js';
import type { ScenarioConfig } from '../executors/config.js';
import type { ThreadContext } from '../k6/context.js';
import { mapStack } from '../script/stack.js';
import type { BlockedInSyncContext } from '../suspension/blocked.js';
import { watchPromises } from '../suspension/promises.js';
import { thrownText } from '../suspension/thrown-text.js';
import { type Instance, type LoadedScript, loadScript } from './runtime/load.js';
import type { ModuleTable } from './runtime/modules.js';
import { ScriptFiles } from './sandbox/files.js';
import { hideHostGlobals } from './sandbox/hidden-globals.js';
import type { ScriptTask } from './task.js';
import type { Vu } from './vu.js';

/** What is known of a script that has been loaded before. */
export interface KnownFromProbe {
  /** What it opened; no VU may open other files. */
  readonly openedFiles?: readonly string[];
  /** The consolidated options, deeply frozen: they stand on the script's own `options` while it runs. */
  readonly options?: Readonly<Record<string, unknown>>;
}

/** The script instances of one thread, and how their failures are told in the user's own files and lines. */
export class Instances {
  readonly files: ScriptFiles;
  readonly #script: LoadedScript;
  readonly #task: ScriptTask;
  readonly #thread: ThreadContext;
  readonly #known: KnownFromProbe;

  constructor(task: ScriptTask, thread: ThreadContext, modules: ModuleTable, known: KnownFromProbe = {}) {
    this.#task = task;
    this.#thread = thread;
    this.#known = known;
    this.files = new ScriptFiles(task.script.entryPath, known.openedFiles);
    const table = { ...modules, 'k6/timers': () => this.#timers() };
    this.#script = loadScript(task.script, { modules: table, files: this.files, log: thread.log });
    guardThread(this.#script);
  }

  /** Runs the init code for this VU. A promise only where init code may suspend. */
  runInit(vu: Vu): Vu | Promise<Vu> {
    const instance = this.#script.instantiate(vu.loop, this.#task.env);
    if (!(instance instanceof Promise)) return this.#attach(vu, instance);
    return instance.then((made) => this.#attach(vu, made));
  }

  #attach(vu: Vu, instance: Instance): Vu {
    vu.attach(instance);
    const own = instance.exports.options;
    if (this.#known.options && typeof own === 'object' && own !== null && !Object.isFrozen(own)) {
      Object.assign(own, this.#known.options);
    }
    return vu;
  }

  /** `k6/timers`: the global timers under their names. */
  #timers(): Record<string, unknown> {
    const { setTimeout, clearTimeout, setInterval, clearInterval } = this.#script.bindings;
    return { setTimeout, clearTimeout, setInterval, clearInterval };
  }

  stackOf(error: unknown): string {
    const text = thrownText(error);
    return typeof error === 'object' ? mapStack(this.#task.script, text) : text;
  }

  initError(error: unknown): SalvoError {
    return error instanceof SalvoError ? error : errors.stageThrew('init', this.stackOf(error));
  }

  unsupportedError(error: Error): SalvoError {
    const [, ...frames] = this.stackOf(error).split('\n');
    return errors.blockedInSyncContext((error as BlockedInSyncContext).what, frames);
  }

  /** An iteration threw: said once, and the run goes on. */
  reportException(error: unknown, { executor, name }: ScenarioConfig): void {
    this.#thread.log.error(this.stackOf(error), {
      executor,
      scenario: name,
      source: 'stacktrace',
      hint: 'script exception',
    });
  }
}

let guarded = false;

/** Once per thread, before the first line of a script runs; there is no way back. */
function guardThread({ script, bindings }: LoadedScript): void {
  if (guarded) return;
  guarded = true;
  watchPromises();
  hideHostGlobals(bindings.globalThis as object, (fileName) => fileName === script.codeName);
}
