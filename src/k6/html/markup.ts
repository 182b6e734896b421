import { COMMENT, DOCTYPE, DOCUMENT, ELEMENT, type HtmlNode, TEXT } from './node.js';

/** Elements without an end tag, as Go writes them. */
const VOID: ReadonlySet<string> = new Set([
  ...['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'keygen', 'link', 'meta', 'param', 'source', 'track'],
  'wbr',
]);
/** Elements whose text is written as it is. */
const RAW: ReadonlySet<string> = new Set([
  ...['iframe', 'noembed', 'noframes', 'noscript', 'plaintext', 'script', 'style', 'xmp'],
]);
/** Elements that lose a line feed at their very beginning when they are read. */
const LOSES_LINE_FEED: ReadonlySet<string> = new Set(['pre', 'listing', 'textarea']);

/** What is in a node, as Go's HTML package writes it. */
export const innerMarkup = ({ children }: HtmlNode): string => children.map(outerMarkup).join('');

function outerMarkup(node: HtmlNode): string {
  switch (node.kind) {
    case TEXT:
      return node.parent !== undefined && RAW.has(node.parent.name) ? node.value : escaped(node.value);
    case COMMENT:
      return `<!--${node.value}-->`;
    case DOCTYPE:
      return doctype(node);
    case DOCUMENT:
      return innerMarkup(node);
    case ELEMENT:
      return element(node);
  }
}

function element(node: HtmlNode): string {
  const { name, attributes, children } = node;
  const written = attributes.map(
    ({ prefix, name: key, value }) => ` ${prefix ? `${prefix}:` : ''}${key}="${escaped(value)}"`,
  );
  const start = `<${name}${written.join('')}`;
  if (VOID.has(name)) return `${start}/>`;
  const eaten =
    LOSES_LINE_FEED.has(name) && children[0]?.kind === TEXT && children[0].value.startsWith('\n') ? '\n' : '';
  return `${start}>${eaten}${innerMarkup(node)}</${name}>`;
}

function doctype(node: HtmlNode): string {
  const publicId = node.attribute('public');
  const systemId = node.attribute('system');
  if (publicId !== undefined) {
    return `<!DOCTYPE ${node.name} PUBLIC "${publicId}"${systemId === undefined ? '' : ` "${systemId}"`}>`;
  }
  return `<!DOCTYPE ${node.name}${systemId === undefined ? '' : ` SYSTEM "${systemId}"`}>`;
}

const escaped = (text: string): string => text.replace(/[&'<>"\r]/g, (char) => ENTITIES[char]!);

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  "'": '&#39;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  '\r': '&#13;',
};
