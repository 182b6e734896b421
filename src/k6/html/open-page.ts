import type { ScriptRealm } from '../realm.js';
import { Attribute } from './attribute.js';
import { classOf } from './elements/index.js';
import { wholeAddress } from './links.js';
import type { HtmlNode } from './node.js';
import type { Page } from './page.js';
import { treeOf } from './recent-pages.js';
import { Selection } from './selection.js';

/** Parses a page for a script; gives the Selection of its document. */
export function openPage(text: string, url: string, realm: ScriptRealm): object {
  return new OpenPage(url, realm).select([treeOf(text)]);
}

/** A page in a script's realm. */
class OpenPage implements Page {
  readonly #realm: ScriptRealm;

  constructor(
    readonly url: string,
    realm: ScriptRealm,
  ) {
    this.#realm = realm;
  }

  resolve(address: string): string {
    return this.url === '' ? address : wholeAddress(this.url, address);
  }

  select(nodes: readonly HtmlNode[], before?: object): object {
    return new (this.#realm.editionOf(Selection))(this, nodes, before);
  }

  element(node: HtmlNode | undefined): object | undefined {
    return node && new (this.#realm.editionOf(classOf(node)))(this, node);
  }

  attribute(node: HtmlNode, name: string): object | undefined {
    const attribute = node.attributes.find((one) => one.name === name);
    return attribute && new (this.#realm.editionOf(Attribute))(this.element(node)!, attribute);
  }
}
