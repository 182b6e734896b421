import { errors, type SalvoError } from '../base/errors/index.js';
import type { Logger } from '../base/log.js';
import { keepSecret } from '../base/redaction.js';
import { nativeTable } from '../k6/modules.js';
import type { Breakdown } from '../metrics/types.js';
import { fromScript } from '../options/from-script.js';
import type { OuterSources } from '../options/outer-sources.js';
import { resolveOptions } from '../options/resolve.js';
import { Findings } from '../schema/spot.js';
import type { ScriptSource } from '../script/bundle-types.js';
import { compile } from '../script/compile.js';
import type { CompiledScript } from '../script/compiled-script.js';
import type { ProbeResult } from '../vu/task.js';
import type { Race } from './endings/race.js';
import { sayIsolation } from './isolation.js';
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
  /** What the metrics are split by, besides what every summary needs. */
  readonly breakdowns?: readonly Breakdown[] | undefined;
}

export interface Prepared {
  readonly script: CompiledScript;
  readonly plan: RunPlan;
}

/** From the script's text to the plan: everything that is decided before the first VU is made. */
export async function prepare(request: RunRequest, pool: WorkerPool, race: Race): Promise<Prepared> {
  const { source, outer, log, cores } = request;
  const cwd = source.archive?.cwd ?? request.cwd;
  const script = await compile(source, {
    ...outer.compile,
    level: outer.compile.compile,
    natives: nativeTable(),
    cwd,
    signal: race.signal,
  });
  const task = {
    script,
    env: outer.scriptEnv,
    onUnsupported: outer.onUnsupported,
    isolation: outer.isolation,
    webApis: outer.webApis,
    options: outer.moduleOptions,
    secrets: outer.secrets,
  };
  const probe = await pool.probe(
    task,
    {
      log: ({ records }) => log.relay(records),
      secret: ({ value }) => keepSecret(value),
    },
    race.signal,
  );
  const scriptOptions: unknown = probe.optionsJson === undefined ? undefined : JSON.parse(probe.optionsJson);
  const fault = faultOfExports(probe, script.name);
  if (fault && areReadable(scriptOptions)) throw fault;
  const { warnings, ...resolved } = resolveOptions(outer, scriptOptions, probe.functions);
  const plan = planRun(resolved, probe, cores, request.breakdowns);
  for (const warning of [...warnings, ...plan.thresholds.warnings]) log.warn(warning);
  sayIdle(plan, log);
  sayIsolation(plan.options.isolation, probe, log);
  return { script, plan };
}

/** A `handleSummary` that is no function costs only its output, when its time comes. */
function faultOfExports({ functions, notFunctions }: ProbeResult, script: string): SalvoError | undefined {
  const wrong = notFunctions.find((name) => name !== 'handleSummary');
  if (wrong !== undefined) return errors.exportIsNoFunction(wrong);
  return functions.length === 0 ? errors.noExportedFunctions(script) : undefined;
}

/** As in k6, values that no option can have are said before what is wrong with the exports. */
function areReadable(scriptOptions: unknown): boolean {
  const findings = new Findings();
  fromScript(scriptOptions, findings);
  return findings.problems.none;
}

/** In a part of a test it is in order that nothing of a scenario falls to it; in a whole one it is a mistake. */
function sayIdle({ options, vus, segment }: RunPlan, log: Logger): void {
  const level = segment.fraction === 1 ? 'warning' : 'debug';
  for (const [index, { name }] of options.scenarios.entries()) {
    if (!vus.scenarios[index]!.needs.hasWork)
      log.log(level, `scenario ${name} does nothing: it has no VUs or no iterations`);
  }
}
