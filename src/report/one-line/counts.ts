import { thousands } from '../../base/thousands.js';
import type { Summary } from '../summary.js';
import { ratePerSecond } from '../text/rows.js';
import { humanBytes, humanTime, percentOf } from '../text/values.js';
import { rateOf, sumOf } from './parts.js';

/** How many requests there were, how many failed, and what went over the wire. */
export function countRows({ snapshot, runDurationMs }: Summary): string[][] {
  const requests = sumOf(snapshot, 'http_reqs');
  const failed = rateOf(snapshot.metrics.get('http_req_failed')?.stats);
  const perSecond = (name: string): string => `${humanBytes(ratePerSecond(sumOf(snapshot, name), runDurationMs))}/s`;
  const dropped = sumOf(snapshot, 'dropped_iterations');
  return [
    [
      'Requests',
      thousands(requests),
      `${thousands(Math.round(ratePerSecond(requests, runDurationMs)))}/s`,
      `in ${humanTime(runDurationMs, '')}`,
    ],
    ['Failed', thousands(failed?.passes ?? 0), percentOf(failed?.passes ?? 0, failed?.total ?? 0)],
    ...(dropped === 0 ? [] : [['Not started', thousands(dropped), '', 'all users were waiting for answers']]),
    ['Received', humanBytes(sumOf(snapshot, 'data_received')), perSecond('data_received')],
    ['Sent', humanBytes(sumOf(snapshot, 'data_sent')), perSecond('data_sent')],
  ];
}
