import type { Property } from '../element.js';
import type { HtmlNode } from '../node.js';
import { matcherOf } from '../selector.js';
import { byId, formOf } from '../values.js';
import { below } from '../walks.js';

/** What properties of elements make of an attribute. */

export const text =
  (attribute: string, otherwise = ''): Property =>
  (node) =>
    node.attribute(attribute) ?? otherwise;

/** Whether it is there. */
export const flag =
  (attribute: string): Property =>
  (node) =>
    node.has(attribute);

export const whole =
  (attribute: string, otherwise = 0): Property =>
  (node) => {
    const value = node.attribute(attribute) ?? '';
    return /^[+-]?\d+$/.test(value) ? Number(value) : otherwise;
  };

/** A count of columns or rows of at least one. */
export const count =
  (attribute: string): Property =>
  (node) =>
    Math.max(whole(attribute, 1)(node, undefined as never) as number, 1);

/** One of a few words, exactly as they are written. */
export const word =
  (attribute: string, words: readonly string[], otherwise?: string): Property =>
  (node) => {
    const value = node.attribute(attribute);
    return value !== undefined && words.includes(value) ? value : otherwise;
  };

/** As a whole address, on a page that came from somewhere. */
export const address =
  (attribute: string): Property =>
  (node, page) => {
    const value = node.attribute(attribute);
    return value === undefined ? '' : page.resolve(value);
  };

/** Its words, cut at every single space. */
export const words =
  (attribute: string): Property =>
  (node) => {
    const value = node.attribute(attribute) ?? '';
    return value === '' ? [] : value.split(' ');
  };

export const always =
  (value: string): Property =>
  () =>
    value;

export const nothing: Property = () => undefined;

export const content: Property = (node) => node.text;

/** What a selector finds below. */
export const all = (selector: string): Property => {
  const matches = matcherOf(selector);
  return (node, page) => below([node], matches).map((one) => page.element(one));
};

export const howMany = (selector: string): Property => {
  const matches = matcherOf(selector);
  return (node) => below([node], matches).length;
};

/** The first child of a kind. */
export const child =
  (name: string): Property =>
  (node, page) =>
    page.element(node.children.find((one) => one.name === name));

/** The element that an attribute names by its id. */
export const named =
  (attribute: string, isMeant: (node: HtmlNode) => boolean = () => true): Property =>
  (node, page) => {
    const id = node.attribute(attribute);
    const found = id === undefined ? undefined : byId(node.root, id);
    return page.element(found && isMeant(found) ? found : undefined);
  };

export const form: Property = (node, page) => page.element(formOf(node));

const isLabel = matcherOf('label');

/** Those around the field, then those that name it. */
export const labels: Property = (node, page) => {
  const around: HtmlNode[] = [];
  for (let at = node.parent; at !== undefined; at = at.parent) if (isLabel(at)) around.push(at);
  const id = node.attribute('id');
  const naming = below([node.root], (one) => isLabel(one) && id !== undefined && one.attribute('for') === id);
  return [...new Set([...around, ...naming])].map((label) => page.element(label));
};

export const CROSS_ORIGIN = word('crossorigin', ['anonymous', 'use-credentials']);
export const REFERRER_POLICY = word(
  'referrerpolicy',
  ['no-referrer', 'no-referrer-when-downgrade', 'origin', 'origin-when-cross-origin', 'unsafe-url'],
  '',
);
