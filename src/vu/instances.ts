import { getHeapStatistics } from 'node:v8';
import { monotonicMs } from '../base/clock.js';
import { errors, SalvoError } from '../base/errors/index.js';
import { exceptionFields } from '../base/exception-fields.js';
import type { LogFields } from '../base/log.js';
import type { ScenarioConfig } from '../executors/config.js';
import type { ThreadContext } from '../k6/context.js';
import type { ScriptRealm } from '../k6/realm.js';
import { mapStack } from '../script/stack.js';
import type { BlockedInSyncContext } from '../suspension/blocked.js';
import { watchPromises } from '../suspension/promises.js';
import { thrownText } from '../suspension/thrown-text.js';
import { Realm } from './realm/realm.js';
import { type Instance, type LoadedScript, loadScript, type ScriptWorld } from './runtime/load.js';
import type { ModuleTable } from './runtime/modules.js';
import type { ScriptFiles } from './sandbox/files.js';
import type { RealmCost, ScriptTask } from './task.js';
import type { Vu } from './vu.js';

/** What is known of a script that has been loaded before. */
export interface KnownFromProbe {
  /** The consolidated options, deeply frozen: they stand on the script's own `options` while it runs. */
  readonly options?: Readonly<Record<string, unknown>>;
}

/** How many are made to measure one: a collection in between would falsify a single figure. */
const MEASURED_REALMS = 5;

/** The script instances of one thread, and how their failures are told in the user's own files and lines. */
export class Instances {
  readonly #world: ScriptWorld;
  /** In the realm of all VUs; undefined when each has its own. */
  readonly #shared: LoadedScript | undefined;
  /** The options as the script's own, for each realm. */
  readonly #options = new WeakMap<ScriptRealm, object>();
  readonly #task: ScriptTask;
  readonly #thread: ThreadContext;
  readonly #known: KnownFromProbe;

  constructor(
    task: ScriptTask,
    thread: ThreadContext,
    modules: ModuleTable,
    files: ScriptFiles,
    known: KnownFromProbe = {},
  ) {
    this.#task = task;
    this.#thread = thread;
    this.#known = known;
    this.#world = { modules, files, log: thread.log, webApis: task.webApis };
    if (task.isolation !== 'vu') this.#shared = this.#load();
    guardThread();
  }

  /** Runs the init code for this VU. A promise only where init code may suspend. */
  runInit(vu: Vu): Vu | Promise<Vu> {
    const script = this.#shared ?? this.#load(new Realm());
    const instance = script.instantiate(vu.loop, this.#task.env);
    if (!(instance instanceof Promise)) return this.#attach(vu, instance);
    return instance.then((made) => this.#attach(vu, made));
  }

  #attach(vu: Vu, instance: Instance): Vu {
    vu.attach(instance);
    const own = instance.exports.options;
    if (this.#known.options && typeof own === 'object' && own !== null && !Object.isFrozen(own)) {
      Object.assign(own, this.#optionsIn(vu.realm, this.#known.options));
    }
    return vu;
  }

  #optionsIn(realm: ScriptRealm, options: object): object {
    let own = this.#options.get(realm);
    if (own === undefined) this.#options.set(realm, (own = realm.own(options)));
    return own;
  }

  #load(realm?: Realm): LoadedScript {
    return loadScript(this.#task.script, this.#world, realm);
  }

  /** Remembers the builtins of the realm that all VUs share; gives the names of those that differ later. */
  watchBuiltins(): () => string[] {
    return this.#shared?.realm.watch() ?? (() => []);
  }

  /** What a realm for each VU costs. */
  measureRealm(): RealmCost {
    const rounds = Array.from({ length: MEASURED_REALMS }, () => {
      const before = getHeapStatistics();
      const startMs = monotonicMs();
      const script = this.#load(new Realm());
      const ms = monotonicMs() - startMs;
      const after = getHeapStatistics();
      const bytes = after.used_heap_size + after.malloced_memory - before.used_heap_size - before.malloced_memory;
      return { ms, bytes, script };
    });
    const middle = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1]!;
    return { ms: middle(rounds.map(({ ms }) => ms)), bytes: middle(rounds.map(({ bytes }) => bytes)) };
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

  /** An iteration or a hook threw: said once, and the run goes on. */
  reportException(error: unknown, { executor, name }: ScenarioConfig, hook?: string): void {
    this.logException(error, { executor, scenario: name, ...(hook && { hook }) });
  }

  logException(error: unknown, fields: LogFields = {}): void {
    const stack = this.stackOf(error);
    this.#thread.log.error(stack, { ...fields, ...exceptionFields(stack) });
  }
}

let guarded = false;

/** Once per thread, before the first line of a script runs; there is no way back. */
function guardThread(): void {
  if (guarded) return;
  guarded = true;
  watchPromises();
}
