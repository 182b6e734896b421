import type { MetricDef, Tags } from '../../metrics/types.js';
import { type FieldKind, fieldText } from './tag-fields.js';

/** A line of InfluxDB's line protocol up to its first own field: measurement, tags, and the fields that are made of tags. */
export function lineHead({ name }: MetricDef, tags: Tags, tagsAsFields: ReadonlyMap<string, FieldKind>): string {
  // In this order the database need not sort them.
  const entries = Object.entries(tags)
    .filter(([, value]) => value !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1));
  let head = escaped(name, /[, ]/g);
  let fields = '';
  for (const [key, value] of entries) {
    const kind = tagsAsFields.get(key);
    if (kind === undefined) head += `,${escaped(key, SPECIAL)}=${escaped(value, SPECIAL)}`;
    else {
      const text = fieldText(kind, value);
      if (text !== undefined) fields += `${escaped(key, SPECIAL)}=${text},`;
    }
  }
  return `${head} ${fields}`;
}

const SPECIAL = /[,= ]/g;

/** A line ends at its newline, and a backslash at the end would hide what follows: neither can be written as it is. */
function escaped(text: string, special: RegExp): string {
  const flat = text.replace(/[\r\n]+/g, ' ').replace(special, '\\$&');
  return flat.endsWith('\\') ? `${flat}\\ ` : flat;
}
