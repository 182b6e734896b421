import type { HtmlNode, Matches } from './node.js';

/** Ways through a page, from one node. Those backwards and upwards have the nearest first. */
export type Way = (node: HtmlNode) => HtmlNode[];

export const parentOf: Way = ({ parent }) => (parent?.isElement ? [parent] : []);

export const parentsOf: Way = (node) => {
  const parents: HtmlNode[] = [];
  for (let at = node.parent; at?.isElement; at = at.parent) parents.push(at);
  return parents;
};

export const childrenOf: Way = ({ elements }) => elements;

export const contentsOf: Way = ({ children }) => children;

export const siblingsOf: Way = (node) => node.parent?.elements.filter((one) => one !== node) ?? [];

export const nextAllOf: Way = (node) => elementsOf(node, (siblings, at) => siblings.slice(at + 1));

export const prevAllOf: Way = (node) => elementsOf(node, (siblings, at) => siblings.slice(0, at).reverse());

export const nextOf: Way = (node) => nextAllOf(node).slice(0, 1);

export const prevOf: Way = (node) => prevAllOf(node).slice(0, 1);

/** The way up to a node that ends it. */
export const until =
  (way: Way, isEnd: Matches): Way =>
  (node) => {
    const nodes = way(node);
    const end = nodes.findIndex(isEnd);
    return end < 0 ? nodes : nodes.slice(0, end);
  };

/** The node itself or the nearest element above it that is meant. */
export function closestTo(node: HtmlNode, matches: Matches): HtmlNode | undefined {
  for (let at: HtmlNode | undefined = node; at?.isElement; at = at.parent) if (matches(at)) return at;
  return undefined;
}

/** What is below these nodes and meant, each once, in the order of the nodes and of the page. */
export function below(nodes: readonly HtmlNode[], matches: Matches): HtmlNode[] {
  const found: HtmlNode[] = [];
  for (const node of nodes) collect(node, matches, found);
  return nodes.length > 1 ? distinct(found) : found;
}

function collect(node: HtmlNode, matches: Matches, found: HtmlNode[]): void {
  for (const child of node.children) {
    if (matches(child)) found.push(child);
    if (child.children.length > 0) collect(child, matches, found);
  }
}

export const distinct = (nodes: readonly HtmlNode[]): HtmlNode[] => [...new Set(nodes)];

/** Where an element stands among those beside it. */
export const placeOf = (node: HtmlNode): number => prevAllOf(node).length;

export function isWithin(node: HtmlNode, outer: HtmlNode): boolean {
  for (let at = node.parent; at !== undefined; at = at.parent) if (at === outer) return true;
  return false;
}

function elementsOf(node: HtmlNode, part: (siblings: readonly HtmlNode[], at: number) => HtmlNode[]): HtmlNode[] {
  const siblings = node.parent?.children ?? [];
  return part(siblings, siblings.indexOf(node)).filter(({ isElement }) => isElement);
}
