import { html, parse, type TreeAdapter, type TreeAdapterTypeMap } from 'parse5';
import { COMMENT, DOCTYPE, DOCUMENT, ELEMENT, HtmlNode, TEXT } from './node.js';

/** Parses a page as browsers do, whatever is in it. */
export const parsePage = (text: string): HtmlNode => parse(text, { treeAdapter: builder });

class PageNode extends HtmlNode {
  mode = html.DOCUMENT_MODE.NO_QUIRKS;
}

type Nodes = TreeAdapterTypeMap<
  HtmlNode,
  HtmlNode,
  HtmlNode,
  PageNode,
  HtmlNode,
  HtmlNode,
  HtmlNode,
  HtmlNode,
  HtmlNode,
  HtmlNode
>;

/** How parse5 makes our nodes. What is in a template is below the template itself, where selectors find it. */
const builder: TreeAdapter<Nodes> = {
  createDocument: () => new PageNode(DOCUMENT, '#document'),
  createDocumentFragment: () => new HtmlNode(DOCUMENT, '#document'),
  createElement: (tag, namespace, attributes) => new HtmlNode(ELEMENT, tag, '', attributes, namespace),
  createTextNode: (text) => new HtmlNode(TEXT, '#text', text),
  createCommentNode: (text) => new HtmlNode(COMMENT, '#comment', text),
  appendChild: append,
  insertBefore,
  detachNode: detach,
  insertText(parent, text) {
    const last = parent.children.at(-1);
    if (last?.kind === TEXT) last.value += text;
    else append(parent, builder.createTextNode(text));
  },
  insertTextBefore(parent, text, next) {
    const before = parent.children[parent.children.indexOf(next) - 1];
    if (before?.kind === TEXT) before.value += text;
    else insertBefore(parent, builder.createTextNode(text), next);
  },
  adoptAttributes(element, attributes) {
    for (const attribute of attributes) if (!element.has(attribute.name)) element.attributes.push(attribute);
  },
  setDocumentType(page, name, publicId, systemId) {
    const ids = { public: publicId, system: systemId };
    const given = Object.entries(ids).filter(([, value]) => value !== '');
    append(
      page,
      new HtmlNode(
        DOCTYPE,
        name,
        '',
        given.map(([key, value]) => ({ name: key, value })),
      ),
    );
  },
  setDocumentMode(page, mode) {
    page.mode = mode;
  },
  getDocumentMode: ({ mode }) => mode,
  setTemplateContent: () => {},
  getTemplateContent: (template) => template,
  getFirstChild: ({ children }) => children[0] ?? null,
  getChildNodes: ({ children }) => children,
  getParentNode: ({ parent }) => parent ?? null,
  getAttrList: ({ attributes }) => attributes,
  getTagName: ({ name }) => name,
  getNamespaceURI: ({ namespace }) => namespace as html.NS,
  getTextNodeContent: ({ value }) => value,
  getCommentNodeContent: ({ value }) => value,
  getDocumentTypeNodeName: ({ name }) => name,
  getDocumentTypeNodePublicId: (doctype) => doctype.attribute('public') ?? '',
  getDocumentTypeNodeSystemId: (doctype) => doctype.attribute('system') ?? '',
  isElementNode: (node): node is HtmlNode => node.kind === ELEMENT,
  isTextNode: (node): node is HtmlNode => node.kind === TEXT,
  isCommentNode: (node): node is HtmlNode => node.kind === COMMENT,
  isDocumentTypeNode: (node): node is HtmlNode => node.kind === DOCTYPE,
  getNodeSourceCodeLocation: () => undefined,
  setNodeSourceCodeLocation: () => {},
  updateNodeSourceCodeLocation: () => {},
};

function append(parent: HtmlNode, node: HtmlNode): void {
  node.parent = parent;
  parent.children.push(node);
}

function insertBefore(parent: HtmlNode, node: HtmlNode, next: HtmlNode): void {
  node.parent = parent;
  parent.children.splice(parent.children.indexOf(next), 0, node);
}

function detach(node: HtmlNode): void {
  const siblings = node.parent?.children;
  siblings?.splice(siblings.indexOf(node), 1);
  node.parent = undefined;
}
