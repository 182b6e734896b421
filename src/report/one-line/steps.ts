import { thousands } from '../../base/thousands.js';
import type { Snapshot } from '../../metrics/snapshot.js';
import { humanTime, percentOf } from '../text/values.js';
import { byTag, counterOf, rateOf, trendOf } from './parts.js';

/** One of several loads that came one after another. */
export interface Step {
  readonly scenario: string;
  readonly users: number;
  readonly durationMs: number;
}

/** A line for each number of users: what came of it. */
export function stepRows({ metrics }: Snapshot, steps: readonly Step[]): string[][] {
  const requests = byTag(metrics.get('http_reqs'), 'scenario');
  const durations = byTag(metrics.get('http_req_duration'), 'scenario');
  const failures = byTag(metrics.get('http_req_failed'), 'scenario');
  const rows = steps.map(({ scenario, users, durationMs }) => {
    const sum = counterOf(requests.get(scenario))?.sum ?? 0;
    const latency = trendOf(durations.get(scenario));
    const failed = rateOf(failures.get(scenario));
    const percentile = (p: number): string => (latency ? humanTime(latency.percentile(p), '') : '-');
    return [
      thousands(users),
      thousands(sum),
      thousands(Math.round(sum / (durationMs / 1000))),
      percentile(50),
      percentile(95),
      percentile(99),
      percentOf(failed?.passes ?? 0, failed?.total ?? 0),
    ];
  });
  return [['users', 'requests', 'per second', 'p50', 'p95', 'p99', 'failed'], ...rows];
}
