import type { TagSet } from '../../metrics/tags.js';
import type { Exchange } from '../../protocols/http/exchange.js';
import type { VuContext } from '../context.js';

/** Most values that one slow response stands for. */
const MOST_FILLED = 100_000;

/**
 * How long a response would have taken for a sender that is never late, where that is known.
 *
 * Open model: from the instant at which the request was due, which is when it was made less what its iteration was late
 * by, to the end of the response. Waiting for a connection and opening it are part of it.
 *
 * Closed model, with an expected interval: HdrHistogram's correction of `http_req_duration`. A VU that waits longer than
 * the interval leaves out requests, which would have waited one interval less each.
 */
export function recordCorrected(vu: VuContext, exchange: Exchange, tags: TagSet): void {
  if (vu.scenario === null) return;
  const { builtin, options } = vu.thread;
  const metric = builtin.http_req_duration_corrected;
  if (vu.latenessMs !== undefined) {
    metric.add(vu.latenessMs + exchange.blocked + exchange.duration, tags);
    return;
  }
  const intervalMs = options.expectedIntervalMs;
  if (intervalMs === 0) return;
  metric.add(exchange.duration, tags);
  let leftMs = exchange.duration - intervalMs;
  for (let filled = 0; leftMs >= intervalMs && filled < MOST_FILLED; filled++, leftMs -= intervalMs) {
    metric.add(leftMs, tags);
  }
}
