import type { Identifier, MemberExpression } from 'acorn';
import { children, isFunction, type Node, storedKey } from '../ast.js';
import type { Binding, ClassFacts, FunctionFacts, Scope, Site, SiteKind } from '../model.js';

/** What one walk over the program finds. */
export class ProgramFacts {
  readonly functions: FunctionFacts[] = [];
  readonly classes: ClassFacts[] = [];
  readonly sites: Site[] = [];
  /** Accessors in object literals and classes; no name where only running the code tells. */
  readonly accessors: { readonly name: string | undefined; readonly fn: FunctionFacts }[] = [];
  /** Functions that stand under a name in an object, a class or an assignment. */
  readonly named: { readonly name: string | undefined; readonly value: Node }[] = [];
  /** Names of globals that are used. */
  readonly globals = new Set<string>();
  readonly freeReferences: Identifier[] = [];
  /** Names that the program imports. */
  readonly imports: Binding[] = [];
  /** Values that are assigned to names. */
  readonly assigned: Node[] = [];
  /** Property names that are read, called or written anywhere. */
  readonly propertyNames = new Set<string>();
  /** Names of properties that are defined by descriptors, as far as the text tells. */
  readonly definedNames = new Set<string>();
  /** Names put on `globalThis`. */
  readonly globalNames = new Set<string>();
  /** Names of the language that are assigned to: `Date = …`. */
  readonly assignedGlobals = new Set<string>();
}

/** Where in the program the walk is. */
export interface Place {
  readonly scope: Scope;
  readonly fn: FunctionFacts;
  readonly inParameters: boolean;
  readonly classes: readonly ClassFacts[];
}

type Visitor<N extends Node = Node> = (walker: Walker, node: N, place: Place) => void;
export type Visitors = { readonly [Type in Node['type']]?: Visitor<Extract<Node, { type: Type }>> };

/** Second pass: resolves names and notes functions, classes and the places where control may leave. */
export class Walker {
  readonly facts = new ProgramFacts();
  readonly #visitors: Visitors;

  constructor(visitors: Visitors) {
    this.#visitors = visitors;
  }

  walk(node: Node | null | undefined, place: Place): void {
    if (!node) return;
    const inner = node.$scope && !isFunction(node) ? { ...place, scope: node.$scope } : place;
    const visitor = this.#visitors[node.type] as Visitor | undefined;
    if (visitor) visitor(this, node, inner);
    else this.walkChildren(node, inner);
  }

  walkChildren(node: Node, place: Place): void {
    for (const child of children(node)) this.walk(child, place);
  }

  site(node: Node, kind: SiteKind, { fn, inParameters }: Place): void {
    const site = { node, kind, fn, inParameters };
    node.$in = fn;
    fn.sites.push(site);
    this.facts.sites.push(site);
  }

  /** The name of a member, undefined when only running the code tells; `@@iterator` for `[Symbol.iterator]`. */
  memberName({ property, computed }: MemberExpression): string | undefined {
    return nameOfKey(property, computed);
  }
}

export function nameOfKey(key: Node, computed: boolean): string | undefined {
  if (computed && key.type === 'MemberExpression' && !key.computed && isSymbol(key.object)) {
    return `@@${(key.property as Identifier).name}`;
  }
  const name = storedKey(key, computed);
  return name === '*' ? undefined : name;
}

const isSymbol = (node: Node): boolean => node.type === 'Identifier' && node.name === 'Symbol';
