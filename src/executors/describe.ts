import { formatDuration } from '../base/duration.js';
import type { ScenarioConfig } from './config.js';
import { executorOf } from './index.js';
import type { ScenarioNeeds } from './needs.js';

/** One line of the list that is shown before a run. */
export function describeScenario(config: ScenarioConfig, needs: ScenarioNeeds): string {
  const { work, facts } = executorOf(config).describe(config, needs);
  const common = [
    config.exec === 'default' ? '' : `exec: ${config.exec}`,
    config.startTimeMs === 0 ? '' : `startTime: ${formatDuration(config.startTimeMs)}`,
    config.gracefulStopMs === 0 ? '' : `gracefulStop: ${formatDuration(config.gracefulStopMs)}`,
  ];
  const shown = [...facts, ...common].filter((fact) => fact !== '');
  return shown.length === 0 ? work : `${work} (${shown.join(', ')})`;
}
