// Destructuring, with defaults everywhere.
import type { Gen } from './gen.js';
import { key, propertyName } from './keys.js';

/** A pattern that declares names in the scope that is open. As a parameter it has a default of its own. */
export function pattern(g: Gen, place: 'param' | 'declaration'): string {
  const names: string[] = [];
  const name = (): string => {
    names.push(g.fresh('d'));
    return names.at(-1)!;
  };
  const text = g.chance(0.6) ? objectPattern(g, name, 0) : arrayPattern(g, name, 0);
  for (const one of names) g.declare(one);
  if (place === 'declaration') return text;
  return `${text} = ${text.startsWith('{') ? '{}' : '[]'}`;
}

/** With fuel, because a default of a parameter may call the function it belongs to. */
const withDefault = (g: Gen): string => (g.chance(0.45) ? ` = (tick(), ${g.expr()})` : '');

export function objectPattern(g: Gen, name: () => string, depth: number): string {
  const property = (): string => {
    if (depth < 1 && g.chance(0.15)) return `${key(g)}: ${arrayPattern(g, name, depth + 1)} = ${g.expr('iterable')}`;
    if (depth < 1 && g.chance(0.15)) return `${key(g)}: ${objectPattern(g, name, depth + 1)} = ${g.expr('object')}`;
    if (g.chance(0.25)) return `[${propertyName(g)}]: ${name()}${withDefault(g)}`;
    return `${key(g)}: ${name()}${withDefault(g)}`;
  };
  const rest = g.chance(0.25) ? `, ...${name()}` : '';
  return `{ ${g.some(1, 3, property)}${rest} }`;
}

export function arrayPattern(g: Gen, name: () => string, depth: number): string {
  const item = (): string => {
    if (depth < 1 && g.chance(0.15)) return `${objectPattern(g, name, depth + 1)} = ${g.expr('object')}`;
    return g.chance(0.12) ? '' : `${name()}${withDefault(g)}`;
  };
  const rest = g.chance(0.3) ? `, ...${name()}` : '';
  return `[${g.some(1, 3, item)}${rest}]`;
}

/** An assignment to what exists already. */
export function assignmentPattern(g: Gen): string {
  const target = (): string =>
    g.chance(0.4) ? `${g.expr('object')}.${key(g)}` : g.chance(0.3) ? `(holder[${propertyName(g)}])` : 'spare';
  return g.chance(0.5)
    ? `(${objectPattern(g, target, 0)} = ${g.expr('object')})`
    : `(${arrayPattern(g, target, 0)} = ${g.expr('iterable')})`;
}
