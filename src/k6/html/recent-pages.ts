import type { HtmlNode } from './node.js';
import { parsePage } from './tree-builder.js';

/** So much text is kept parsed in a thread; a tree takes some thirty times its text. */
const MAX_KEPT_CHARS = 400_000;
const MAX_KEPT_PAGES = 8;

interface Parsed {
  readonly text: string;
  readonly root: HtmlNode;
}

/** The newest first. */
let recent: readonly Parsed[] = [];

/**
 * The tree of a text. Scripts ask a response several times, and many responses are the same page: as nothing changes a
 * tree, those share it. Comparing is cheap: texts of other lengths are not looked at, and those of one response are one.
 */
export function treeOf(text: string): HtmlNode {
  const known = recent.find((page) => page.text === text);
  const page = known ?? { text, root: parsePage(text) };
  if (page !== recent[0]) recent = withinLimits([page, ...recent.filter((one) => one !== page)]);
  return page.root;
}

function withinLimits(pages: readonly Parsed[]): Parsed[] {
  let chars = 0;
  return pages.slice(0, MAX_KEPT_PAGES).filter(({ text }) => {
    chars += text.length;
    return chars <= MAX_KEPT_CHARS;
  });
}
