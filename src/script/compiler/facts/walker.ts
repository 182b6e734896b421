import { children, type Node } from '../ast.js';
import type { FunctionFacts, Role, Scope } from '../model.js';
import type { ProgramFacts } from './facts.js';

/** Where the walk is: the scope, the function whose code it is, and how the value of the node is used. */
export interface Place {
  readonly scope: Scope;
  readonly fn: FunctionFacts;
  readonly role: Role;
}

/** What to write down about one kind of node. Kinds without a visitor only have their children walked. */
export type Visitor<N extends Node> = (walker: Walker, node: N, place: Place) => void;

export type Visitors = { readonly [Type in Node['type']]?: Visitor<Extract<Node, { type: Type }>> };

export class Walker {
  constructor(
    readonly facts: ProgramFacts,
    private readonly visitors: Visitors,
  ) {}

  walk(node: Node | null | undefined, { scope, fn }: Omit<Place, 'role'>, role: Role = 'value'): void {
    if (node === null || node === undefined) return;
    const visitor = this.visitors[node.type] as Visitor<Node> | undefined;
    if (visitor) visitor(this, node, { scope, fn, role });
    else this.walkChildren(node, { scope, fn });
  }

  walkChildren(node: Node, place: Omit<Place, 'role'>): void {
    for (const child of children(node)) this.walk(child, place);
  }
}
