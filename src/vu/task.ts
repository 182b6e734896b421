import type { MessagePort } from 'node:worker_threads';
import type { ErrorParts } from '../base/errors/index.js';
import type { LogRecord } from '../base/log.js';
import type { ModuleOptions } from '../k6/context.js';
import type { SecretSource } from '../k6/secret-source.js';
import type { SampleRingParts } from '../metrics/sample-ring.js';
import type { SampleNames } from '../metrics/sample-tap.js';
import type { SlabMessage } from '../metrics/slab.js';
import type { MetricDef, MetricsPlan } from '../metrics/types.js';
import type { Options } from '../options/options.js';
import type { CompiledScript } from '../script/compiled-script.js';
import type { ControlBlockParts } from '../shard/control-block.js';
import type { Shard } from '../shard/share.js';
import type { KnownFile } from './sandbox/data-file-store.js';
import type { PackedSharedArray } from './sandbox/shared-array-store.js';

/** What every task of a thread needs to make a script instance. */
export interface ScriptTask {
  /** Everything the thread has to say goes through here, and what it is told to do comes through here. */
  readonly port: MessagePort;
  readonly script: CompiledScript;
  readonly env: Readonly<Record<string, string>>;
  readonly onUnsupported: Options['onUnsupported'];
  readonly isolation: Options['isolation'];
  readonly secrets: readonly SecretSource[];
  readonly webApis: boolean;
}

/** Load the script once, to learn what it exports and declares. */
export interface ProbeTask extends ScriptTask {
  /** As far as they are known without the script. */
  readonly options: ModuleOptions;
}

/** Errors lose their class on the way between threads, so they travel as parts. */
export type ProbeAnswer = { readonly result: ProbeResult } | { readonly error: ErrorParts };

export interface ProbeResult {
  /** The exported `options` as JSON text; undefined when there are none. */
  readonly optionsJson: string | undefined;
  /** Names of exported functions. */
  readonly functions: readonly string[];
  /** Names among setup, teardown and handleSummary that are exported and are no functions. */
  readonly notFunctions: readonly string[];
  readonly metrics: readonly MetricDef[];
  readonly sharedArrays: readonly PackedSharedArray[];
  /** Absolute paths. */
  readonly openedFiles: readonly string[];
  readonly dataFiles: readonly KnownFile[];
  /** Names of builtins that init code changed, and of those that it reads and that no VU can have for itself. */
  readonly sharedBuiltins: readonly string[];
  /** Of a realm for each VU; undefined when nothing asks for one. */
  readonly realmCost: RealmCost | undefined;
}

/** What one realm costs more than a place in a shared one. */
export interface RealmCost {
  readonly ms: number;
  readonly bytes: number;
}

/** One worker's part of the run. Plain data, shared buffers and a port. */
export interface ShardTask extends ScriptTask {
  readonly shard: Shard;
  readonly options: Options;
  /** k6's JSON of the consolidated options, for `exec.test.options`. */
  readonly consolidated: Readonly<Record<string, unknown>>;
  /** The same for what is set: the script finds it on its own `options` while it runs. */
  readonly ownOptions: Readonly<Record<string, unknown>>;
  /** Execution segment and sequence, as text. */
  readonly segment: readonly [string, string];
  readonly control: ControlBlockParts;
  /** Counters and VU boards of the warm-up, which are not those of the run; undefined without one. */
  readonly warmUpControl: ControlBlockParts | undefined;
  readonly throttle: SharedArrayBuffer | undefined;
  readonly metricsPlan: MetricsPlan;
  readonly metrics: readonly MetricDef[];
  /** Where whole samples go; undefined when no output wants them. */
  readonly samples: SampleRingParts | undefined;
  readonly sharedArrays: readonly PackedSharedArray[];
  readonly openedFiles: readonly string[];
  readonly dataFiles: readonly KnownFile[];
  /** VUs that each worker makes before the start. */
  readonly pools: readonly number[];
  /** For each scenario, the worker that has its slot 0. */
  readonly slotOffsets: readonly number[];
  /** Wall clock at monotonic zero, so that all threads agree on the time of day. */
  readonly epochAtZeroMs: number;
}

/** Parts of a script's life that run once per test, in one worker. */
export type OnceStage = 'setup' | 'teardown' | 'handleSummary';

export type ToWorker =
  | { readonly type: 'once'; readonly stage: OnceStage; readonly argumentJson: string | undefined }
  /** Like start, with nothing counted, for as long as the options say; answered by warmedUp. */
  | { readonly type: 'warmUp'; readonly atMs: number; readonly setupJson: string | undefined }
  /** Opens connections to the servers that the options name; answered by preconnected. */
  | { readonly type: 'preconnect' }
  /** `atMs` is on the monotonic clock of the process. */
  | { readonly type: 'start'; readonly atMs: number; readonly setupJson: string | undefined }
  /** Everything ends at once: running iterations are interrupted. */
  | { readonly type: 'stop' }
  /** The scenarios have ended: each VU runs what comes after its last iteration; answered by vusTornDown. */
  | { readonly type: 'tearDownVus'; readonly limitMs: number }
  /** Ends a stage that took too long. */
  | { readonly type: 'interruptOnce' }
  | { readonly type: 'end' };

/** What a worker says to what it was told. */
export type Answer =
  | { readonly type: 'ready' }
  /** Its VUs could not be made. */
  | { readonly type: 'failed'; readonly error: ErrorParts }
  | { readonly type: 'warmedUp' }
  | { readonly type: 'preconnected'; readonly result: Preconnected }
  | { readonly type: 'finished' }
  | { readonly type: 'vusTornDown' }
  | { readonly type: 'onceDone'; readonly stage: OnceStage; readonly outcome: OnceOutcome };

/** What it says of its own accord. */
export type Report =
  | { readonly type: 'log'; readonly records: readonly LogRecord[] }
  /** Comes before everything in which it could be. */
  | { readonly type: 'secret'; readonly value: string }
  | { readonly type: 'slab'; readonly message: SlabMessage }
  | { readonly type: 'sampleNames'; readonly names: SampleNames }
  | { readonly type: 'markFailed'; readonly message: string; readonly late: boolean }
  /** A sentence for the end of the summary: something that was dropped or given up. */
  | { readonly type: 'note'; readonly text: string }
  /** Code in this worker wants the whole test to end, and says why. */
  | { readonly type: 'endTest'; readonly error: ErrorParts };

export type FromWorker = Answer | Report;
/** Loading a script says nothing but its log and its secrets; the rest is in the answer of the task. */
export type FromProbe = Extract<Report, { readonly type: 'log' | 'secret' }>;

/** What came of connecting ahead. */
export interface Preconnected {
  readonly opened: number;
  readonly failed: number;
  /** Why the first of them failed; empty when none did. */
  readonly reason: string;
}

export type OnceOutcome =
  | {
      readonly kind: 'returned';
      readonly json: string | undefined;
      readonly files?: readonly SummaryFile[] | 'unusable';
    }
  /** The stack is mapped to the user's files; its first line is the message. */
  | { readonly kind: 'threw'; readonly stack: string }
  | { readonly kind: 'notJson'; readonly why: string }
  | { readonly kind: 'interrupted' };

/** What handleSummary wants written: `stdout`, `stderr` or a path. */
export interface SummaryFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}
