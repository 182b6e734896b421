import type { MethodDefinition, Property, SequenceExpression } from 'acorn';
import { children, type Node } from '../ast.js';
import type { FunctionFacts, Scope } from '../model.js';
import type { Names } from './names.js';

/** A piece of the output: new text, or a verbatim slice of the bundle; an empty slice is a mark, see `Emitter.mark`. */
export type Chunk = string | { readonly start: number; readonly end: number };

/** The function whose code is being printed. */
export interface Context {
  readonly fn: FunctionFacts;
  /** It is printed as a generator function, so `yield` may stand in it. */
  readonly suspends: boolean;
  /** Temporaries that its text needs. */
  readonly temporaries: Set<string>;
  /** It was an arrow function: `this` and its like come from captured constants. */
  readonly captures: boolean;
  /** It was a constructor, or stands in one: how `super(…)` goes on with making the object. */
  readonly construction?: Construction;
  /** The methods of the object literal that is printed go into this list. */
  readonly bodies?: MethodBodies | undefined;
  /** A callback printed as a block: its `return` leaves the block by this label. */
  readonly block?: { readonly returns: ReadonlySet<Node>; readonly label: string };
}

/** Where a method's name is kept, whose body stays in its place; see body-list.ts. */
export interface MethodBodies {
  printKey(emitter: Emitter, method: MethodDefinition | Property, lists: MethodLists): void;
}

/** The lists to take, by what the method was in the source. */
export interface MethodLists {
  readonly plain: 'm' | 's';
  readonly async: 'u' | 'us';
  readonly generator: 'g' | 'gs';
}

export interface Construction {
  /** Fields get their values after `super(…)`, or at the beginning where there is no base. */
  readonly hasFields: boolean;
  readonly isDerived: boolean;
  /** The class of the language that it extends directly. */
  readonly nativeBase: string | undefined;
}

export type Handler<N extends Node = Node> = (emitter: Emitter, node: N) => void;
export type Handlers = { readonly [Type in Node['type']]?: Handler<Extract<Node, { type: Type }>> };

/** Without parentheses; others may have had some in the source. */
const PRIMARIES: ReadonlySet<string> = new Set([
  ...[
    'Identifier',
    'MemberExpression',
    'CallExpression',
    'ThisExpression',
    'Super',
    'ImportExpression',
    'MetaProperty',
  ],
  ...['ArrayExpression', 'TemplateLiteral', 'TaggedTemplateExpression'],
]);

/** Prints a program: dirty nodes by the handler of their type, everything else as slices of the bundle. */
export class Emitter {
  /** Set for each statement of the program, and within it for each function. */
  context!: Context;
  /** Generator functions lifted out of the functions they were written in. */
  readonly lifted: Chunk[][] = [];
  /** Exported name and the name of the variable. */
  readonly exports: [exported: string, local: string][] = [];
  #chunks: Chunk[] = [];
  /** Of the innermost call that is being printed. */
  #place: number | undefined;
  #lastNumber = 0;

  constructor(
    readonly source: string,
    readonly root: Scope,
    readonly names: Names,
    private readonly handlers: Handlers,
  ) {}

  text(text: string): void {
    this.#chunks.push(text);
  }

  slice(start: number, end: number): void {
    if (end > start) this.#chunks.push({ start, end });
  }

  /** What `print` prints, kept apart. */
  capture(print: () => void): Chunk[] {
    const outside = this.#chunks;
    this.#chunks = [];
    print();
    const captured = this.#chunks;
    this.#chunks = outside;
    return captured;
  }

  append(chunks: readonly Chunk[]): void {
    for (const chunk of chunks) this.#chunks.push(chunk);
  }

  inContext(context: Context, print: () => void): void {
    const outside = this.context;
    this.context = context;
    print();
    this.context = outside;
  }

  node(node: Node | null | undefined) {
    if (!node) return;
    if (!node.$dirty) {
      this.slice(node.start, node.end);
      return;
    }
    const handler = this.handlers[node.type] as Handler | undefined;
    if (!handler) return this.around(node);
    const outside = this.#place;
    this.#place = placeOf(node) ?? outside;
    this.mark(this.#place);
    handler(this, node);
    this.#place = outside;
  }

  /** New text from here to the next slice stands for this place of the bundle, in stacks. */
  mark(place: number | undefined): void {
    if (place !== undefined) this.#chunks.push({ start: place, end: place });
  }

  /** The node as it stands, except for what in its children is printed differently. */
  around(node: Node): void {
    if (!node.$dirty) {
      this.slice(node.start, node.end);
      return;
    }
    let at = node.start;
    for (const child of children(node)) {
      if (child.start < at) continue;
      this.slice(at, child.start);
      this.node(child);
      at = child.end;
    }
    this.slice(at, node.end);
  }

  /** An operand between commas. */
  operand(node: Node): void {
    if (node.type !== 'SequenceExpression') {
      this.node(node);
      return;
    }
    this.text('(');
    this.node(node satisfies SequenceExpression);
    this.text(')');
  }

  /** In front of a `.` or of a `(`. */
  primary(node: Node): void {
    if (PRIMARIES.has(node.type)) {
      this.node(node);
      return;
    }
    this.text('(');
    this.node(node);
    this.text(')');
  }

  operands(nodes: readonly Node[]): void {
    nodes.forEach((node, i) => {
      if (i > 0) this.text(', ');
      this.operand(node);
    });
  }

  /** The same after another operand. */
  moreOperands(nodes: readonly Node[]): void {
    for (const node of nodes) {
      this.text(', ');
      this.operand(node);
    }
  }

  /** A number not used before, for the names of temporaries. */
  number(): number {
    return ++this.#lastNumber;
  }

  temporary(name: string): string {
    this.context.temporaries.add(name);
    return name;
  }

  /** A call that sets the flag: its result is the value, or a generator that still has to run. */
  maybe(printCall: () => void): void {
    const { delegate, flag, result } = this.names;
    const name = this.temporary(result);
    const place = this.#place;
    this.text(`(${name} = `);
    printCall();
    // Where a stack shows the call while its generator runs.
    this.mark(place);
    this.text(`, ${flag} ? yield* ${delegate}(${name}) : ${name})`);
  }

  /** A call that certainly gives a generator. */
  certain(printCall: () => void): void {
    this.text(`(yield* ${this.names.delegate}(`);
    printCall();
    this.text('))');
  }
}

/** Where V8 would see the call, be it hidden in a loop; undefined for what is no call. */
function placeOf(node: Node): number | undefined {
  switch (node.type) {
    case 'CallExpression':
      return node.callee.type === 'MemberExpression' ? node.callee.property.start : node.callee.start;
    case 'MemberExpression':
      return node.property.start;
    case 'NewExpression':
    case 'TaggedTemplateExpression':
    case 'AwaitExpression':
    case 'YieldExpression':
      return node.start;
    case 'ForOfStatement':
      return node.right.start;
    default:
      return undefined;
  }
}
