import { isRecord } from '../../base/is-record.js';

type Modifier = (value: unknown, argument: string) => unknown;

/** gjson's own modifiers, by name. */
export const MODIFIERS: Readonly<Record<string, Modifier | undefined>> = {
  this: (value) => value,
  valid: (value) => value,
  pretty: (value) => value,
  ugly: (value) => value,
  reverse: (value) => {
    if (Array.isArray(value)) return [...value].reverse();
    return isRecord(value) ? Object.fromEntries(Object.entries(value).reverse()) : value;
  },
  keys: (value) => (isRecord(value) ? Object.keys(value) : Array.isArray(value) ? value.map(() => null) : []),
  values: (value) => (isRecord(value) ? Object.values(value) : Array.isArray(value) ? value : []),
  flatten: (value, argument) => {
    if (!Array.isArray(value)) return value;
    return value.flat(argument.replace(/\s/g, '').includes('"deep":true') ? Number.POSITIVE_INFINITY : 1);
  },
  join: (value) => (Array.isArray(value) ? Object.assign({}, ...value.filter(isRecord)) : value),
  tostr: (value) => JSON.stringify(value),
  fromstr: (value) => {
    try {
      return typeof value === 'string' ? JSON.parse(value) : undefined;
    } catch {
      return undefined;
    }
  },
  group: (value) => {
    if (!isRecord(value)) return undefined;
    const rows: Record<string, unknown>[] = [];
    for (const [key, list] of Object.entries(value)) {
      if (!Array.isArray(list)) continue;
      list.forEach((one, index) => {
        rows[index] = { ...rows[index], [key]: one };
      });
    }
    return rows;
  },
};
