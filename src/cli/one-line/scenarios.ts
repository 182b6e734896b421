import { formatDuration } from '../../base/duration.js';
import { type Shape, stepName } from './load.js';

export type ScenarioJson = Readonly<Record<string, string | number>>;

/** A fixed number of requests has no time to keep to; nobody waits longer. */
const MOST_TIME = '24h';
/** Requests that are under way at the end may come to theirs, so that both sides count the same. */
const GRACEFUL_STOP = '30s';

/** The load as scripts say it. */
export function scenariosOf(shape: Shape): Readonly<Record<string, ScenarioJson>> {
  switch (shape.kind) {
    case 'closed':
      return { load: constantVus(shape.users, shape.durationMs) };
    case 'count':
      return {
        load: {
          executor: 'shared-iterations',
          vus: shape.users,
          iterations: shape.requests,
          maxDuration: MOST_TIME,
          gracefulStop: GRACEFUL_STOP,
        },
      };
    case 'open':
      return {
        load: {
          executor: 'constant-arrival-rate',
          rate: shape.rate,
          timeUnit: '1s',
          duration: formatDuration(shape.durationMs),
          preAllocatedVUs: shape.users,
          maxVUs: shape.most,
          gracefulStop: GRACEFUL_STOP,
        },
      };
    case 'steps':
      return Object.fromEntries(
        shape.users.map((users, index) => [
          stepName(users, index),
          {
            ...constantVus(users, shape.durationMs),
            startTime: formatDuration(index * shape.durationMs),
            // Each step has the target for itself.
            gracefulStop: '0s',
          },
        ]),
      );
  }
}

const constantVus = (vus: number, durationMs: number): ScenarioJson => ({
  executor: 'constant-vus',
  vus,
  duration: formatDuration(durationMs),
  gracefulStop: GRACEFUL_STOP,
});
