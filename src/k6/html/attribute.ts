import type { Token } from 'parse5';
import { XHTML } from './node.js';

/** What `getAttributeNode()` and `attributes()` give. */
export class Attribute {
  readonly name: string;
  readonly value: string;
  readonly #namespace: string;
  readonly #prefix: string;

  constructor(
    readonly owner_element: object,
    { name, value, namespace = XHTML, prefix = '' }: Token.Attribute,
  ) {
    this.name = name;
    this.value = value;
    this.#namespace = namespace;
    this.#prefix = prefix;
  }

  localName(): string {
    return this.name;
  }

  namespaceURI(): string {
    return this.#namespace;
  }

  prefix(): string {
    return this.#prefix;
  }
}
