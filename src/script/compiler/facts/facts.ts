import type { CallExpression, Identifier, NewExpression, TemplateLiteral } from 'acorn';
import type { Node } from '../ast.js';
import { type ClassFacts, FunctionFacts, type FunctionKind, type Scope, type Site, type SiteKind } from '../model.js';

/** Everything the walk over a program writes down, for the fixpoint to work on. */
export class ProgramFacts {
  readonly functions: FunctionFacts[] = [];
  readonly classes: ClassFacts[] = [];
  readonly sites: Site[] = [];
  /** Every expression that is stored under a property name, wherever; under `get <name>` the getters. */
  readonly stored = new Map<string, Node[]>();
  readonly getters = new Map<string, FunctionFacts[]>();
  /** Values of the properties of object literals: they may come back from any lookup by a computed key. */
  readonly inObjects: Node[] = [];
  /** Expressions used as values: a function among them may come back through any variable. */
  readonly escaping: Node[] = [];
  readonly thenCalls: CallExpression[] = [];
  readonly bindCalls: CallExpression[] = [];
  /** Calls with arguments; whether those escape is decided when all definitions are known. */
  readonly argumentLists: { readonly node: CallExpression | NewExpression; readonly scope: Scope }[] = [];
  /** Identifiers that no scope declares. */
  readonly freeReferences: Identifier[] = [];
  /** Names whose members are assigned. */
  readonly patched = new Set<Identifier>();
  /** Names that the script puts on `globalThis`. */
  readonly globalNames = new Set<string>();
  /** The classes around the node that is walked, innermost last. */
  readonly classesAround: ClassFacts[] = [];
  /** How many loops of the same function are around the node. */
  loopDepth = 0;
  /** True while the defaults of parameters are walked. */
  inParameters = false;

  constructor(readonly root: Scope) {}

  addFunction(node: Node, kind: FunctionKind): FunctionFacts {
    const fn = new FunctionFacts(node, kind);
    this.functions.push(fn);
    return fn;
  }

  addSite(node: Node, fn: FunctionFacts, kind: SiteKind): void {
    const site: Site = { node, fn, kind, inParameters: this.inParameters, active: false };
    node.$site = site;
    fn.sites.push(site);
    this.sites.push(site);
  }

  store(name: string, expression: Node): void {
    const known = this.stored.get(name);
    if (known) known.push(expression);
    else this.stored.set(name, [expression]);
  }

  storeInObject(name: string, expression: Node): void {
    this.store(name, expression);
    this.inObjects.push(expression);
  }

  addGetter(name: string, fn: FunctionFacts): void {
    const known = this.getters.get(name);
    if (known) known.push(fn);
    else this.getters.set(name, [fn]);
  }

  /** The expression's value is used other than by calling it. */
  escape(expression: Node | null | undefined): void {
    switch (expression?.type) {
      case 'Identifier':
      case 'MemberExpression':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        this.escaping.push(expression);
        break;
      case 'ConditionalExpression':
        this.escape(expression.consequent);
        this.escape(expression.alternate);
        break;
      case 'LogicalExpression':
        this.escape(expression.left);
        this.escape(expression.right);
        break;
      case 'SequenceExpression':
        this.escape(expression.expressions.at(-1));
        break;
      case 'AssignmentExpression':
        this.escape(expression.right);
        break;
      case 'ChainExpression':
      case 'ParenthesizedExpression':
        this.escape(expression.expression);
        break;
      case 'CallExpression':
        if (expression.callee.type === 'MemberExpression' && isBind(expression.callee.property)) {
          this.escape(expression.callee.object);
        }
        break;
    }
  }

  escapeAll(template: TemplateLiteral): void {
    for (const expression of template.expressions) this.escape(expression);
  }
}

const isBind = (property: Node): boolean => property.type === 'Identifier' && property.name === 'bind';
