import { errors } from '../base/errors/index.js';
import type { Logger } from '../base/log.js';
import { nativeTable } from '../k6/native-table.js';
import type { OuterSources } from '../options/outer-sources.js';
import { resolveOptions } from '../options/resolve.js';
import type { ScriptSource } from '../script/bundle-types.js';
import { compile } from '../script/compile.js';
import type { CompiledScript } from '../script/compiled-script.js';
import type { Race } from './endings/race.js';
import { planRun, type RunPlan } from './plan.js';
import type { WorkerPool } from './pool.js';

export interface RunRequest {
  readonly source: ScriptSource;
  readonly outer: OuterSources;
  readonly log: Logger;
  /** Cores of this machine: the number of workers unless the options say otherwise. */
  readonly cores: number;
  /** Working directory: errors show paths relative to it. */
  readonly cwd: string;
}

export interface Prepared {
  readonly script: CompiledScript;
  readonly plan: RunPlan;
}

/** From the script's text to the plan: everything that is decided before the first VU is made. */
export async function prepare(request: RunRequest, pool: WorkerPool, race: Race): Promise<Prepared> {
  const { source, outer, log, cores, cwd } = request;
  const script = await compile(source, {
    ...outer.compile,
    level: outer.compile.compile,
    natives: nativeTable,
    cwd,
    signal: race.signal,
  });
  const task = {
    script,
    env: outer.scriptEnv,
    onUnsupported: outer.onUnsupported,
    options: outer.moduleOptions,
  };
  const probe = await pool.probe(task, { log: ({ records }) => log.relay(records) }, race.signal);
  for (const name of probe.notFunctions) throw errors.exportIsNoFunction(name);
  if (probe.functions.length === 0) throw errors.noExportedFunctions(script.name);
  const scriptOptions: unknown = probe.optionsJson === undefined ? undefined : JSON.parse(probe.optionsJson);
  const { warnings, ...resolved } = resolveOptions(outer, scriptOptions, probe.functions);
  const plan = planRun(resolved, probe, cores);
  for (const warning of [...warnings, ...plan.thresholds.warnings]) log.warn(warning);
  sayIdle(plan, log);
  return { script, plan };
}

/** In a part of a test it is in order that nothing of a scenario falls to it; in a whole one it is a mistake. */
function sayIdle({ options, vus, segment }: RunPlan, log: Logger): void {
  const level = segment.fraction === 1 ? 'warning' : 'debug';
  for (const [index, { name }] of options.scenarios.entries()) {
    if (!vus.scenarios[index]!.needs.hasWork)
      log.log(level, `scenario ${name} does nothing: it has no VUs or no iterations`);
  }
}
