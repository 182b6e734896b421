import { HeaderField } from './header-field.js';

/** So many values are kept; a load has few names, and may have as many paths as requests. */
const MOST = 1024;

const byName = new Map<string, Map<string, HeaderField>>();
let count = 0;

/** The field of a name and a value: the same one each time, while it is used often. The name is in lower case. */
export function knownField(name: string, value: string): HeaderField {
  let byValue = byName.get(name);
  if (byValue === undefined) byName.set(name, (byValue = new Map()));
  let field = byValue.get(value);
  if (field !== undefined) return field;
  if (count === MOST) {
    byName.clear();
    byName.set(name, (byValue = new Map()));
    count = 0;
  }
  field = new HeaderField(name, value);
  byValue.set(value, field);
  count++;
  return field;
}
