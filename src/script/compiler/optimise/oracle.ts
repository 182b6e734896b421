// Longer than other files because each proof asks the others, over what all of them have noted so far.
import type { CallExpression, NewExpression, TaggedTemplateExpression } from 'acorn';
import type { NativeTable } from '../../../suspension/natives.js';
import { isFunction, isGlobal, makesPlainValue, type Node } from '../ast.js';
import { nameOfKey, type ProgramFacts } from '../facts/walker.js';
import type { Binding, FunctionFacts, Site } from '../model.js';
import type { Oracle } from '../plan.js';
import { classOf, functionOf, initialOf, isUsedAsValue, rootName, waitsWhenCalled } from './bindings.js';
import {
  BUILTIN_CLASSES,
  CALLING_BUILTINS,
  COLLECTIONS,
  CONVERTERS,
  DISPATCHING_BUILTINS,
  HANDING_NAMES,
  PASSING_BUILTINS,
} from './builtins.js';
import { namesByBuiltins } from './naming.js';
import { ModuleUse } from './natives.js';
import { isQuiet, isReplaced } from './receivers.js';

const IS_INDEX = /^\d+$/;

export interface OracleParts {
  readonly facts: ProgramFacts;
  readonly natives: NativeTable;
  readonly k6Modules: readonly string[];
  /** The name belongs to a library that is not compiled. */
  readonly isLibrary: (name: string) => boolean;
}

/**
 * Proves that calls cannot wait. Values are followed through names that are never assigned again, and through property
 * names: a method can only be found under a name under which something stores it. What stores under names that the text
 * does not tell makes all names unknown, and an unknown callee may be every function that is used as a value.
 */
export class Proofs implements Oracle {
  readonly modules: ModuleUse;
  /** Libraries that functions which may wait are given to. */
  readonly reachedLibraries = new Set<string>();
  /** Names under which something that may wait is stored. */
  readonly #waitingNames = new Set<string>();
  /** Something that may wait is stored under a name that only running the code tells. */
  #anyName = false;
  /** A function that may wait is used as a value. */
  #anyValue = false;
  readonly #valueFunctions: readonly FunctionFacts[];

  constructor(private readonly parts: OracleParts) {
    const { facts, natives, k6Modules } = parts;
    this.modules = new ModuleUse(facts, natives, k6Modules);
    this.#valueFunctions = facts.functions.filter(isUsedAsValue);
    for (const name of this.modules.escapedNames) this.#waitingNames.add(name);
    for (const name of this.modules.methodNames) this.#waitingNames.add(name);
    this.#anyValue = this.modules.escapedNames.size > 0 || this.#nativesAreValues();
    if (this.modules.escapedNames.size > 0) this.#noteNaming();
  }

  /** A native is used other than by calling it: `const get = http.get`, `list.map(http.get)`. */
  #nativesAreValues(): boolean {
    const { facts } = this.parts;
    const called = new Set(facts.sites.map(({ node }) => (node.type === 'CallExpression' ? node.callee : undefined)));
    const isValue = ({ node, kind }: Site): boolean =>
      kind === 'get' && !called.has(node as never) && this.#known(node) === true;
    if (facts.sites.some(isValue)) return true;
    return facts.imports.some(
      (binding) => this.#imported(binding) && binding.references.some(({ $callee }) => $callee !== true),
    );
  }

  update(): boolean {
    const before = `${this.#anyName} ${this.#anyValue} ${this.#waitingNames.size}`;
    this.#anyValue ||= this.#valueFunctions.some((fn) => fn.suspends);
    for (const { name, value } of this.parts.facts.named) {
      if (!this.valueMayWait(value)) continue;
      if (name === undefined) this.#anyName = true;
      else this.#waitingNames.add(name);
    }
    if (this.#anyValue) this.#noteNaming();
    if (this.parts.facts.functions.some((fn) => fn.generator && fn.suspends)) {
      for (const name of ['next', 'return', 'throw']) this.#waitingNames.add(name);
    }
    return `${this.#anyName} ${this.#anyValue} ${this.#waitingNames.size}` !== before;
  }

  /** Builtins that give properties names which no text tells. */
  #noteNaming(): void {
    if (namesByBuiltins(this.parts.facts)) this.#anyName = true;
    for (const [name, makers] of Object.entries(HANDING_NAMES)) {
      if (makers.some((maker) => this.parts.facts.propertyNames.has(maker))) this.#waitingNames.add(name);
    }
  }

  /** May a function that waits be found under the name? Items of lists have the names of numbers. */
  #nameMayWait(name: string): boolean {
    return (
      this.#anyName ||
      this.#waitingNames.has(name) ||
      (this.#anyValue && (IS_INDEX.test(name) || name === 'constructor'))
    );
  }

  callMayWait({ node, kind }: Site): boolean {
    switch (kind) {
      case 'call':
        return this.#call(node as CallExpression);
      case 'new':
        return this.#new(node as NewExpression);
      case 'superCall':
        return this.#super(node);
      default:
        return this.#callee((node as TaggedTemplateExpression).tag);
    }
  }

  /** May a value be a function that waits? */
  valueMayWait(value: Node): boolean {
    if (makesPlainValue(value)) return false;
    switch (value.type) {
      case 'ClassExpression':
        return false;
      case 'Identifier':
        return isGlobal(value) ? this.#waitingNames.has(value.name) : this.#name(value.$binding);
      case 'ConditionalExpression':
        return this.valueMayWait(value.consequent) || this.valueMayWait(value.alternate);
      case 'LogicalExpression':
        return this.valueMayWait(value.left) || this.valueMayWait(value.right);
      default:
        if (isFunction(value)) return value.$function!.suspends;
        return this.#known(value) ?? this.#anyValue;
    }
  }

  #name(binding: Binding | undefined): boolean {
    const fn = functionOf(binding);
    if (fn) return fn.suspends;
    if (binding?.kind === 'class') return false;
    const value = initialOf(binding);
    if (value && value.type !== 'Identifier') return this.valueMayWait(value);
    if (binding?.imported) return this.#imported(binding);
    return this.#anyValue;
  }

  #imported(binding: Binding): boolean {
    const { source, name } = binding.imported!;
    return this.parts.natives[source]?.exports?.[name] !== undefined;
  }

  #known(value: Node): boolean | undefined {
    const native = this.modules.known(value);
    return native && native.kind !== undefined;
  }

  #call(node: CallExpression): boolean {
    const { callee } = node;
    const native = this.modules.known(callee);
    if (native) {
      if (native.kind === 'operation' || native.kind === 'connects') return true;
      return native.kind === 'callsBack' && this.#argumentsWait(node.arguments.slice(1));
    }
    if (callee.type === 'MemberExpression') return this.#method(node, callee);
    // What a script puts on `globalThis` is found by its name alone.
    if (isGlobal(callee) && this.#waitingNames.has((callee as { name: string }).name)) return true;
    if (isGlobal(callee) && this.#libraryCall(callee, node.arguments)) return true;
    if (isGlobal(callee)) return this.#globalCall((callee as { name: string }).name, node.arguments);
    return this.#callee(callee) || this.#libraryCall(callee, node.arguments);
  }

  #globalCall(name: string, args: readonly Node[]): boolean {
    const passesOn = PASSING_BUILTINS.has(name) || (CONVERTERS.has(name) && !isReplaced(name, this.parts.facts));
    return !passesOn && this.#argumentsWait(args);
  }

  #callee(callee: Node): boolean {
    if (callee.type === 'Identifier') {
      const fn = functionOf(callee.$binding);
      if (fn) return waitsWhenCalled(fn);
    }
    if (isFunction(callee)) return waitsWhenCalled(callee.$function!);
    return this.valueMayWait(callee);
  }

  #method({ arguments: args }: CallExpression, callee: Extract<Node, { type: 'MemberExpression' }>): boolean {
    if (callee.property.type === 'PrivateIdentifier') {
      const method = callee.$private?.method?.$function;
      return method ? method.suspends : this.#anyValue;
    }
    const name = nameOfKey(callee.property, callee.computed);
    if (name === undefined) return this.#anyValue || this.#waitingNames.size > 0;
    if (this.#nameMayWait(name)) return true;
    // `f.call(…)`, `f.apply(…)`, `f.bind(…)`
    if (name === 'call' || name === 'apply' || name === 'bind')
      return this.#receiverWaits(callee.object) || this.#argumentsWait(args);
    if (name === 'construct' && this.#someConstructs()) return true;
    const dispatches = DISPATCHING_BUILTINS.has(name) || this.modules.dispatchingMethods.has(name);
    if (dispatches && this.#anyValue) return true;
    if (isQuiet(callee.object, name, this.parts.facts)) return false;
    const isStatic = isGlobal(callee.object);
    const calls = isStatic || CALLING_BUILTINS.has(name) || this.modules.callingMethods.has(name);
    if (calls && this.#argumentsWait(args)) return true;
    return this.#libraryCall(callee.object, args);
  }

  #receiverWaits(object: Node): boolean {
    if (object.type !== 'MemberExpression') return this.valueMayWait(object);
    const name = nameOfKey(object.property, object.computed);
    // A builtin: `Array.prototype.map.call(list, f)`, of which the arguments tell.
    return name === undefined || this.#nameMayWait(name) || this.#known(object) === true;
  }

  #argumentsWait(args: readonly Node[]): boolean {
    return args.some((arg) => {
      if (arg.type === 'SpreadElement') return this.#anyValue;
      if (arg.type === 'ObjectExpression') {
        return arg.properties.some((one) => one.type === 'SpreadElement' || this.valueMayWait(one.value));
      }
      if (arg.type === 'ArrayExpression') return this.#argumentsWait(arg.elements.filter((one) => one !== null));
      return this.#mayHold(arg);
    });
  }

  /** May a value be a function that waits, or an object that has one? */
  #mayHold(value: Node): boolean {
    if (value.type === 'ClassExpression') return value.$class!.constructs;
    if (value.type !== 'Identifier') return this.valueMayWait(value);
    if (isGlobal(value)) return this.#waitingNames.has(value.name);
    const fn = functionOf(value.$binding);
    if (fn) return fn.suspends;
    const one = classOf(value.$binding);
    if (one) return one.$class!.constructs;
    const initial = initialOf(value.$binding);
    const isPlain = initial?.type === 'Literal' || initial?.type === 'TemplateLiteral';
    return isPlain ? false : this.#name(value.$binding) || this.#anyValue;
  }

  /** A function that waits and goes into a library may be called by anything of it. */
  #libraryCall(callee: Node, args: readonly Node[]): boolean {
    const root = rootName(callee);
    if (root === undefined || !this.parts.isLibrary(root) || !this.#argumentsWait(args)) return false;
    this.reachedLibraries.add(root);
    this.#anyName = true;
    return true;
  }

  #new({ callee, arguments: args }: NewExpression): boolean {
    if (isGlobal(callee)) {
      const { name } = callee as { name: string };
      if (isReplaced(name, this.parts.facts)) return this.#someConstructs();
      if (BUILTIN_CLASSES.has(name)) return false;
      const stores = COLLECTIONS[name];
      return stores === undefined ? this.#argumentsWait(args) : this.#nameMayWait(stores);
    }
    if (callee.type === 'Identifier') {
      const binding = callee.$binding;
      const one = classOf(binding);
      if (one) return one.$class!.constructs;
      const fn = functionOf(binding);
      if (fn) return fn.suspends;
      if (binding?.imported) return this.modules.constructs(binding) && this.#argumentsWait(args);
    }
    return this.#someConstructs();
  }

  #super(node: Node): boolean {
    const one = node.type === 'CallExpression' ? node.$in?.home.class : node.$class;
    const base = one?.node.superClass;
    if (!base) return false;
    // Of the language's own classes only those of plain values call nothing.
    if (isGlobal(base)) {
      const { name } = base as { name: string };
      if (isReplaced(name, this.parts.facts)) return this.#someConstructs();
      return this.#anyValue && !BUILTIN_CLASSES.has(name);
    }
    const known = base.type === 'Identifier' ? classOf(base.$binding) : undefined;
    return known ? known.$class!.constructs : this.#someConstructs();
  }

  #someConstructs(): boolean {
    const { classes } = this.parts.facts;
    return this.#anyValue || classes.some(({ constructs }) => constructs);
  }
}
