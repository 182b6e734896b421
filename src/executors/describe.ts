import { formatDuration } from '../base/duration.js';
import type { Segment } from '../shard/segment.js';
import { iterationSegment, scenarioEnd, slotCount } from './needs.js';
import { type ArrivalRateConfig, highestRate } from './timetable.js';
import type { ScenarioConfig } from './types.js';

/** One line of the list that is shown before a run, in k6's words; the numbers are those of this segment. */
export function describeScenario(config: ScenarioConfig, segment: Segment): string {
  const { work, facts } = describeWork(config, segment);
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

function describeWork(config: ScenarioConfig, segment: Segment): Description {
  const vus = slotCount(config, segment);
  const time = formatDuration(scenarioEnd(config).regularMs);
  switch (config.executor) {
    case 'shared-iterations': {
      const iterations = iterationSegment(config, segment).scale(config.iterations);
      return { work: `${iterations} iterations shared among ${vus} VUs`, facts: [`maxDuration: ${time}`] };
    }
    case 'per-vu-iterations':
      return { work: `${config.iterations} iterations for each of ${vus} VUs`, facts: [`maxDuration: ${time}`] };
    case 'constant-vus':
      return { work: `${vus} looping VUs for ${time}`, facts: [] };
    case 'ramping-vus':
      return {
        work: `Up to ${vus} looping VUs for ${time} over ${config.stages.length} stages`,
        facts: [`gracefulRampDown: ${formatDuration(config.gracefulRampDownMs)}`],
      };
    case 'constant-arrival-rate':
      return { work: `${ratePart(config, segment)} for ${time}`, facts: [vuRange(config, segment)] };
    case 'ramping-arrival-rate':
      return {
        work: `Up to ${ratePart(config, segment)} for ${time} over ${config.stages.length} stages`,
        facts: [vuRange(config, segment)],
      };
  }
}

function ratePart(config: ArrivalRateConfig, segment: Segment): string {
  return `${(highestRate(config) * iterationSegment(config, segment).fraction).toFixed(2)} iterations/s`;
}

function vuRange(config: ArrivalRateConfig, segment: Segment): string {
  const [planned, most] = [segment.scale(config.preAllocatedVUs), segment.scale(config.maxVUs)];
  return planned === most ? `maxVUs: ${most}` : `maxVUs: ${planned}-${most}`;
}
