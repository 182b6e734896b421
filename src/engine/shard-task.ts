import type { ShardTask } from '../vu/task.js';
import { isolationOf } from './isolation.js';
import type { SessionParts } from './session-parts.js';

/** What a thread shares with all of the run, and the memory for its samples with the main one. */
export type SharedParts = Pick<ShardTask, 'control' | 'warmUpControl' | 'throttle' | 'samples' | 'epochAtZeroMs'>;

/** What one worker is told before it makes its VUs. One beyond the plan has none: it only runs stages. */
export function shardTask(
  { plan, script, env, secrets }: SessionParts,
  shared: SharedParts,
  worker: number,
): Omit<ShardTask, 'port'> {
  const { options, json, metrics, metricsPlan, probe, vus, workers } = plan;
  const planned = worker < workers;
  return {
    ...shared,
    script,
    env,
    secrets,
    onUnsupported: options.onUnsupported,
    isolation: isolationOf(options.isolation, probe),
    webApis: options.webApis,
    // A worker beyond the plan shares the first one's place in the arithmetic.
    shard: { index: planned ? worker : 0, count: workers },
    options,
    consolidated: json.consolidated,
    ownOptions: json.own,
    segment: [options.executionSegment, options.executionSegmentSequence],
    metricsPlan,
    metrics,
    sharedArrays: probe.sharedArrays,
    openedFiles: probe.openedFiles,
    dataFiles: probe.dataFiles,
    pools: planned ? vus.pools : [0],
    slotOffsets: vus.scenarios.map(({ offset }) => offset),
  };
}
