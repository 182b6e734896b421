import { compile, type Options } from 'css-select';
import { ELEMENT, type HtmlNode, type Matches, TEXT } from './node.js';
import { isWithin } from './walks.js';

/** Scripts use few selectors, and each of them many times. */
const MAX_KNOWN = 500;
const known = new Map<string, Matches>();

/** A text that is no selector matches nothing, as in k6. */
export function matcherOf(selector: string): Matches {
  let matches = known.get(selector);
  if (matches !== undefined) return matches;
  matches = compiled(selector);
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(selector, matches);
  return matches;
}

function compiled(selector: string): Matches {
  try {
    const matches = compile(selector, OPTIONS) as Matches;
    return (node) => node.kind === ELEMENT && matches(node);
  } catch {
    return () => false;
  }
}

const ownText = ({ children }: HtmlNode): string =>
  children.map(({ kind, value }) => (kind === TEXT ? value : '')).join('');

const unquoted = (text: string): string => text.replace(/^(['"])(.*)\1$/s, '$2');

const OPTIONS: Options<HtmlNode, HtmlNode> = {
  relativeSelector: false,
  // What it keeps for each element would outlive the page: matchers are kept.
  cacheResults: false,
  pseudos: {
    // A list shows its first option without anybody having chosen it; k6 wants the attribute.
    checked: ':is(input[type=radio], input[type=checkbox])[checked], option[selected]',
    selected: 'option[selected]',
    link: ':is(a, area, link)[href]',
    lang: (node, language) => isOfLanguage(node, String(language)),
    disabled: ':is(button, input, select, textarea, optgroup, option, fieldset)[disabled]',
    enabled: ':is(a[href], button, input, select, textarea, optgroup, option, fieldset):not([disabled])',
    containsown: (node, text) => ownText(node).includes(unquoted(String(text))),
    matchesown: (node, pattern) => new RegExp(unquoted(String(pattern))).test(ownText(node)),
  },
  adapter: {
    isTag: (node): node is HtmlNode => node.kind === ELEMENT,
    getAttributeValue: (node, name) => node.attribute(name),
    hasAttrib: (node, name) => node.has(name),
    getName: ({ name }) => name,
    getChildren: ({ children }) => children,
    getParent: ({ parent }) => parent ?? null,
    getSiblings: (node) => node.parent?.children ?? [node],
    getText: ({ text }) => text,
    removeSubsets: (nodes) => nodes.filter((node) => !nodes.some((other) => isWithin(node, other))),
  },
};

function isOfLanguage(node: HtmlNode, language: string): boolean {
  for (let at: HtmlNode | undefined = node; at !== undefined; at = at.parent) {
    const own = at.attribute('lang');
    if (own !== undefined) return own === language || own.startsWith(`${language}-`);
  }
  return false;
}
