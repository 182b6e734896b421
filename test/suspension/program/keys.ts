// Names of properties, among them those that builtins have too.
import type { Gen } from './gen.js';

const KEYS = ['a', 'c', 'm', 'g', 'get', 'call', 'bind', 'map', 'apply', 'at', 'forEach', 'name'];

export const key = (g: Gen): string => (g.chance(0.7) ? g.pick(['a', 'c', 'm', 'g']) : g.pick(KEYS));

/** An expression that gives one. */
export function propertyName(g: Gen): string {
  const name = key(g);
  if (g.chance(0.1)) return g.pick(['Symbol.iterator', 'Symbol.toPrimitive', 'SYMBOL']);
  if (g.chance(0.3)) return `b('${name}')`;
  if (g.chance(0.3)) return `'${name.slice(0, 1)}' + '${name.slice(1)}'`;
  return g.chance(0.2) ? `(spare = '${name}')` : `'${name}'`;
}
