import type { CallExpression, MemberExpression } from 'acorn';
import { isGlobal, type Node, plainKey } from './ast.js';
import type { ProgramFacts } from './facts/facts.js';
import { rootName } from './library-root.js';
import type { Site, Value } from './model.js';
import {
  builtinMethods,
  callingBuiltins,
  callingGlobals,
  hasOperations,
  nativeKind,
  nativeMethods,
} from './natives.js';
import { possibleValue } from './values.js';

/** Does it block? MAYBE is decided when the code runs. */
export const NO = 0;
export const MAYBE = 1;
export const CERTAIN = 2;
export type Level = typeof NO | typeof MAYBE | typeof CERTAIN;

/** Whether values and sites may block, as far as it is known by now. It only ever grows. */
export class Levels {
  /** Property names under which something is stored that may block. */
  readonly blockingNames = new Set<string>();
  readonly blockingGetters = new Set<string>();
  /** A function that may block is used as a value somewhere, so any unknown callee may be it. */
  somethingEscapes = false;
  generatorsBlock = false;
  constructorsBlock = false;
  /** Names of the libraries' variables that blocking callbacks are given to. */
  readonly reachedLibraries = new Set<string>();
  readonly #nativeMethods: ReadonlySet<string>;

  constructor(
    k6Modules: readonly string[],
    private readonly isLibraryName: (name: string) => boolean,
  ) {
    this.#nativeMethods = new Set(k6Modules.flatMap((module) => nativeMethods[module] ?? []));
  }

  /** Brings the sets up to what is coloured now. Returns true when something new may have come in through them. */
  update(facts: ProgramFacts): boolean {
    this.generatorsBlock = facts.functions.some((fn) => fn.generator && fn.coloured);
    this.constructorsBlock = facts.classes.some(({ deferred }) => deferred);
    for (const [name, getters] of facts.getters) if (getters.some((fn) => fn.coloured)) this.blockingGetters.add(name);
    const before = this.somethingEscapes;
    this.#updateEscapes(facts);
    for (let grows = true; grows; ) {
      grows = false;
      for (const [name, values] of facts.stored) {
        if (this.blockingNames.has(name) || !values.some((node) => this.of(node))) continue;
        this.blockingNames.add(name);
        grows = true;
      }
    }
    this.#updateEscapes(facts);
    return this.somethingEscapes !== before;
  }

  #updateEscapes({ escaping, inObjects }: ProgramFacts): void {
    this.somethingEscapes ||= escaping.some((node) => this.of(node)) || inObjects.some((node) => this.of(node));
  }

  of(node: Node | null | undefined): Level {
    return this.ofValue(possibleValue(node));
  }

  ofValue(value: Value): Level {
    switch (value.type) {
      case 'function':
        return value.fn.coloured && !value.fn.generator ? CERTAIN : NO;
      case 'native': {
        const kind = nativeKind(value.module, value.name);
        return kind === undefined || kind === 'checks' ? NO : CERTAIN;
      }
      case 'anyNative':
        return hasOperations(value.module) ? MAYBE : NO;
      case 'named':
        if (value.name === '*') return this.blockingNames.size > 0 || this.somethingEscapes ? MAYBE : NO;
        return this.#isBlockingName(value.name) ? MAYBE : NO;
      case 'unknown':
        return this.somethingEscapes ? MAYBE : NO;
      case 'several':
        return value.values.some((one) => this.ofValue(one)) ? MAYBE : NO;
      default:
        return NO;
    }
  }

  /** A function stored under a computed key may have any name, but hardly one of the language's own methods. */
  #isBlockingName(name: string): boolean {
    if (this.blockingNames.has(name) || this.#nativeMethods.has(name)) return true;
    return this.blockingNames.has('*') && !builtinMethods.has(name);
  }

  constructorOf(value: Value): boolean {
    switch (value.type) {
      case 'class':
        return value.class.deferred;
      case 'several':
        return value.values.some((one) => this.constructorOf(one));
      case 'unknown':
      case 'named':
        return this.constructorsBlock;
      case 'function':
        return value.fn.coloured;
      default:
        return false;
    }
  }

  ofSite({ kind, node, fn }: Site): Level {
    switch (kind) {
      case 'call':
        return this.#ofCall(node as CallExpression);
      case 'super':
        return fn.kind === 'constructor' && fn.class?.super && this.constructorOf(possibleValue(fn.class.super))
          ? CERTAIN
          : NO;
      case 'new':
        return node.type === 'NewExpression' && this.#ofNew(node.callee, node.arguments[0]) ? MAYBE : NO;
      case 'tag':
        return node.type === 'TaggedTemplateExpression' ? this.of(node.tag) : NO;
      case 'get':
        if (node.$private) return node.$private.function!.$function!.coloured ? CERTAIN : NO;
        return this.#ofRead(node as MemberExpression);
      case 'destructure':
        if (node.type === 'VariableDeclarator') return this.#iterates(node.init!) ? MAYBE : NO;
        return node.type === 'AssignmentExpression' && this.#iterates(node.right) ? MAYBE : NO;
      case 'delegate':
        return this.#iterationsBlock() ? MAYBE : NO;
      case 'forOf':
        return node.type === 'ForOfStatement' && this.#iterates(node.right) ? MAYBE : NO;
      case 'spread':
        return node.type === 'SpreadElement' && this.#iterates(node.argument) ? MAYBE : NO;
    }
  }

  #ofCall(node: CallExpression): Level {
    const { callee } = node;
    const value = possibleValue(callee);
    if (value.type === 'native') return this.#ofNativeCall(value, node);
    const level = this.ofValue(value);
    if (level) return level;
    if (value.type === 'library') {
      const name = rootName(callee);
      if (name !== undefined && this.isLibraryName(name)) {
        if (node.arguments.some((argument) => this.#ofArgument(argument))) this.reachedLibraries.add(name);
        return NO;
      }
    }
    return callee.type === 'MemberExpression' && !callee.computed ? this.#ofBuiltinCall(callee, node) : NO;
  }

  #ofNativeCall({ module, name }: Value & { type: 'native' }, { arguments: [, callback] }: CallExpression): Level {
    switch (nativeKind(module, name)) {
      case 'operation':
      case 'connects':
        return CERTAIN;
      case 'callsBack':
        return this.#ofArgument(callback) ? CERTAIN : NO;
      case 'checks':
        return this.#ofChecks(callback) ? CERTAIN : NO;
      default:
        return NO;
    }
  }

  #ofBuiltinCall({ object, property }: MemberExpression, node: CallExpression): Level {
    const name = plainKey(property);
    const isOtherGlobal = object.type === 'Identifier' && !object.$binding && !callingGlobals.has(object.name);
    if (callingBuiltins.has(name) && !isOtherGlobal) {
      if ((name === 'call' || name === 'apply') && this.of(object)) return MAYBE;
      if (node.arguments.some((argument) => this.#ofArgument(argument))) return MAYBE;
    }
    return this.generatorsBlock && consumers.has(name) ? MAYBE : NO;
  }

  #ofArgument(argument: Node | undefined): boolean {
    if (argument?.type === 'SpreadElement') return this.somethingEscapes;
    return argument !== undefined && this.of(argument) !== NO;
  }

  #ofChecks(checks: Node | undefined): boolean {
    let object = checks;
    if (object?.type === 'Identifier') {
      const definitions = object.$binding?.definitions;
      const only = definitions?.length === 1 ? definitions[0] : undefined;
      if (only?.type === 'value') object = only.of;
    }
    if (object?.type !== 'ObjectExpression') return this.somethingEscapes;
    return object.properties.some((property) =>
      property.type === 'Property' ? this.of(property.value) !== NO : this.somethingEscapes,
    );
  }

  #ofNew(callee: Node, first: Node | undefined): boolean {
    if (callee.type === 'Identifier' && isGlobal(callee)) {
      if (collections.has(callee.name)) return this.generatorsBlock && first !== undefined;
      return callee.name === 'Promise' && this.#ofArgument(first);
    }
    return callee.type === 'ThisExpression' ? this.constructorsBlock : this.constructorOf(possibleValue(callee));
  }

  #ofRead({ object, property }: MemberExpression): Level {
    if (!this.blockingGetters.has(plainKey(property))) return NO;
    const { type } = possibleValue(object);
    return type === 'library' || type === 'module' ? NO : MAYBE;
  }

  #iterates(iterable: Node): boolean {
    return iterable.type !== 'ArrayExpression' && this.#iterationsBlock();
  }

  #iterationsBlock(): boolean {
    return this.generatorsBlock || this.blockingNames.has('next');
  }
}

/** Classes of the language that are filled from an iterable. */
const collections: ReadonlySet<string> = new Set(['Map', 'Set', 'WeakMap', 'WeakSet']);
/** Methods that a generator has, or that take one. */
const consumers: ReadonlySet<string> = new Set(['next', 'return', 'throw', 'from']);
