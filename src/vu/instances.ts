import { errors, SalvoError } from '../base/errors/index.js';
import type { ScenarioConfig } from '../executors/types.js';
import type { ThreadContext } from '../k6/context.js';
import { modules } from '../k6/index.js';
import { mapStack } from '../script/stack.js';
import type { BlockedInSyncContext } from './runtime/blocked.js';
import { type Instance, type LoadedScript, loadScript } from './runtime/load.js';
import { watchPromises } from './runtime/promises.js';
import { ScriptFiles } from './sandbox/files.js';
import { hideHostGlobals } from './sandbox/hidden-globals.js';
import type { ScriptTask } from './task.js';
import type { Vu } from './vu.js';

/** The script instances of one thread, and how their failures are told in the user's own files and lines. */
export class Instances {
  readonly files: ScriptFiles;
  readonly #script: LoadedScript;

  /** `openedFiles`: what the probe opened; no VU may open others. */
  constructor(
    private readonly task: ScriptTask,
    private readonly thread: ThreadContext,
    openedFiles: readonly string[] = [],
  ) {
    this.files = new ScriptFiles(task.script.entryPath, openedFiles);
    const table = { ...modules, 'k6/timers': () => this.#timers() };
    this.#script = loadScript(task.script, { modules: table, files: this.files, log: thread.log });
    guardThread(this.#script);
  }

  /** Runs the init code for this VU. A promise only where init code may suspend. */
  give(vu: Vu): Vu | Promise<Vu> {
    const instance = this.#script.instantiate(vu.loop, this.task.env);
    if (!(instance instanceof Promise)) return attached(vu, instance);
    return instance.then((made) => attached(vu, made));
  }

  /** `k6/timers`: the global timers under their names. */
  #timers(): Record<string, unknown> {
    const { setTimeout, clearTimeout, setInterval, clearInterval } = this.#script.bindings;
    return { setTimeout, clearTimeout, setInterval, clearInterval };
  }

  stackOf(error: unknown): string {
    if (error instanceof Error) return mapStack(this.task.script, error.stack ?? `${error.name}: ${error.message}`);
    return typeof error === 'object' && error !== null ? JSON.stringify(error) : String(error);
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
    this.thread.log.error(this.stackOf(error), {
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

function attached(vu: Vu, instance: Instance): Vu {
  vu.attach(instance);
  return vu;
}
