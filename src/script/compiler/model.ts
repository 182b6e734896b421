import type { Expression, Identifier, Literal, MethodDefinition, PrivateIdentifier, Property } from 'acorn';
import type { Node } from './ast.js';

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

/** One way in which a binding gets a value. */
export type Definition =
  | { readonly type: 'import'; readonly source: string; readonly imported: string }
  | { readonly type: 'function'; readonly fn: FunctionFacts }
  | { readonly type: 'class'; readonly class: ClassFacts }
  | { readonly type: 'value'; readonly of: Node }
  | { readonly type: 'key'; readonly from: Node | undefined; readonly key: string }
  | { readonly type: 'unknown' };

export type Role = 'value' | 'callee' | 'definition' | 'object' | 'write' | 'newCallee' | 'tag' | 'export';

export interface Reference {
  readonly node: Identifier;
  readonly role: Role;
  readonly fn: FunctionFacts;
}

/** A declared name. */
export class Binding {
  readonly definitions: Definition[] = [];
  readonly references: Reference[] = [];
  writes = 0;
  exported = false;
  /** As something else in the same scope: a parameter that is also a `var`. */
  redeclared = false;
  /** Offset from which on the binding certainly has its value, when it is written once. */
  readyAt: number | undefined;
  /** While its value is computed, and once it is known for good. See values.ts. */
  busy = false;
  value: Value | undefined;

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

export type FunctionKind =
  | 'module'
  | 'declaration'
  | 'expression'
  | 'arrow'
  | 'method'
  | 'objectMethod'
  | 'getter'
  | 'setter'
  | 'constructor'
  | 'initializer';

/** What is known about a function, or about other code that runs as one: a module, a field initialiser. */
export class FunctionFacts {
  readonly async: boolean;
  readonly generator: boolean;
  readonly sites: Site[] = [];
  name = '';
  /** May block, so it becomes a generator function. */
  coloured = false;
  /** False: stays as it is, whatever it calls. */
  convertible = true;
  class: ClassFacts | null = null;
  /** The one name it is known by, for declarations and `const f = () => …`. */
  binding: Binding | null = null;
  exported = false;
  /** All references are direct calls in compiled code: it needs no facade. */
  raw = false;
  /** A parameter's default may block. */
  blocksInParameters = false;
  /** What of its surroundings an arrow function uses: node types, or `arguments`. */
  uses: Set<string> | null = null;
  /** The next outer arrow function that becomes a generator function. */
  outerArrow: FunctionFacts | null = null;
  /** Callback of a call that stands as a statement: may be printed as a block. */
  mayBecomeBlock = false;

  constructor(
    readonly node: Node,
    readonly kind: FunctionKind,
  ) {
    const { async, generator } = node as { async?: boolean; generator?: boolean };
    this.async = async === true;
    this.generator = generator === true;
  }
}

/** What is known about a class. */
export interface ClassFacts {
  readonly super: Expression | null;
  readonly name: string;
  constructorFacts: FunctionFacts | null;
  /** Its constructor, or one it inherits from or to, may block: all of them use the two-step protocol. */
  deferred: boolean;
  /** It has a constructor of its own below a base that is no class of the script; it can't be deferred. */
  immediate: boolean;
  /** An arrow function in its constructor calls `super(…)`, for which no deferred form exists. */
  hidesSuper: boolean;
  /** Initialisers of its instance fields, which a deferred class runs after the base's constructor. */
  readonly fields: FunctionFacts[];
  /** Its private names, with the function of those that are methods or getters. */
  readonly privateMembers: ReadonlyMap<string, PrivateMember>;
}

/** `#name` of a class; a field has no function. */
export interface PrivateMember {
  readonly kind: 'field' | 'method' | 'get' | 'set';
  readonly function: Node | undefined;
}

export type SiteKind = 'call' | 'super' | 'new' | 'tag' | 'get' | 'delegate' | 'forOf' | 'spread' | 'destructure';

/** A place where control may leave for code that blocks. */
export interface Site {
  readonly node: Node;
  readonly fn: FunctionFacts;
  readonly kind: SiteKind;
  readonly inParameters: boolean;
  /** It may block, and its function can suspend. */
  active: boolean;
}

/** What an expression may be, as far as the text alone tells. */
export type Value =
  | { readonly type: 'none' | 'unknown' | 'library' }
  | { readonly type: 'module'; readonly module: string }
  | { readonly type: 'native'; readonly module: string; readonly name: string }
  | { readonly type: 'anyNative'; readonly module: string }
  | { readonly type: 'function'; readonly fn: FunctionFacts }
  | { readonly type: 'class'; readonly class: ClassFacts }
  | { readonly type: 'named'; readonly name: string }
  | { readonly type: 'several'; readonly values: readonly Value[] };

export type MemberNode = MethodDefinition | Property;
export type KeyNode = Identifier | Literal | PrivateIdentifier | Expression;
