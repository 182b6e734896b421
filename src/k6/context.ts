import type { Logger } from '../base/log.js';
import type { BuiltinMetrics } from '../metrics/builtin.js';
import type { Recorder } from '../metrics/recorder.js';
import type { TagSet } from '../metrics/tags.js';
import type { Tags } from '../metrics/types.js';
import type { HttpSettings } from '../protocols/http/settings.js';
import type { Traffic } from '../protocols/net/traffic.js';
import type { Callback } from '../suspension/event-loop.js';
import type { Resumable as KernelResumable, Operation } from '../suspension/operation.js';
import type { TaskSource } from '../suspension/task-source.js';
import type { DataFiles } from './data-file.js';
import type { SharedArrayStore } from './packed-array.js';
import type { ScriptRealm } from './realm.js';
import type { SecretSource } from './secret-source.js';
import type { VuParts } from './vu-parts.js';

/** The side of a suspended strand that an operation sees. */
export type Resumable = KernelResumable<VuContext>;

export type { Callback, Operation };

/** Where in its life the script instance is; many calls are allowed in some of these only. */
export type LifecycleStage = 'init' | 'setup' | 'vu' | 'teardown' | 'handleSummary';

/** The options that modules read. `Options` has all of them and more. */
export interface ModuleOptions extends HttpSettings {
  readonly throw: boolean;
  /** How often each VU of a closed model should send, for corrected latencies; 0 is unknown. */
  readonly expectedIntervalMs: number;
  readonly systemTags: readonly string[];
  /** The run tags. */
  readonly tags: Tags;
}

/** The scenario a VU works for, as `exec.scenario` shows it. */
export interface ScenarioView {
  readonly name: string;
  readonly executor: string;
  /** Wall clock, ms. */
  readonly startTimeMs: number;
  /** 0 to 1. */
  progress(): number;
  /** The number, among the scenario's iterations in this process, of the one with this number in the test. */
  iterationInInstance(inTest: number): number;
  /** The scenario's own, from its configuration. */
  readonly tags: Tags;
}

/** What `exec.instance` and `exec.test` ask of the run. Numbers are for all workers together. */
export interface TestControl {
  /** Ends the whole test, and the caller's own code where it stands: nothing resumes it. */
  abort(message: string, vu: VuContext): void;
  /** Lets the test go on and marks it as failed; too late, it is said only. */
  fail(message: string, late: boolean): void;
  /** A request that has gone out is given up with its iteration: its server may count it, nobody here does. */
  requestCut(): void;
  runDurationMs(): number;
  iterationsCompleted(): number;
  iterationsInterrupted(): number;
  vusActive(): number;
  vusInitialized(): number;
  /** The consolidated options, with derived scenarios, as plain frozen JSON. */
  readonly options: unknown;
}

/** What all VUs of one thread share. */
export interface ThreadContext {
  readonly options: ModuleOptions;
  readonly metrics: Recorder;
  readonly builtin: BuiltinMetrics;
  readonly log: Logger;
  readonly test: TestControl;
  readonly sharedArrays: SharedArrayStore;
  readonly dataFiles: DataFiles;
  /** What `k6/secrets` asks, and who must hear of each secret before a script has it. */
  readonly secrets: { readonly sources: readonly SecretSource[]; announce(value: string): void };
  /** Waits for the global request rate limit; calls back at once when there is none. Returns a way to give up. */
  throttle(ready: () => void): (() => void) | undefined;
  /** A blocking call was reached where nothing can suspend; the test must not pass as if nothing had happened. */
  unsupported(error: Error): void;
}

/** What a module may ask of the VU whose script called it. */
export interface VuContext {
  /** Where the VU's script lives; set before its init code runs. */
  realm: ScriptRealm;
  readonly thread: ThreadContext;
  /** `__VU`: 1.. inside this process, 0 for init, setup, teardown and handleSummary instances. */
  readonly idInInstance: number;
  /** `exec.vu.idInTest`: unique over all segments. */
  readonly idInTest: number;
  stage: LifecycleStage;
  scenario: ScenarioView | null;
  /** `__ITER` and its relatives; -1 before the first iteration. */
  iterationInInstance: number;
  iterationInScenario: number;
  iterationInTest: number;
  /** How late the iteration began against its timetable; undefined where there is none. */
  latenessMs: number | undefined;
  /** What every sample of this VU carries now: run tags, scenario, group, and the script's own vu.tags. */
  tags: TagSet;
  /** `::outer::inner`; empty at the root. */
  group: string;
  /** Socket bytes since the last iteration ended; protocol clients add, the VU reports and resets. */
  readonly traffic: Traffic;
  /** Keeps the iteration open until the returned callback has been called and its task has run. */
  registerCallback(): Callback;
  /** The same for what calls back any number of times: keeps the iteration open until it is closed. */
  registerSource(): TaskSource;
  /** Ends what the VU runs now, uncatchably. */
  interrupt(): void;
  /** True where blocking the whole thread is right: init code, where nothing else runs. */
  readonly canBlockThread: boolean;
  blockThread(operation: Operation): unknown;
  /** Calls back when the VU is interrupted, so that clients can drop what is in flight. */
  readonly interrupted: AbortSignal;
  /** What modules keep for this VU, made on first use; the VU tells it of the moments of its life. */
  readonly parts: VuParts;
}

/** Makes a module's exports for one VU. Shared, stateless exports may be the same object for all VUs. */
export type MakeModule = (vu: VuContext) => Record<string, unknown>;
