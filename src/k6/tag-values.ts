import type { TagSet } from '../metrics/tags.js';
import { GoError } from './go-error.js';

/** The set plus a script's own tags; each value must be a string, a boolean or a number. A text gives its characters. */
export function tagsWith(base: TagSet, tags: unknown): TagSet {
  let set = base;
  for (const key of Object.keys(tags as object))
    set = set.with(key, tagValue(key, (tags as Record<string, unknown>)[key]));
  return set;
}

export function tagValue(key: string, value: unknown, FaultClass: new (text: string) => Error = GoError): string {
  const text = simpleText(value);
  if (text !== undefined) return text;
  throw new FaultClass(
    `invalid value for metric tag '${key}': only String, Boolean and Number types are accepted as a metric tag values`,
  );
}

export function metadataValue(key: string, value: unknown): string {
  const text = simpleText(value);
  if (text !== undefined) return text;
  throw new TypeError(
    `invalid value for metric metadata '${key}': only String, Boolean and Number types are accepted as a metric metadata value`,
  );
}

function simpleText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}
