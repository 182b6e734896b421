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
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new FaultClass(
    `invalid value for metric tag '${key}': only String, Boolean and Number types are accepted as a metric tag values`,
  );
}
