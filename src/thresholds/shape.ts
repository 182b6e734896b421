import { formatDuration, parseDuration } from '../base/duration.js';
import { isRecord } from '../base/is-record.js';
import { Problems, show } from '../base/problems.js';
import { membersOf } from '../schema/object.js';
import { metricNameOf } from './metric-key.js';
import type { ThresholdExpression, ThresholdSpec } from './types.js';

/**
 * The option `thresholds`: metric keys, each with a list of expressions or of objects around one. Only the shape
 * is read here; what the keys and expressions say is checked once the script's metrics are known.
 */
export function parseThresholds(raw: unknown, problems: Problems): ThresholdSpec[] {
  if (raw === undefined || raw === null) return [];
  if (!isRecord(raw)) {
    problems.add('thresholds', `must be an object of metric names with lists of expressions, got ${show(raw)}`);
    return [];
  }
  return Object.entries(raw).map(([metricKey, list]) => ({
    metricKey: metricNameOf(metricKey),
    expressions: parseList(list, `thresholds.${metricKey}`, problems),
  }));
}

function parseList(raw: unknown, path: string, problems: Problems): ThresholdExpression[] {
  // An empty list is of use: it makes the sub-metric appear in the summary.
  if (raw === null) return [];
  if (!Array.isArray(raw)) {
    problems.add(path, `must be a list of expressions such as ["p(95)<500"], got ${show(raw)}`);
    return [];
  }
  return raw.flatMap((item, index) => parseItem(item, `${path}[${index}]`, problems) ?? []);
}

function parseItem(raw: unknown, path: string, problems: Problems): ThresholdExpression | undefined {
  if (typeof raw === 'string') return { source: raw, abortOnFail: false, delayAbortEvalMs: undefined };
  if (!isRecord(raw)) {
    problems.add(path, `must be an expression or an object with a "threshold", got ${show(raw)}`);
    return undefined;
  }
  const members = membersOf(raw, FIELDS, () => {});
  const [threshold, abortOnFail, delayAbortEval, window] = FIELDS.map((field) => members.get(field)?.value);
  if (typeof threshold !== 'string') {
    problems.add(`${path}.threshold`, `must be an expression such as "p(95)<500", got ${show(threshold)}`);
    return undefined;
  }
  return {
    source: threshold,
    abortOnFail: parseFlag(abortOnFail, `${path}.abortOnFail`, problems),
    delayAbortEvalMs: parseDelay(delayAbortEval, `${path}.delayAbortEval`, problems),
    ...parseWindow(window, `${path}.window`, problems),
  };
}

/** In any case, as Go reads names. */
const FIELDS = ['threshold', 'abortOnFail', 'delayAbortEval', 'window'];

function parseFlag(raw: unknown, path: string, problems: Problems): boolean {
  if (raw === undefined || raw === null) return false;
  if (typeof raw === 'boolean') return raw;
  problems.add(path, `must be true or false, got ${show(raw)}`);
  return false;
}

function parseDelay(raw: unknown, path: string, problems: Problems): number | undefined {
  if (raw === undefined || raw === null) return undefined;
  const delayMs = parseDuration(raw);
  if (delayMs !== undefined && delayMs >= 0) return delayMs;
  problems.add(path, `must be a duration such as "10s", got ${show(raw)}`);
  return undefined;
}

/** Windows move by seconds. */
const SHORTEST_WINDOW_MS = 1000;

function parseWindow(raw: unknown, path: string, problems: Problems): { readonly windowMs?: number } {
  if (raw === undefined || raw === null) return {};
  const windowMs = parseDuration(raw);
  if (windowMs !== undefined && windowMs >= SHORTEST_WINDOW_MS) return { windowMs };
  problems.add(path, `must be a duration of at least 1s such as "30s", got ${show(raw)}`);
  return {};
}

/** Its text, or all of it when it is more than that. */
export function expressionToJson({ source, abortOnFail, delayAbortEvalMs, windowMs }: ThresholdExpression): unknown {
  if (!abortOnFail && windowMs === undefined) return source;
  const delayAbortEval = delayAbortEvalMs === undefined ? null : formatDuration(delayAbortEvalMs);
  const window = windowMs === undefined ? {} : { window: formatDuration(windowMs) };
  return { threshold: source, abortOnFail, delayAbortEval, ...window };
}

/** The option as k6 shows it; as it was given where it has another shape. */
export function thresholdsToJson(raw: unknown): unknown {
  const problems = new Problems();
  const specs = parseThresholds(raw, problems);
  if (!problems.none) return raw;
  // Under the names as they were written.
  const names = Object.keys((raw ?? {}) as object);
  return Object.fromEntries(specs.map(({ expressions }, at) => [names[at], expressions.map(expressionToJson)]));
}
