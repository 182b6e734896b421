import { formatDuration } from '../base/duration.js';
import type { Segment } from '../shard/segment.js';
import { iterationSegment, scenarioEnd, slotCount } from './needs.js';
import type { ExecutorName, ScenarioConfig } from './scenario.js';
import { type ArrivalRateConfig, highestRate } from './timetable.js';

/** One line of the list that is shown before a run, in k6's words; the numbers are those of this segment. */
export function describeScenario(config: ScenarioConfig, segment: Segment): string {
  const describe = descriptions[config.executor] as (config: ScenarioConfig, segment: Segment) => Description;
  const { work, facts } = describe(config, segment);
  const common = [
    config.exec === 'default' ? '' : `exec: ${config.exec}`,
    config.startTimeMs === 0 ? '' : `startTime: ${formatDuration(config.startTimeMs)}`,
    config.gracefulStopMs === 0 ? '' : `gracefulStop: ${formatDuration(config.gracefulStopMs)}`,
  ];
  const shown = [...facts, ...common].filter((fact) => fact !== '');
  return shown.length === 0 ? work : `${work} (${shown.join(', ')})`;
}

interface Description {
  readonly work: string;
  readonly facts: readonly string[];
}

type Describe<Name extends ExecutorName> = (
  config: Extract<ScenarioConfig, { executor: Name }>,
  segment: Segment,
) => Description;

const descriptions: { readonly [Name in ExecutorName]: Describe<Name> } = {
  'shared-iterations': (config, segment) => ({
    work: `${iterationSegment(config, segment).scale(config.iterations)} iterations shared among ${slotCount(config, segment)} VUs`,
    facts: [`maxDuration: ${time(config)}`],
  }),
  'per-vu-iterations': (config, segment) => ({
    work: `${config.iterations} iterations for each of ${slotCount(config, segment)} VUs`,
    facts: [`maxDuration: ${time(config)}`],
  }),
  'constant-vus': (config, segment) => ({
    work: `${slotCount(config, segment)} looping VUs for ${time(config)}`,
    facts: [],
  }),
  'ramping-vus': (config, segment) => ({
    work: `Up to ${slotCount(config, segment)} looping VUs for ${time(config)} over ${config.stages.length} stages`,
    facts: [`gracefulRampDown: ${formatDuration(config.gracefulRampDownMs)}`],
  }),
  'constant-arrival-rate': (config, segment) => ({
    work: `${ratePart(config, segment)} for ${time(config)}`,
    facts: [vuRange(config, segment)],
  }),
  'ramping-arrival-rate': (config, segment) => ({
    work: `Up to ${ratePart(config, segment)} for ${time(config)} over ${config.stages.length} stages`,
    facts: [vuRange(config, segment)],
  }),
};

const time = (config: ScenarioConfig): string => formatDuration(scenarioEnd(config).regularMs);

function ratePart(config: ArrivalRateConfig, segment: Segment): string {
  return `${(highestRate(config) * iterationSegment(config, segment).fraction).toFixed(2)} iterations/s`;
}

function vuRange(config: ArrivalRateConfig, segment: Segment): string {
  const [planned, most] = [segment.scale(config.preAllocatedVUs), segment.scale(config.maxVUs)];
  return planned === most ? `maxVUs: ${most}` : `maxVUs: ${planned}-${most}`;
}
