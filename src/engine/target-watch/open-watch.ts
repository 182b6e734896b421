import type { Logger } from '../../base/log.js';
import type { RunPlan } from '../plan.js';
import { AutoWatch } from './auto-watch.js';
import { sourceFor } from './source-for.js';
import { TargetWatch } from './target-watch.js';

export interface OpenWatch {
  readonly target: TargetWatch;
  /** Undefined when all processes are named. */
  readonly auto: AutoWatch | undefined;
}

/** What `--watch-pid` asks for; undefined when nothing, or nothing that this system can tell. */
export async function openWatch(
  { options: { watchPid: wanted, thresholds }, cores: machineCores }: RunPlan,
  log: Logger,
): Promise<OpenWatch | undefined> {
  if (wanted.length === 0) {
    const unfed = thresholds.find(({ metricKey }) => /^target_(cpu|memory)\b/.test(metricKey));
    if (unfed) log.warn(`the threshold on ${unfed.metricKey} has nothing to judge without --watch-pid`);
    return undefined;
  }
  const pids = [...new Set(wanted)].filter((one) => one !== 'auto');
  const { platform, pid: ownPid } = process;
  const source = sourceFor(platform);
  const finds = wanted.includes('auto') && platform === 'linux';
  if (!source) log.warn(`--watch-pid: processes cannot be watched on ${platform}; nothing is`);
  else if (wanted.includes('auto') && !finds) {
    log.warn(
      `--watch-pid auto: listening processes are found on Linux only; on ${platform}, give the process's number`,
    );
  }
  if (!source || (pids.length === 0 && !finds)) return undefined;
  const target = new TargetWatch({ source, ownPid, machineCores, log });
  if (pids.length > 0) await target.watchPids(pids);
  return { target, auto: finds ? new AutoWatch(target, ownPid) : undefined };
}
