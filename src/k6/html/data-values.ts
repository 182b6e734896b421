import type { HtmlNode } from './node.js';

const PREFIX = 'data-';

/** `data-*` attributes, as jQuery reads them. */
export const dataOf = (node: HtmlNode): Record<string, unknown> =>
  Object.fromEntries(
    node.attributes
      .filter(({ name }) => name.startsWith(PREFIX) && name.length > PREFIX.length)
      .map(({ name, value }) => [camelCase(name.slice(PREFIX.length)), dataValue(value)]),
  );

/** One of them, by its name in the page or in scripts. */
export function oneData(node: HtmlNode, key: string): unknown {
  const name = PREFIX + key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const value = node.attribute(name);
  return value === undefined ? undefined : dataValue(value);
}

const camelCase = (name: string): string => name.replace(/-+(.)/g, (_, letter: string) => letter.toUpperCase());

function dataValue(text: string): unknown {
  if (text === '' || text === 'null') return undefined;
  if (text === 'true' || text === 'false') return text === 'true';
  // Only what is written as JavaScript writes it: a postcode with a zero in front stays text.
  if (/^-?\d/.test(text) && String(Number(text)) === text) return Number(text);
  return /^[{[]/.test(text) ? jsonOr(text) : text;
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
