import type { Logger } from '../base/log.js';
import type { SecretSource } from '../k6/secret-source.js';
import type { KeyedSeries, TimelineRecorder } from '../metrics/timeline/recorder.js';
import type { Output } from '../outputs/types.js';
import type { CompiledScript } from '../script/compiled-script.js';
import type { Race } from './endings/race.js';
import type { RunObserver } from './handle.js';
import type { RunPlan } from './plan.js';
import type { WorkerPool } from './pool.js';
import type { OpenWatch } from './target-watch/open-watch.js';

/** Given all series. */
export type MakeTimeline = (source: () => Iterable<KeyedSeries>) => TimelineRecorder;

/** What a run consists of when its threads are about to start. */
export interface SessionParts {
  readonly plan: RunPlan;
  readonly script: CompiledScript;
  readonly env: Readonly<Record<string, string>>;
  readonly secrets: readonly SecretSource[];
  readonly pool: WorkerPool;
  readonly race: Race;
  readonly log: Logger;
  readonly outputs: readonly Output[];
  /** The processes under test; undefined when none is watched. */
  readonly watch: OpenWatch | undefined;
  /** Keeps what the run is over time; undefined when nobody wants to know. */
  readonly makeTimeline: MakeTimeline | undefined;
  readonly observer: RunObserver;
}
