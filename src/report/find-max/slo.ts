import { parseGoDuration } from '../../base/duration.js';
import { errors } from '../../base/errors/index.js';
import { Fault } from '../../thresholds/fault.js';
import { parseMetricKey } from '../../thresholds/metric-key.js';
import { parseExpression } from '../../thresholds/parse.js';

/** Objectives as thresholds: expressions by metric. */
export type Objectives = Readonly<Record<string, readonly string[]>>;

/** What an objective is about that names no metric. */
const USUAL_METRIC = 'http_req_duration';

/**
 * Reads `p(95)<200,http_req_failed<1%,http_req_duration{name:login}:p(99)<1s`: without a metric it is about the
 * duration of requests, without an aggregation about a rate.
 */
export function parseSlo(text: string): Objectives {
  const objectives: Record<string, string[]> = {};
  const terms = text.split(COMMA_OUTSIDE).map((term) => term.trim());
  for (const term of terms.filter((one) => one !== '')) {
    const { key, expression } = readTerm(term);
    (objectives[key] ??= []).push(expression);
  }
  if (Object.keys(objectives).length === 0) throw errors.badSlo(text, 'it is empty');
  return objectives;
}

/** Not those between braces, which separate tags. */
const COMMA_OUTSIDE = /,(?![^{]*\})/;
const TERM = /^(.+?)\s*(<=|>=|===?|!=|<|>)\s*([^<>=!]+)$/;
const AGGREGATION_ALONE = /^(?:p\(.*|avg|min|max|med)$/;

function readTerm(term: string): { readonly key: string; readonly expression: string } {
  const match = TERM.exec(term);
  if (!match) throw errors.badSlo(term, 'there is no comparison');
  const [, left, operator, limit] = match as unknown as [string, string, string, string];
  const { key, aggregation } = subjectOf(left);
  const expression = `${aggregation}${operator}${limitOf(limit.trim())}`;
  try {
    parseMetricKey(key);
    parseExpression(expression);
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    throw errors.badSlo(term, fault.message);
  }
  return { key, expression };
}

function subjectOf(left: string): { readonly key: string; readonly aggregation: string } {
  if (AGGREGATION_ALONE.test(left)) return { key: USUAL_METRIC, aggregation: left };
  const colon = left.lastIndexOf(':');
  if (colon === -1 || colon < left.lastIndexOf('}')) return { key: left, aggregation: 'rate' };
  return { key: left.slice(0, colon).trim(), aggregation: left.slice(colon + 1).trim() };
}

/** `1%` is 0.01, `1s` is 1000; anything else stays for the threshold's own parser to judge. */
function limitOf(text: string): string {
  if (/^\d+(\.\d+)?%$/.test(text)) return String(Number((Number(text.slice(0, -1)) / 100).toPrecision(12)));
  return String(parseGoDuration(text) ?? text);
}
