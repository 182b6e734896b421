import type { Identifier } from 'acorn';
import type { ClassNode, FunctionNode, Node } from './ast.js';

export type BindingKind =
  | 'import'
  | 'var'
  | 'let'
  | 'const'
  | 'using'
  | 'await using'
  | 'class'
  | 'function'
  | 'functionName'
  | 'param'
  | 'catch';

/** A declared name. */
export class Binding {
  readonly references: Identifier[] = [];
  /** How often it gets a value after its declaration. */
  writes = 0;
  /** Offset from which on the binding certainly has its value, when it is written once. */
  readyAt: number | undefined;
  /** Of an import: the module, and what of it (`default`, `*`, a name). */
  imported: { readonly source: string; readonly name: string } | undefined;
  /** What it is declared with: a function, a class, the initial value, or the value that a pattern takes it from. */
  declaredFunction: FunctionFacts | undefined;
  declaredClass: ClassNode | undefined;
  initial: Node | undefined;
  source: Node | undefined;
  exported = false;
  /** As something else in the same scope: a parameter that is also a `var`. */
  redeclared = false;

  /** Used other than as the callee of a call. */
  get exportedOrValue(): boolean {
    return this.exported || this.references.some(({ $callee }) => $callee !== true);
  }

  constructor(
    readonly name: string,
    readonly kind: BindingKind,
    readonly scope: Scope,
  ) {}
}

export class Scope {
  readonly names = new Map<string, Binding>();
  /** Where `var` of this scope goes. */
  readonly functionScope: Scope;

  constructor(
    readonly parent: Scope | null,
    /** `hoisted`: of a function declaration, which may run before what stands above it. */
    readonly kind: 'function' | 'hoisted' | 'block',
  ) {
    this.functionScope = kind !== 'block' || parent === null ? this : parent.functionScope;
  }

  declare(name: string, kind: BindingKind): Binding {
    const known = this.names.get(name);
    if (known) {
      if (kind !== known.kind) known.redeclared = true;
      return known;
    }
    const binding = new Binding(name, kind, this);
    this.names.set(name, binding);
    return binding;
  }

  find(name: string): Binding | undefined {
    for (let scope: Scope | null = this; scope !== null; scope = scope.parent) {
      const binding = scope.names.get(name);
      if (binding) return binding;
    }
    return undefined;
  }
}

/** What a piece of code that runs as one is; the last four are not functions in the text. */
export type FunctionKind =
  | 'declaration'
  | 'expression'
  | 'arrow'
  | 'method'
  | 'objectMethod'
  | 'getter'
  | 'setter'
  | 'constructor'
  | 'module'
  | 'field'
  | 'staticBlock'
  | 'defaultConstructor';

/** What of its surroundings a function uses that an ordinary function has of its own. */
export interface Lexical {
  self: boolean;
  args: boolean;
  newTarget: boolean;
  superMember: boolean;
  superCall: boolean;
}

export const noLexical = (): Lexical => ({
  self: false,
  args: false,
  newTarget: false,
  superMember: false,
  superCall: false,
});

/** A function, or other code that runs as one: a module, a field's initialiser, a static block. */
export class FunctionFacts {
  readonly async: boolean;
  readonly generator: boolean;
  readonly sites: Site[] = [];
  /** Its own use, and that of the arrow functions in it. */
  readonly uses = noLexical();
  /** Arrow functions that suspend, directly in it: they are generator functions and take these from constants. */
  readonly captures = noLexical();
  name = '';
  /** It becomes a generator function, with an ordinary function in its place. */
  suspends = false;
  /** False: stays as it is, whatever it calls; init code of a CommonJS module. */
  convertible = true;
  class: ClassFacts | undefined;
  /** The one name it is known by. */
  binding: Binding | undefined;
  isStatic = false;
  /** `eval` in it sees all names: nothing of it may be moved. */
  hasEval = false;
  /** A parameter's default or pattern may wait, or holds an arrow function that takes `this` from here. */
  complexParameters = false;

  constructor(
    readonly node: Node,
    readonly kind: FunctionKind,
    /** The function around it. */
    readonly outer: FunctionFacts | undefined,
  ) {
    const { async, generator } = node as { async?: boolean; generator?: boolean };
    this.async = async === true;
    this.generator = generator === true;
  }

  /** Runs while its class is made. */
  get isStaticPart(): boolean {
    return this.kind === 'staticBlock' || (this.kind === 'field' && this.isStatic);
  }

  get isArrow(): boolean {
    return this.kind === 'arrow';
  }

  /** The function whose `this` it sees: itself, unless it is an arrow function. */
  get home(): FunctionFacts {
    return this.isArrow && this.outer ? this.outer.home : this;
  }
}

/** What is known about a class. */
export interface ClassFacts {
  readonly node: ClassNode;
  name: string;
  readonly outer: FunctionFacts;
  readonly derived: boolean;
  /** Undefined: it has the one that the language gives it. */
  constructorFacts: FunctionFacts;
  /** Initialisers of instance fields. */
  readonly fields: FunctionFacts[];
  /** Initialisers of static fields, and static blocks. */
  readonly statics: FunctionFacts[];
  /** Its private names, with the function of those that are methods or accessors. */
  readonly privateMembers: ReadonlyMap<string, PrivateMember>;
  /** `new` on it may wait. */
  constructs: boolean;
  /** Name by which the code of the class reaches it; set when it is printed. */
  reference: string | undefined;
}

export interface PrivateMember {
  readonly kind: 'field' | 'method' | 'accessor';
  readonly isStatic: boolean;
  method?: FunctionNode;
  get?: FunctionNode;
  set?: FunctionNode;
}

/** What happens at a place where control may leave for code that waits. */
export type SiteKind =
  | 'call'
  | 'superCall'
  | 'new'
  | 'tag'
  | 'await'
  | 'delegate'
  | 'get'
  | 'set'
  | 'privateGet'
  | 'privateSet'
  | 'has'
  | 'delete'
  | 'iterate'
  | 'enumerate'
  | 'convert'
  | 'key'
  | 'instanceof'
  | 'copy'
  | 'pattern'
  | 'class';

export interface Site {
  readonly node: Node;
  readonly fn: FunctionFacts;
  readonly kind: SiteKind;
  readonly inParameters: boolean;
}
