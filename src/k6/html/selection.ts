import { goType, textOf } from '../bytes.js';
import { GoError } from '../go-error.js';
import { formEncode } from '../http/form.js';
import { CLOSED } from '../realm.js';
import { dataOf, oneData } from './data-values.js';
import { Element } from './element.js';
import { innerMarkup } from './markup.js';
import type { HtmlNode, Matches } from './node.js';
import type { Page } from './page.js';
import { matcherOf } from './selector.js';
import { type FieldValue, fieldObject, fieldValueOf, fieldValues } from './values.js';
import * as walks from './walks.js';

/** Some nodes of a page, in the way of jQuery. The methods that call back are in `callbacks.ts`. */
export class Selection {
  static readonly [CLOSED] = true;
  readonly #page: Page;
  readonly #nodes: readonly HtmlNode[];
  /** What `end()` goes back to. */
  readonly #before: object | undefined;

  constructor(page: Page, nodes: readonly HtmlNode[], before?: object) {
    this.#page = page;
    this.#nodes = nodes;
    this.#before = before;
  }

  static nodesOf(value: unknown): readonly HtmlNode[] | undefined {
    return typeof value === 'object' && value !== null && #nodes in value ? value.#nodes : undefined;
  }

  static pageOf(selection: Selection): Page {
    return selection.#page;
  }

  get url(): string {
    return this.#page.url;
  }

  /** Of a text the elements anywhere on the page; of nodes just these. */
  add(what: unknown): object {
    const more = typeof what === 'string' ? this.#onPage(what) : nodesIn(what);
    return this.#select(walks.distinct([...this.#nodes, ...more]));
  }

  attr(name: unknown, otherwise?: unknown): unknown {
    return this.#nodes[0]?.attribute(textOf(name)) ?? otherwise;
  }

  children(which?: unknown): object {
    return this.#along(walks.childrenOf, which);
  }

  closest(which: unknown): object {
    const matches = chosenBy(which);
    return this.#select(walks.distinct(this.#nodes.flatMap((node) => walks.closestTo(node, matches) ?? [])));
  }

  contents(): object {
    return this.#along(walks.contentsOf);
  }

  data(key?: unknown): unknown {
    const [first] = this.#nodes;
    if (first === undefined) return undefined;
    return key === undefined ? dataOf(first) : oneData(first, String(key));
  }

  end(): object {
    return this.#before ?? this.#page.select([]);
  }

  eq(index?: unknown): object {
    const at = this.#nodes.at(whole(index));
    return this.#select(at === undefined ? [] : [at]);
  }

  find(which: unknown): object {
    return this.#select(walks.below(this.#nodes, chosenBy(which)));
  }

  first(): object {
    return this.#select(this.#nodes.slice(0, 1));
  }

  get(index?: unknown): unknown {
    if (index === undefined) return this.#nodes.map((node) => this.#page.element(node));
    return this.#page.element(this.#nodes.at(whole(index)));
  }

  has(which: unknown): object {
    const matches = chosenBy(which);
    return this.#select(this.#nodes.filter((node) => walks.below([node], matches).length > 0));
  }

  html(): string {
    const [first] = this.#nodes;
    return first === undefined ? '' : innerMarkup(first);
  }

  /** The place of the first node beside its siblings; in what a text selects; or the place of another node here. */
  index(what?: unknown): number {
    const [first] = this.#nodes;
    if (first === undefined) return -1;
    if (what === undefined) return walks.placeOf(first);
    if (typeof what === 'string') return this.#onPage(what).indexOf(first);
    const sought = Element.nodeOf(what) ?? Selection.nodesOf(what)?.[0];
    return sought === undefined ? -1 : this.#nodes.indexOf(sought);
  }

  last(): object {
    return this.#select(this.#nodes.slice(-1));
  }

  next(which?: unknown): object {
    return this.#along(walks.nextOf, which);
  }

  nextAll(which?: unknown): object {
    return this.#along(walks.nextAllOf, which);
  }

  nextUntil(end?: unknown, which?: unknown): object {
    return this.#along(walks.until(walks.nextAllOf, endBy(end)), which);
  }

  parent(which?: unknown): object {
    return this.#along(walks.parentOf, which);
  }

  parents(which?: unknown): object {
    return this.#along(walks.parentsOf, which);
  }

  parentsUntil(end?: unknown, which?: unknown): object {
    return this.#along(walks.until(walks.parentsOf, endBy(end)), which);
  }

  prev(which?: unknown): object {
    return this.#along(walks.prevOf, which);
  }

  prevAll(which?: unknown): object {
    return this.#along(walks.prevAllOf, which);
  }

  prevUntil(end?: unknown, which?: unknown): object {
    return this.#along(walks.until(walks.prevAllOf, endBy(end)), which);
  }

  serialize(): string {
    const fields = Object.entries(fieldObject(this.#nodes)).filter(([, value]) => value !== undefined);
    return formEncode(Object.fromEntries(fields), () => {});
  }

  serializeArray(): FieldValue[] {
    return fieldValues(this.#nodes);
  }

  serializeObject(): Record<string, FieldValue['value']> {
    return fieldObject(this.#nodes);
  }

  siblings(which?: unknown): object {
    return this.#along(walks.siblingsOf, which);
  }

  /** The first that a selector finds. */
  single(which?: unknown): object {
    return this.#select(which === undefined ? [] : walks.below(this.#nodes, chosenBy(which)).slice(0, 1));
  }

  size(): number {
    return this.#nodes.length;
  }

  slice(from?: unknown, to?: unknown): object {
    return this.#select(this.#nodes.slice(whole(from), to === undefined ? undefined : whole(to)));
  }

  text(): string {
    return this.#nodes.map(({ text }) => text).join('');
  }

  toArray(): object[] {
    return this.#nodes.map((node) => this.#select([node]));
  }

  val(): unknown {
    const [first] = this.#nodes;
    return first && fieldValueOf(first);
  }

  #select(nodes: readonly HtmlNode[]): object {
    return this.#page.select(nodes, this);
  }

  #along(way: walks.Way, which?: unknown): object {
    const nodes = walks.distinct(this.#nodes.flatMap(way));
    return this.#select(which === undefined ? nodes : nodes.filter(chosenBy(which)));
  }

  #onPage(selector: string): HtmlNode[] {
    const [first] = this.#nodes;
    return first === undefined ? [] : walks.below([first.root], matcherOf(selector));
  }
}

/** Which nodes an argument means. */
export function chosenBy(which: unknown): Matches {
  if (typeof which === 'string') return matcherOf(which);
  const nodes = new Set(nodesIn(which));
  return (node) => nodes.has(node);
}

/** The nodes of a Selection or of an Element. */
export function nodesIn(value: unknown): readonly HtmlNode[] {
  const node = Element.nodeOf(value);
  const nodes = node === undefined ? Selection.nodesOf(value) : [node];
  if (nodes === undefined) throw new GoError(`invalid argument, cannot use a '${goType(value)}' as a selector`);
  return nodes;
}

/** Without an end the way goes on to its own. */
const endBy = (end: unknown): Matches => (end === undefined ? () => false : chosenBy(end));

const whole = (value: unknown): number => Math.trunc(Number(value ?? 0)) || 0;
