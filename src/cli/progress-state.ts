import type { RunState } from '../engine/handle.js';
import type { ScenarioConfig } from '../executors/config.js';
import { executorOf } from '../executors/index.js';
import type { ScenarioState } from '../executors/progress.js';
import type { ProgressState } from '../ui/progress.js';
import { wordingOf } from '../ui/wording.js';

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
    activeVus: counting.grandTotal('activeVus'),
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
  const { needs } = plan.vus.scenarios[index]!;
  const ended = control.total(index, 'ended') >= plan.workers || control.phase === 'ended';
  const sinceStartMs = (run.elapsedMs() ?? 0) - config.startTimeMs;
  const elapsedMs = ended ? control.largest(index, 'endedMs') : sinceStartMs;
  const scenario: ScenarioState = {
    config,
    needs,
    state: 'running',
    elapsedMs,
    activeVus: control.total(index, 'activeVus'),
    initializedVus: needs.planned + control.vuBoard(index).grown,
    completed: control.total(index, 'completed'),
  };
  return { ...scenario, state: stateOf(scenario, ended, sinceStartMs, run) };
}

function stateOf(scenario: ScenarioState, ended: boolean, sinceStartMs: number, run: RunState): ScenarioState['state'] {
  if (ended) return isComplete(scenario, run) ? 'done' : 'interrupted';
  if (run.elapsedMs() === undefined || sinceStartMs < 0) return 'waiting';
  return run.stopping() || sinceStartMs >= scenario.needs.regularMs ? 'stopping' : 'running';
}

/** Who ends with its last start may be complete long before its time is over. */
function isComplete(scenario: ScenarioState, run: RunState): boolean {
  if (executorOf(scenario.config).endsWithLastStart && !run.stopping()) return true;
  return wordingOf(scenario).fraction === 1;
}
