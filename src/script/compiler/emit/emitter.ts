import type { SequenceExpression } from 'acorn';
import { children, type Node } from '../ast.js';
import type { FunctionFacts, Scope } from '../model.js';
import type { Plan } from '../plan.js';
import { Facades } from './facades.js';
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
  /** It is an arrow function that became a generator function: `this` and its like come from constants around it. */
  readonly captures: boolean;
  /** In a derived constructor that became a generator function: `this` is a variable that `super(…)` sets. */
  readonly construction?: Construction | undefined;
  /** It is a generator function inside of another one, which reaches `super` through a constant of that. */
  readonly renamesSuper?: boolean;
  /** In a generator function inside of another one, which is handed the `arguments` of that if it asks for them. */
  readonly lent?: { args: boolean } | undefined;
  /** A callback printed as a block: its `return` leaves the block by this label. */
  readonly block?: { readonly returns: ReadonlySet<Node>; readonly label: string } | undefined;
}

export interface Construction {
  /** Name by which the constructor's code reaches the class. */
  readonly Class: string;
  readonly derived: boolean;
}

export type Handler<N extends Node = Node> = (emitter: Emitter, node: N) => void;
export type Handlers = { readonly [Type in Node['type']]?: Handler<Extract<Node, { type: Type }>> };

/** Without parentheses; others may have had some in the source. */
const PRIMARIES: ReadonlySet<string> = new Set([
  ...['Identifier', 'MemberExpression', 'CallExpression', 'ThisExpression', 'Super', 'ImportExpression'],
  ...['MetaProperty', 'ArrayExpression', 'TemplateLiteral', 'TaggedTemplateExpression'],
]);

/** Prints a program: what has a handler by that, everything else as slices of the bundle. */
export class Emitter {
  /** Set for each statement of the program, and within it for each function. */
  context!: Context;
  /** Generator functions lifted out of the functions they were written in. */
  readonly lifted: Chunk[][] = [];
  /** Exported name and the name of the variable. */
  readonly exports: [exported: string, local: string][] = [];
  /** Variables that hold what makes the operations of natives, by the text of the native; of one statement. */
  readonly makers = new Map<string, string>();
  readonly facades: Facades;
  #chunks: Chunk[] = [];
  /** Of the innermost call that is being printed. */
  #place: number | undefined;
  #lastNumber = 0;

  constructor(
    readonly source: string,
    readonly root: Scope,
    readonly names: Names,
    readonly plan: Plan,
    private readonly handlers: Handlers,
  ) {
    this.facades = new Facades(names);
  }

  text(text: string): void {
    this.#chunks.push(text);
  }

  slice(start: number, end: number): void {
    if (end <= start) return;
    const last = this.#chunks.at(-1);
    // Neighbours become one: the table of slices stays short.
    if (typeof last === 'object' && last.end === start && last.end > last.start) {
      this.#chunks[this.#chunks.length - 1] = { start: last.start, end };
    } else this.#chunks.push({ start, end });
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
    const handler = this.handlers[node.type] as Handler | undefined;
    if (!handler) return this.around(node);
    const outside = this.#place;
    this.#place = placeOf(node) ?? outside;
    handler(this, node);
    this.#place = outside;
  }

  /** New text from here to the next slice stands for this place of the bundle, in stacks. */
  mark(place = this.#place): void {
    if (place !== undefined) this.#chunks.push({ start: place, end: place });
  }

  /** The node as it stands, except for what in its children is printed differently. */
  around(node: Node): void {
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

  temporary(name = this.names.own(`c${this.number()}`)): string {
    this.context.temporaries.add(name);
    return name;
  }

  /** Prints an expression in a function that suspends: a call that sets the flag. */
  maybe(printCall: () => void): void {
    const { flag, result } = this.names;
    const name = this.temporary(result);
    const place = this.#place;
    this.text(`(${name} = `);
    this.mark(place);
    printCall();
    // Where a stack shows the call while its generator runs.
    this.mark(place);
    this.text(`, ${flag} ? yield* ${this.names.kit('delegate')}(${name}) : ${name})`);
  }

  /** Yields an operation; what the strand is resumed with is the value, or stands for an error. */
  resumed(printOperation: () => void): void {
    const { names } = this;
    const name = this.temporary(names.result);
    const place = this.#place;
    this.text(`((${name} = yield `);
    printOperation();
    this.mark(place);
    this.text(`) === ${names.kit('FAIL')} ? ${names.kit('resumed')}(${name}) : ${name})`);
  }

  /** A call that certainly gives a generator. */
  certain(printCall: () => void): void {
    const place = this.#place;
    this.mark(place);
    this.text(`(yield* ${this.names.kit('delegate')}(`);
    printCall();
    this.mark(place);
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
