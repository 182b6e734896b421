import { thousands } from '../base/thousands.js';
import type { Snapshot } from '../metrics/snapshot.js';
import type { Breakdown } from '../metrics/types.js';

/** k6's number for a connection that the other side refused. */
const REFUSED = '1212';

/** What the snapshot must have for this. */
export const FAILURES_BY_CODE: Breakdown = { metric: 'http_reqs', by: ['error_code'] };

/** How many requests there were when every single one was refused; undefined when one was not, or none was made. */
export function allRefused({ metrics }: Snapshot): number | undefined {
  const requests = metrics.get('http_reqs');
  const refused = requests?.parts.find(({ tags }) => tags.error_code === REFUSED && Object.keys(tags).length === 1);
  if (requests?.stats.type !== 'counter' || refused?.stats.type !== 'counter') return undefined;
  return refused.stats.sum === requests.stats.sum ? requests.stats.sum : undefined;
}

export function downNotes(snapshot: Snapshot): string[] {
  const refused = allRefused(snapshot);
  if (refused === undefined) return [];
  return [
    `The target is down: ${refused === 1 ? 'the only request was' : `all ${thousands(refused)} requests were`} refused.`,
  ];
}
