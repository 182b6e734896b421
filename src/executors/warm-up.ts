import { stagesEndMs } from './ramp.js';
import type { RampStage, ScenarioConfig } from './scenario.js';

/**
 * The scenario as its first `lengthMs` of the test's time would run, to be run once before the test; undefined when
 * it has not started by then. Iterations in a number have no end in time: their VUs iterate until then.
 */
export function warmUpConfig(config: ScenarioConfig, lengthMs: number): ScenarioConfig | undefined {
  const leftMs = lengthMs - config.startTimeMs;
  if (leftMs <= 0) return undefined;
  switch (config.executor) {
    case 'shared-iterations':
    case 'per-vu-iterations': {
      const { iterations: _, maxDurationMs, ...rest } = config;
      return { ...rest, executor: 'constant-vus', durationMs: Math.min(leftMs, maxDurationMs) };
    }
    case 'constant-vus':
    case 'constant-arrival-rate':
      return { ...config, durationMs: Math.min(leftMs, config.durationMs) };
    case 'ramping-vus':
      return { ...config, stages: cutStages(config.startVUs, config.stages, leftMs) };
    case 'ramping-arrival-rate':
      return { ...config, stages: cutStages(config.startRate, config.stages, leftMs) };
  }
}

/** The curve up to `endMs`; where that is inside a stage, the stage ends at the height that it has reached. */
function cutStages(start: number, stages: readonly RampStage[], endMs: number): readonly RampStage[] {
  if (stagesEndMs({ stages }) <= endMs) return stages;
  const cut: RampStage[] = [];
  let [from, leftMs] = [start, endMs];
  for (const { durationMs, target } of stages) {
    if (leftMs === 0) break;
    if (durationMs > leftMs) {
      const reached = Math.round(from + ((target - from) * leftMs) / durationMs);
      return [...cut, { durationMs: leftMs, target: reached }];
    }
    cut.push({ durationMs, target });
    from = target;
    leftMs -= durationMs;
  }
  return cut;
}
