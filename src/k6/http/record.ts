import { monotonicMs } from '../../base/clock.js';
import type { BuiltinMetrics } from '../../metrics/builtin.js';
import type { TagSet } from '../../metrics/tags.js';
import type { Exchange } from '../../protocols/http/exchange.js';
import type { ExpectedStatuses } from './expected-statuses.js';
import type { HttpTagSwitches } from './http-thread.js';

/** Status codes as text, made once. */
const CODES = Array.from({ length: 600 }, (_, status) => String(status));
const codeText = (status: number): string => CODES[status] ?? String(status);

/** k6's number for an exchange: its failure's, or 1000 and the status from 400 on. */
export function errorCodeOf({ failure, status }: Exchange): number {
  if (failure !== null) return failure.code;
  return status >= 400 ? 1000 + status : 0;
}

/**
 * The tags of an exchange, on top of those the VU and the script gave. `name` is empty when the request has none of its
 * own: then the run's, the scenario's or the VU's tag of that name counts, or the URL does;
 * without an expectation there is no tag for it.
 */
export function tagsOf(
  base: TagSet,
  exchange: Exchange,
  name: string,
  expected: ExpectedStatuses | null,
  on: HttpTagSwitches,
): TagSet {
  const { request, failure, tls, status } = exchange;
  let tags = base;
  if (on.method) tags = tags.with('method', request.method);
  if (on.status) tags = tags.with('status', failure === null ? codeText(status) : '0');
  if (on.proto && failure === null) tags = tags.with('proto', exchange.proto);
  // A request that failed has none of what the connection has agreed on.
  const agreed = failure === null ? tls : undefined;
  if (on.tls_version && agreed !== undefined) tags = tags.with('tls_version', agreed.version);
  if (on.ocsp_status && agreed !== undefined) tags = tags.with('ocsp_status', agreed.ocsp.status);
  if (on.ip && exchange.remoteIp !== '') tags = tags.with('ip', exchange.remoteIp);
  if (failure !== null && on.error) tags = tags.with('error', failure.text);
  if (on.error_code) {
    const code = errorCodeOf(exchange);
    if (code !== 0) tags = tags.with('error_code', String(code));
  }
  if (on.expected_response && expected !== null) {
    tags = tags.with('expected_response', String(holds(exchange, expected)));
  }
  // Last, because they vary most: every set on the way is kept.
  if (!on.url && !on.name) return tags;
  const shown = name === '' ? (base.get('name') ?? request.url.clean) : name;
  if (on.url) tags = tags.with('url', shown);
  if (on.name) tags = tags.with('name', shown);
  return tags;
}

/** The nine samples of one exchange. Without an expectation there is no failed-rate. */
export function recordExchange(
  metrics: BuiltinMetrics,
  exchange: Exchange,
  tags: TagSet,
  expected: ExpectedStatuses | null,
): void {
  const endMs = exchange.endMs === 0 ? monotonicMs() : exchange.endMs;
  metrics.http_reqs!.add(1, tags, endMs);
  metrics.http_req_duration!.add(exchange.duration, tags, endMs);
  metrics.http_req_blocked!.add(exchange.blocked, tags, endMs);
  metrics.http_req_connecting!.add(exchange.connecting, tags, endMs);
  metrics.http_req_tls_handshaking!.add(exchange.tlsHandshaking, tags, endMs);
  metrics.http_req_sending!.add(exchange.sending, tags, endMs);
  metrics.http_req_waiting!.add(exchange.waiting, tags, endMs);
  metrics.http_req_receiving!.add(exchange.receiving, tags, endMs);
  if (expected !== null) metrics.http_req_failed!.add(holds(exchange, expected) ? 0 : 1, tags, endMs);
}

const holds = ({ failure, status }: Exchange, expected: ExpectedStatuses): boolean =>
  failure === null && expected.has(status);
