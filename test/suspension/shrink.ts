// Makes a program smaller for as long as what is interesting about it stays.
import { type AnyNode, parse } from 'acorn';

interface Cut {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** More would not make it much smaller. */
const MAX_TRIES = 600;

/** Only what stands after `from` is made smaller. */
export async function shrink(
  text: string,
  from: string,
  isInteresting: (text: string) => Promise<boolean>,
): Promise<string> {
  let best = text;
  let tries = 0;
  for (let smaller = true; smaller && tries < MAX_TRIES; ) {
    smaller = false;
    let cuts = cutsOf(best, best.indexOf(from));
    // The largest first. After a hit it goes on with those that are not larger; the next round tries all again.
    for (let i = 0; i < cuts.length && tries < MAX_TRIES; i++) {
      const cut = cuts[i]!;
      const next = best.slice(0, cut.start) + cut.text + best.slice(cut.end);
      if (!parses(next)) continue;
      tries++;
      if (!(await isInteresting(next))) continue;
      best = next;
      smaller = true;
      cuts = cutsOf(best, best.indexOf(from));
      i = cuts.findIndex((one) => gain(one) <= gain(cut)) - 1;
      if (i === -2) break;
    }
  }
  return best.replace(/\n\s*\n+/g, '\n');
}

const gain = ({ start, end, text }: Cut): number => end - start - text.length;

function parses(text: string): boolean {
  try {
    parse(text, { ecmaVersion: 'latest', sourceType: 'module' });
    return true;
  } catch {
    return false;
  }
}

function cutsOf(text: string, from: number): Cut[] {
  const cuts: Cut[] = [];
  const program = parse(text, { ecmaVersion: 'latest', sourceType: 'module' }) as AnyNode;
  visit(program, text, cuts);
  return cuts.filter((cut) => cut.start > from && gain(cut) > 0).sort((a, b) => gain(b) - gain(a));
}

const LISTS = new Set([
  'body',
  'consequent',
  'elements',
  'properties',
  'arguments',
  'params',
  'cases',
  'declarations',
  'expressions',
]);

function visit(node: AnyNode, text: string, cuts: Cut[]): void {
  const inside: AnyNode[] = [];
  for (const [key, child] of Object.entries(node)) {
    if (Array.isArray(child)) {
      const items = child.filter(isNode);
      if (LISTS.has(key)) cutItems(items, node, text, cuts);
      inside.push(...items);
    } else if (isNode(child)) inside.push(child);
  }
  for (const child of inside) {
    if (isExpression(child) && isExpression(node))
      cuts.push({ start: node.start, end: node.end, text: wrapped(child, text) });
    if (isStatement(child) && isStatement(node))
      cuts.push({ start: node.start, end: node.end, text: slice(child, text) });
    visit(child, text, cuts);
  }
  if (isExpression(node) && node.end - node.start > 1) cuts.push({ start: node.start, end: node.end, text: '0' });
}

/** Each item alone, and halves of long lists. */
function cutItems(items: readonly AnyNode[], list: AnyNode, text: string, cuts: Cut[]): void {
  const isBlock =
    list.type === 'BlockStatement' ||
    list.type === 'Program' ||
    list.type === 'ClassBody' ||
    list.type === 'SwitchCase';
  const remove = (first: AnyNode, last: AnyNode): void => {
    // Without its fuel a loop would not end.
    if (/tick\(\)/.test(slice(first, text).slice(0, 8))) return;
    const comma = isBlock ? 0 : (/^\s*,/.exec(text.slice(last.end))?.[0].length ?? 0);
    cuts.push({ start: first.start, end: last.end + comma, text: '' });
  };
  for (const item of items) remove(item, item);
  if (items.length > 3) {
    const half = items.length >> 1;
    remove(items[0]!, items[half - 1]!);
    remove(items[half]!, items.at(-1)!);
  }
}

const slice = (node: AnyNode, text: string): string => text.slice(node.start, node.end);
const wrapped = (node: AnyNode, text: string): string => `(${slice(node, text)})`;
const isNode = (value: unknown): value is AnyNode =>
  typeof value === 'object' && value !== null && typeof (value as AnyNode).type === 'string';
const isExpression = ({ type }: AnyNode): boolean =>
  /Expression$|^(Identifier|Literal|TemplateLiteral|MetaProperty)$/.test(type);
const isStatement = ({ type }: AnyNode): boolean => /Statement$|Declaration$/.test(type);
