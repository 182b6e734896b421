import { availableParallelism } from 'node:os';
import { formatDuration } from '../base/duration.js';
import type { Host } from '../base/host.js';
import { bySignal } from '../engine/endings/by-signal.js';
import { Race } from '../engine/endings/race.js';
import { WorkerPool } from '../engine/pool.js';
import { prepare } from '../engine/prepare.js';
import type { OuterSources } from '../options/outer-sources.js';
import { logFailure } from './log-failure.js';
import { openLog } from './open-log.js';
import { openScript } from './open-script.js';

/** `declared`: the options as given. `requirements`: with derived scenarios, total duration and most VUs. */
export type InspectForm = 'declared' | 'requirements';

/** Loads the script and says what it asks for. */
export async function inspectScript(
  file: string,
  outer: OuterSources,
  host: Host,
  form: InspectForm,
): Promise<Readonly<Record<string, unknown>>> {
  using opened = openLog(outer.global, host);
  using race = new Race(bySignal(host, opened.log));
  const pool = new WorkerPool({ maxThreads: 1, workerHeapMb: outer.workerHeapMb });
  try {
    await using script = await openScript(file, outer, host);
    const request = {
      source: script.source,
      outer: script.outer,
      log: opened.log,
      cores: availableParallelism(),
      cwd: host.cwd,
    };
    const { plan } = await prepare(request, pool, race);
    if (form === 'declared') return plan.json.declared;
    const { maxVus, totalMs } = plan.vus;
    return { ...plan.json.requirements, totalDuration: formatDuration(totalMs), maxVUs: maxVus };
  } catch (error) {
    throw logFailure(error, opened.log, outer.global, host.stderr);
  } finally {
    await pool.close();
  }
}
