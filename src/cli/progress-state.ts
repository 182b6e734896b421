import type { RunState } from '../engine/handle.js';
import { plannedCount, scenarioEnd } from '../executors/needs.js';
import type { ScenarioConfig } from '../executors/scenario.js';
import type { ProgressState } from '../ui/progress.js';
import { type ScenarioState, wordingOf } from '../ui/wording.js';

/** The run at this moment, for the display. */
export function progressOf(run: RunState, scenarios: readonly ScenarioConfig[]): ProgressState {
  const { plan, control } = run;
  const phase = phaseOf(run);
  const warmUp = phase === 'warmUp' ? run.warmUp : undefined;
  const counting = warmUp?.control ?? control;
  return {
    phase,
    elapsedMs: warmUp?.elapsedMs() ?? run.runDurationMs(),
    maxDurationMs: plan.vus.totalMs,
    activeVus: counting.overWorkers('activeVus'),
    initializedVus: control.overWorkers('initializedVus'),
    maxVus: plan.vus.maxVus,
    completed: counting.grandTotal('completed'),
    interrupted: counting.grandTotal('interrupted'),
    scenarios: scenarios.map((config) => scenarioOf(run, config)),
  };
}

function phaseOf(run: RunState): ProgressState['phase'] {
  switch (run.control.phase) {
    case 'created':
    case 'initVus':
      return 'initializing';
    case 'setup':
      return 'setup';
    case 'warmUp':
      return run.stopping() ? 'stopping' : 'warmUp';
    case 'preconnect':
      return run.stopping() ? 'stopping' : 'preconnect';
    case 'teardown':
      return 'teardown';
    case 'ended':
      return 'ended';
    default:
      return run.stopping() ? 'stopping' : 'running';
  }
}

function scenarioOf(run: RunState, config: ScenarioConfig): ScenarioState {
  const { plan, control } = run;
  const index = plan.options.scenarios.indexOf(config);
  const ended = control.total(index, 'ended') >= plan.workers || control.phase === 'ended';
  const sinceStartMs = (run.elapsedMs() ?? 0) - config.startTimeMs;
  const elapsedMs = ended ? control.largest(index, 'endedMs') : sinceStartMs;
  const scenario: ScenarioState = {
    config,
    segment: plan.segment,
    state: 'running',
    elapsedMs,
    activeVus: control.total(index, 'activeVus'),
    initializedVus: plannedCount(config, plan.segment) + control.vuBoard(index).grown,
    completed: control.total(index, 'completed'),
  };
  return { ...scenario, state: stateOf(scenario, ended, sinceStartMs, run) };
}

function stateOf(scenario: ScenarioState, ended: boolean, sinceStartMs: number, run: RunState): ScenarioState['state'] {
  if (ended) return isComplete(scenario, run) ? 'done' : 'interrupted';
  if (run.elapsedMs() === undefined || sinceStartMs < 0) return 'waiting';
  return run.stopping() || sinceStartMs >= scenarioEnd(scenario.config).regularMs ? 'stopping' : 'running';
}

/** A ramping arrival rate ends with its last start, which may be long before its last stage does. */
function isComplete(scenario: ScenarioState, run: RunState): boolean {
  if (scenario.config.executor === 'ramping-arrival-rate' && !run.stopping()) return true;
  return wordingOf(scenario).fraction === 1;
}
