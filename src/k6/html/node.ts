import type { Token } from 'parse5';

/** The DOM's numbers for kinds of nodes. */
export const ELEMENT = 1;
export const TEXT = 3;
export const COMMENT = 8;
export const DOCUMENT = 9;
export const DOCTYPE = 10;

type Kind = typeof ELEMENT | typeof TEXT | typeof COMMENT | typeof DOCUMENT | typeof DOCTYPE;

export const XHTML = 'http://www.w3.org/1999/xhtml';

/** Of all nodes that never have any: half of a page is text. */
const NO_CHILDREN = Object.freeze([]) as unknown as HtmlNode[];
const NO_ATTRIBUTES = Object.freeze([]) as unknown as Token.Attribute[];

/** One node of a parsed page; the same shape for all kinds. Once the page is parsed, nothing changes it. */
export class HtmlNode {
  parent: HtmlNode | undefined;
  readonly children: HtmlNode[];

  constructor(
    readonly kind: Kind,
    /** The tag's name, the doctype's, or `#text`, `#comment`, `#document`. */
    readonly name: string,
    /** What a text or a comment says. */
    public value = '',
    readonly attributes: Token.Attribute[] = NO_ATTRIBUTES,
    readonly namespace: string = XHTML,
  ) {
    this.children = kind === TEXT || kind === COMMENT ? NO_CHILDREN : [];
  }

  get isElement(): boolean {
    return this.kind === ELEMENT;
  }

  attribute(name: string): string | undefined {
    for (const attribute of this.attributes) if (attribute.name === name) return attribute.value;
    return undefined;
  }

  has(name: string): boolean {
    return this.attribute(name) !== undefined;
  }

  get elements(): HtmlNode[] {
    return this.children.filter(({ isElement }) => isElement);
  }

  /** The text of everything below, without comments. */
  get text(): string {
    if (this.kind === TEXT) return this.value;
    let text = '';
    for (const child of this.children) text += child.text;
    return text;
  }

  get root(): HtmlNode {
    let at: HtmlNode = this;
    while (at.parent !== undefined) at = at.parent;
    return at;
  }
}

/** Whether a selector, or whatever else chooses, means this node. */
export type Matches = (node: HtmlNode) => boolean;
