import { namedObjects } from '../../schema/maps.js';
import { duration, int, toggle } from '../../schema/scalars.js';
import { row } from '../row.js';
import { partOf } from '../values/segment.js';
import { type RawStage, rawStages } from '../values/stages.js';

/** Shortcuts and scenarios: what the door turns into `Options.scenarios`. Their limits are those of the executors. */
export const workloadRows = {
  vus: row({ type: int, fallback: 1, group: 'execution', short: 'u', help: 'virtual users' }),
  duration: row({
    type: duration,
    fallback: 0,
    fallbackText: '',
    group: 'execution',
    short: 'd',
    help: 'run the VUs for this long',
  }),
  iterations: row({
    type: int,
    fallback: 0,
    fallbackText: '',
    group: 'execution',
    short: 'i',
    help: 'run this many iterations, shared among the VUs',
  }),
  stages: row<readonly RawStage[]>({
    type: rawStages,
    fallback: [],
    group: 'execution',
    flag: 'stage',
    short: 's',
    help: 'ramp to a number of VUs within a time; repeat it or use commas',
  }),
  scenarios: row({
    type: namedObjects,
    fallback: {},
    group: 'execution',
    flag: false,
    env: false,
    help: 'named workloads',
  }),
};

/** Which part of the workload runs here, and when. The segment is checked together with its sequence. */
export const executionRows = {
  executionSegment: row({
    type: partOf('segment'),
    placeholder: '<from:to>',
    fallback: '0:1',
    group: 'execution',
    env: false,
    help: 'run only this part of the test, such as 1/4:1/2',
  }),
  executionSegmentSequence: row({
    type: partOf('sequence'),
    placeholder: '<borders>',
    fallback: '',
    group: 'execution',
    env: false,
    help: 'borders of all parts, the same for every instance',
  }),
  paused: row({
    type: toggle,
    fallback: false,
    group: 'execution',
    short: 'p',
    help: 'prepare everything, then wait for a resume by the REST API',
  }),
};
