import { textOf } from '../bytes.js';
import { CLOSED } from '../realm.js';
import { innerMarkup } from './markup.js';
import { type HtmlNode, type Matches, XHTML } from './node.js';
import type { Page } from './page.js';
import { matcherOf } from './selector.js';
import { below, isWithin, nextAllOf, prevAllOf } from './walks.js';

/** What a script may ask of one node without arguments. */
export type Property = (node: HtmlNode, page: Page) => unknown;

/** One node of a page, as the DOM shows it; what the DOM has as properties are methods here. */
export class Element {
  static readonly [CLOSED] = true;
  readonly #page: Page;
  readonly #node: HtmlNode;

  constructor(page: Page, node: HtmlNode) {
    this.#page = page;
    this.#node = node;
  }

  static nodeOf(value: unknown): HtmlNode | undefined {
    return typeof value === 'object' && value !== null && #node in value ? value.#node : undefined;
  }

  /** Gives a class of elements methods for its properties. */
  static addProperties(prototype: object, properties: Readonly<Record<string, Property>>): void {
    for (const [name, property] of Object.entries(properties)) {
      const value = {
        [name](this: Element): unknown {
          return property(this.#node, this.#page);
        },
      }[name];
      Object.defineProperty(prototype, name, { value, enumerable: true, writable: true, configurable: true });
    }
  }

  contains(other: unknown): boolean {
    const node = Element.nodeOf(other);
    return node !== undefined && isWithin(node, this.#node);
  }

  getAttribute(name: unknown): string | undefined {
    return this.#node.attribute(textOf(name));
  }

  getAttributeNode(name: unknown): object | undefined {
    return this.#page.attribute(this.#node, textOf(name));
  }

  getElementsByClassName(names: unknown): unknown[] {
    const wanted = classesOf(textOf(names));
    return this.#below((node) => {
      const classes = classesOf(node.attribute('class'));
      return wanted.length > 0 && wanted.every((one) => classes.includes(one));
    });
  }

  getElementsByTagName(name: unknown): unknown[] {
    return this.#below(matcherOf(textOf(name)));
  }

  hasAttribute(name: unknown): boolean {
    return this.#node.has(textOf(name));
  }

  isEqualNode(other: unknown): boolean {
    const node = Element.nodeOf(other);
    return node !== undefined && isEqual(this.#node, node);
  }

  isSameNode(other: unknown): boolean {
    return Element.nodeOf(other) === this.#node;
  }

  matches(selector: unknown): boolean {
    return matcherOf(textOf(selector))(this.#node);
  }

  querySelector(selector: unknown): unknown {
    return this.#page.element(below([this.#node], matcherOf(textOf(selector)))[0]);
  }

  querySelectorAll(selector: unknown): unknown[] {
    return this.#below(matcherOf(textOf(selector)));
  }

  #below(matches: Matches): unknown[] {
    return below([this.#node], matches).map((node) => this.#page.element(node));
  }
}

Element.addProperties(Element.prototype, {
  attributes: (node, page) => Object.fromEntries(node.attributes.map(({ name }) => [name, page.attribute(node, name)])),
  childElementCount: ({ elements }) => elements.length,
  childNodes: ({ children }, page) => children.map((child) => page.element(child)),
  children: ({ elements }, page) => elements.map((child) => page.element(child)),
  classList: (node) => classesOf(node.attribute('class')),
  className: (node) => node.attribute('class'),
  firstChild: ({ children }, page) => page.element(children[0]),
  firstElementChild: ({ elements }, page) => page.element(elements[0]),
  hasAttributes: ({ attributes }) => attributes.length > 0,
  hasChildNodes: ({ children }) => children.length > 0,
  id: (node) => node.attribute('id') ?? '',
  innerHTML: (node) => innerMarkup(node),
  isDefaultNamespace: ({ namespace }) => namespace === XHTML,
  lang: (node) => node.attribute('lang'),
  lastChild: ({ children }, page) => page.element(children.at(-1)),
  lastElementChild: ({ elements }, page) => page.element(elements.at(-1)),
  namespaceURI: ({ namespace }) => namespace,
  nextElementSibling: (node, page) => page.element(nextAllOf(node)[0]),
  nextSibling: (node, page) => page.element(besides(node, 1)),
  nodeName: ({ name }) => name,
  nodeType: ({ kind }) => kind,
  nodeValue: (node) => NODE_VALUES[node.name]?.(node),
  ownerDocument: (node, page) => page.element(node.root),
  parentElement: ({ parent }, page) => page.element(parent?.isElement ? parent : undefined),
  parentNode: ({ parent }, page) => page.element(parent),
  previousElementSibling: (node, page) => page.element(prevAllOf(node)[0]),
  previousSibling: (node, page) => page.element(besides(node, -1)),
  // Its end() gives the same nodes once more.
  selection: (node, page) => page.select([node], page.select([node])),
  textContent: ({ text }) => text,
  toString: ({ isElement, name }: HtmlNode) => `[object ${isElement ? 'html.Node' : name}]`,
});

/** k6 tells no text of comments. */
const NODE_VALUES: Readonly<Record<string, (node: HtmlNode) => string>> = {
  '#text': ({ value }) => value,
  '#comment': () => '',
};

function besides(node: HtmlNode, step: number): HtmlNode | undefined {
  const siblings = node.parent?.children ?? [];
  return siblings[siblings.indexOf(node) + step];
}

const classesOf = (text = ''): string[] => text.split(/\s+/).filter((name) => name !== '');

function isEqual(one: HtmlNode, other: HtmlNode): boolean {
  return (
    one.kind === other.kind &&
    one.name === other.name &&
    one.value === other.value &&
    one.namespace === other.namespace &&
    one.attributes.length === other.attributes.length &&
    one.attributes.every(({ name, value }) => other.attribute(name) === value) &&
    one.children.length === other.children.length &&
    one.children.every((child, index) => isEqual(child, other.children[index]!))
  );
}
