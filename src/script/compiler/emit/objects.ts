import type { Identifier, ObjectExpression, Property } from 'acorn';
import { type FunctionNode, isFunction, plainKey } from '../ast.js';
import type { Emitter, Handlers } from './emitter.js';
import { generatorRest, printTwin, twinName, twinValue } from './functions.js';
import { computedKey } from './keys.js';
import { isLowered } from './lowered-patterns.js';
import { becomesTwin, makerOf, wrapperOf } from './twin-kinds.js';

export const objectHandlers = {
  ObjectExpression(emitter, node) {
    new Literal(emitter).print(node);
  },
  ObjectPattern(emitter, node) {
    // One that is taken apart by the language; a shorthand that goes to a global name can't stay short.
    if (isLowered(node)) throw new Error('a lowered pattern is printed by its statement');
    emitter.around(node);
  },
  Property(emitter, node) {
    if (!node.shorthand) return emitter.around(node);
    const name = node.value.type === 'AssignmentPattern' ? node.value.left : node.value;
    if (name.type === 'Identifier' && isRenamed(emitter, name)) emitter.text(`${name.name}: `);
    emitter.node(node.value);
  },
} satisfies Handlers;

/** Is the name printed as something else, so that it can't stand for key and value at once? */
const isRenamed = ({ context }: Emitter, { name, $onGlobal, $binding }: Identifier): boolean =>
  $onGlobal === true || (name === 'arguments' && !$binding && (context.captures || context.construction !== undefined));

/** An object literal: methods that suspend become functions; those that use `super`, and accessors, afterwards. */
class Literal {
  /** Calls that finish the object, once it is there. */
  readonly #later: string[] = [];

  constructor(private readonly emitter: Emitter) {}

  print(node: ObjectExpression) {
    const { emitter } = this;
    if (!node.properties.some((property) => this.#isSpecial(property))) return emitter.around(node);
    const chunks = emitter.capture(() => {
      emitter.text('{');
      let at = node.start + 1;
      for (const property of node.properties) {
        emitter.slice(at, property.start);
        this.#property(property);
        at = property.end;
      }
      emitter.slice(at, node.end);
    });
    if (this.#later.length === 0) return emitter.append(chunks);
    const { names } = emitter;
    // An arrow function, so that nothing of what is around changes its meaning; no waiting is left to be done here.
    emitter.text(`((${names.own('o')}) => { ${this.#later.join(' ')} return ${names.own('o')}; })(`);
    emitter.append(chunks);
    emitter.text(')');
  }

  #isSpecial(property: ObjectExpression['properties'][number]): boolean {
    if (property.type === 'SpreadElement') return property.$may === true;
    if (property.computed && (property.key.$key || namelessIn(property))) return true;
    const isMethod = property.method || property.kind !== 'init';
    return isMethod && becomesTwin((property.value as FunctionNode).$function!);
  }

  #property(property: ObjectExpression['properties'][number]) {
    const { emitter } = this;
    const { names } = emitter;
    if (property.type === 'SpreadElement') {
      if (!property.$may) return emitter.node(property);
      emitter.text('...');
      emitter.certain(() => {
        emitter.text(`${names.kit('copied')}(`);
        emitter.operand(property.argument);
        emitter.text(')');
      });
      return;
    }
    if (!this.#isSpecial(property)) return emitter.node(property);
    const node = property.value as FunctionNode;
    const fn =
      (property.method || property.kind !== 'init') && becomesTwin(node.$function!) ? node.$function! : undefined;
    if (fn === undefined) {
      const isMethod = property.method || property.kind !== 'init';
      if (isMethod) emitter.text(methodWords(property));
      const key = this.#key(property);
      if (isMethod) return emitter.node(property.value);
      emitter.text(': ');
      const nameless = namelessIn(property);
      if (nameless) madeFunction(emitter, nameless, key);
      else emitter.operand(property.value);
      return;
    }
    if (property.kind !== 'init') return this.#accessor(property, node);
    if (fn.uses.superMember) return this.#superMethod(property, node);
    const key = this.#key(property);
    const make = emitter.facades.factoryOf(fn, !property.computed);
    emitter.text(`: ${names.kit(makerOf(fn))}(${names.vu}, ${make}, `);
    printTwin(emitter, node, twinName(emitter, fn));
    emitter.text(property.computed ? `, ${key})` : ')');
  }

  /** Prints the key; a computed one is kept in a temporary, whose name is returned. */
  #key(property: Property): string {
    const { emitter } = this;
    if (!property.computed) {
      // In a literal `__proto__: value` means something else.
      emitter.text(plainKey(property.key) === '__proto__' ? '["__proto__"]' : '');
      if (plainKey(property.key) !== '__proto__') emitter.slice(property.key.start, property.key.end);
      return JSON.stringify(plainKey(property.key));
    }
    const name = emitter.temporary();
    emitter.text(`[${name} = `);
    computedKey(emitter, property.key);
    emitter.text(']');
    return name;
  }

  /** `super` needs a method of the object itself, so the body stands there until the object is complete. */
  #superMethod(property: Property, node: FunctionNode): void {
    const { emitter } = this;
    const { names } = emitter;
    const fn = node.$function!;
    emitter.text('*');
    const key = this.#key(property);
    generatorRest(emitter, node);
    const make = emitter.facades.factoryOf(fn, !property.computed);
    const wrap = names.kit(wrapperOf(fn));
    this.#later.unshift(`${wrap}(${names.vu}, ${names.own('o')}, ${key}, ${make});`);
  }

  /** The accessor's place in the object is taken by an empty one; its body stands under a key of ours. */
  #accessor(property: Property, node: FunctionNode): void {
    const { emitter } = this;
    const { names } = emitter;
    const fn = node.$function!;
    const kind = property.kind as 'get' | 'set';
    const hidden = `${names.kit('hiddenKey')}(${this.#later.length}, ${JSON.stringify(`${kind} ${fn.name}`)})`;
    emitter.text(`${kind} `);
    const key = this.#key(property);
    emitter.text(kind === 'get' ? '() {}, ' : `(${names.own('p1')}) {}, `);
    emitter.text(`*[${hidden}]`);
    generatorRest(emitter, node);
    const make = emitter.facades.factoryOf(fn, !property.computed);
    this.#later.push(
      `${names.kit('wrapAccessor')}(${names.vu}, ${names.own('o')}, ${key}, "${kind}", ${make}, ${hidden});`,
    );
  }
}

/** A function that takes its name from a computed key. */
function namelessIn({ computed, value }: Property): FunctionNode | undefined {
  if (!computed || !isFunction(value) || !becomesTwin(value.$function!)) return undefined;
  return value.type === 'FunctionExpression' && value.id ? undefined : value;
}

function madeFunction(emitter: Emitter, node: FunctionNode, name: string): void {
  const { names } = emitter;
  const fn = node.$function!;
  emitter.text(`${names.kit(makerOf(fn))}(${names.vu}, ${emitter.facades.factoryOf(fn, false)}, `);
  twinValue(emitter, node);
  emitter.text(`, ${name})`);
}

/** What stands in front of a method's key. */
function methodWords({ kind, value }: Property): string {
  if (kind !== 'init') return `${kind} `;
  const { async, generator } = (value as FunctionNode).$function!;
  return `${async ? 'async ' : ''}${generator ? '*' : ''}`;
}
