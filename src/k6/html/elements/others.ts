import type { Property } from '../element.js';
import type { HtmlNode } from '../node.js';
import { address, content, flag, labels, text, whole, word } from './properties.js';

type Properties = Readonly<Record<string, Property>>;

export const change: Properties = { cite: text('cite'), datetime: text('datetime') };

export const data: Properties = { value: text('value') };

export const listItem: Properties = {
  type: word('type', ['1', 'a', 'A', 'i', 'I', 'disc', 'square', 'circle'], ''),
  value: whole('value'),
};

export const meta: Properties = {
  content: text('content'),
  httpEquiv: word('http-equiv', ['content-type', 'default-style', 'refresh'], 'content-type'),
  name: text('name'),
};

export const meter: Properties = {
  high: whole('high'),
  labels,
  low: whole('low'),
  max: whole('max'),
  min: whole('min'),
  optimum: whole('optimum'),
};

export const orderedList: Properties = {
  reversed: flag('reversed'),
  start: whole('start'),
  type: word('type', ['1', 'a', 'A', 'i', 'I'], '1'),
};

export const unorderedList: Properties = { type: text('type') };

/** Also of `pre`, as in k6. */
export const parameter: Properties = { name: text('name'), value: text('value') };

/** The value is told as a part of the maximum. */
export const progress: Properties = {
  labels,
  max: (node) => amount(node, 'max') ?? 1,
  position: (node) => partDone(node) ?? -1,
  value: (node) => partDone(node) ?? 0,
};

export const script: Properties = {
  async: flag('async'),
  charset: text('charset'),
  crossOrigin: text('crossorigin'),
  defer: flag('defer'),
  noModule: flag('nomodule'),
  src: address('src'),
  text: content,
  type: text('type'),
};

export const style: Properties = { media: text('media'), type: (node) => node.attribute('type') || 'text/css' };

export const time: Properties = { datetime: text('datetime') };

export const title: Properties = { text: content };

function partDone(node: HtmlNode): number | undefined {
  const value = amount(node, 'value');
  return value && value / (amount(node, 'max') ?? 1);
}

function amount(node: HtmlNode, attribute: string): number | undefined {
  const value = node.attribute(attribute) ?? '';
  return /^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value) ? Number(value) : undefined;
}
