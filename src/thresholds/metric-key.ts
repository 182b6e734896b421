import type { Tags } from '../metrics/types.js';
import { Fault } from './fault.js';

/** A threshold's key: `http_req_duration`, or with `{status:200}` behind it. */
export interface MetricKey {
  readonly metric: string;
  /** Undefined without braces. */
  readonly tags: Tags | undefined;
}

/** The name of the metric or sub-metric that a key stands for: spaces at the ends of the tags are no part of it. */
export const metricNameOf = (key: string): string => key.replace(/\{(.*)\}$/s, (_, tags: string) => `{${tags.trim()}}`);

/** Reads a metric key; throws a Fault that says where it stops making sense. */
export function parseMetricKey(key: string): MetricKey {
  const open = key.indexOf('{');
  if (open === -1) {
    const stray = key.indexOf('}');
    if (stray !== -1) throw new Fault('a } without a {', stray);
    return { metric: nameIn(key, key.length), tags: undefined };
  }
  const metric = nameIn(key, open);
  if (!key.endsWith('}')) {
    const close = key.lastIndexOf('}');
    throw close === -1
      ? new Fault('the { is never closed', open)
      : new Fault('nothing may stand behind the last }', close + 1);
  }
  return { metric, tags: parseTags(key, open + 1, key.length - 1) };
}

function nameIn(key: string, end: number): string {
  const name = key.slice(0, end);
  if (name === '') throw new Fault('the name of a metric is missing', 0);
  return name;
}

function parseTags(key: string, from: number, to: number): Tags {
  const tags: Record<string, string> = {};
  for (let at = from; at <= to; ) {
    const colon = key.indexOf(':', at);
    const comma = key.indexOf(',', at);
    if (colon === -1 || colon >= to || (comma !== -1 && comma < colon)) {
      throw new Fault('a tag is written as name:value', at);
    }
    const name = unquote(key.slice(at, colon));
    if (name === '') throw new Fault('the name of a tag is missing', at);
    const end = endOfValue(key, colon + 1, to);
    const value = unquote(key.slice(colon + 1, end));
    if (value === '') throw new Fault(`the value of tag ${name} is missing`, colon + 1);
    tags[name] = value;
    at = end + 1;
  }
  return tags;
}

/** The comma behind a value, or the end. Commas between quotes belong to the value. */
function endOfValue(key: string, from: number, to: number): number {
  const quoted = /^ *(["']).*?\1 *(?=,|$)/.exec(key.slice(from, to));
  if (quoted) return from + quoted[0].length;
  const comma = key.indexOf(',', from);
  return comma === -1 || comma > to ? to : comma;
}

/** Without the spaces around it, and then without quotes. */
const unquote = (text: string): string => text.trim().replace(/^["']+|["']+$/g, '');
