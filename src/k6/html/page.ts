import type { HtmlNode } from './node.js';

/** What Selections and Elements know of the page that they are of. */
export interface Page {
  /** Where it came from; empty for a text of the script's own. */
  readonly url: string;
  /** An address on it as a whole one; as it is where the page came from nowhere. */
  resolve(address: string): string;
  /** What the script gets for nodes: a Selection, with the one that its `end()` goes back to. */
  select(nodes: readonly HtmlNode[], before?: object): object;
  /** What it gets for one node: an Element of the node's own kind. */
  element(node: HtmlNode | undefined): object | undefined;
  /** One of its attributes. */
  attribute(node: HtmlNode, name: string): object | undefined;
}
