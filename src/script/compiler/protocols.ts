import { isFunction, isGlobal, makesPlainValue, type Node } from './ast.js';
import { CONVERSION_NAMES, DEFINERS, ITERATOR_NAMES, TRAP_NAMES } from './facts/special-names.js';
import type { ProgramFacts } from './facts/walker.js';
import type { ClassFacts } from './model.js';

/** Which protocols lead to functions that may wait, for the kernel. */
export interface ProtocolSummary {
  /** The language itself may find functions that wait: see `suspension/replay.ts`. */
  readonly replays: boolean;
  readonly iterators: boolean;
  /** Objects that promises are resolved with may have a `then` that waits. */
  readonly thenables: boolean;
  readonly asyncGenerators: boolean;
}

/**
 * Which of the language's own protocols lead to functions that may wait: accessors, conversions, iterators, Proxy traps.
 * All code of the program is seen, so what no function of it can be is left to the language. Should something get there
 * all the same, the function runs to its end, and where it would wait is an error at that very place.
 */
export class Protocols {
  /** Properties that may be accessors; `accessorsUnknown`: any may. */
  readonly accessorNames = new Set<string>();
  accessorsUnknown = false;
  conversions = false;
  iterators = false;
  thenables = false;
  hasInstance = false;
  /** Builtins make objects of classes of the script, whose constructors may wait. */
  species = false;
  /** There may be Proxies whose traps wait. */
  proxies = false;
  readonly #usesProxies: boolean;
  readonly #usesPromises: boolean;
  readonly #extendsBuiltins: boolean;
  readonly #extendsCollections: boolean;
  /** Its iterators ask a pattern of the script at each step. */
  readonly #usesMatchAll: boolean;
  readonly #definesAccessors: boolean;

  constructor(private readonly facts: ProgramFacts) {
    this.#usesProxies = facts.globals.has('Proxy') || facts.propertyNames.has('Proxy');
    this.#usesPromises = facts.globals.has('Promise') || facts.propertyNames.has('Promise');
    this.#usesMatchAll = facts.propertyNames.has('matchAll') || facts.propertyNames.has('@@matchAll');
    this.#extendsCollections = facts.classes.some(({ node: { superClass } }) => isBelow(superClass, COLLECTIONS));
    this.#extendsBuiltins = facts.classes.some(({ node: { superClass } }) => isBelow(superClass, DERIVING));
    this.#definesAccessors = [...DEFINERS].some((name) => facts.propertyNames.has(name));
  }

  get accessors(): boolean {
    return this.accessorsUnknown || this.accessorNames.size > 0;
  }

  /** The language itself may find functions that wait. Then it may call any, and each must be one that can be asked. */
  get reached(): boolean {
    return this.accessors || this.conversions || this.hasInstance || this.species;
  }

  /** What the kernel must look for at run time. */
  get summary(): ProtocolSummary {
    const asyncGenerators = this.facts.functions.some(({ async, generator }) => async && generator);
    // A Proxy of a function that waits does so without any trap.
    return {
      replays: this.reached || this.#usesProxies,
      iterators: this.iterators,
      thenables: this.thenables,
      asyncGenerators,
    };
  }

  mayRead(name: string | undefined): boolean {
    return this.accessorsUnknown || (name === undefined ? this.accessorNames.size > 0 : this.accessorNames.has(name));
  }

  /** Brings the sets up to what suspends now. Returns true when something was added. */
  update(waits: (value: Node) => boolean): boolean {
    const before = this.#state;
    for (const { name, fn } of this.facts.accessors) if (fn.suspends) this.#addAccessor(name);
    for (const { name, value } of this.facts.named) if (waits(value)) this.#addNamed(name);
    this.species ||=
      this.#extendsBuiltins && this.facts.classes.some(({ derived, constructs }) => derived && constructs);
    this.thenables ||= this.#usesPromises && this.facts.classes.some(mayBeOfPromises);
    this.iterators ||= this.facts.functions.some((fn) => fn.generator && !fn.async && fn.suspends);
    if (this.#usesMatchAll && this.conversions) this.iterators = true;
    return this.#state !== before;
  }

  get #state(): string {
    return [
      this.accessorNames.size,
      this.accessorsUnknown,
      this.conversions,
      this.iterators,
      this.thenables,
      this.hasInstance,
      this.species,
      this.proxies,
    ].join();
  }

  #addAccessor(name: string | undefined): void {
    if (name === undefined) {
      this.accessorsUnknown = true;
      this.conversions = true;
      this.iterators = true;
      this.thenables = true;
      return;
    }
    this.accessorNames.add(name);
    this.#addSpecial(name);
  }

  #addNamed(name: string | undefined): void {
    if (name === undefined) {
      this.conversions = true;
      this.iterators = true;
      this.thenables = true;
      this.hasInstance = true;
    } else this.#addSpecial(name);
    // What a collection is made of is put in by the class's own method.
    if (this.#extendsCollections && (name === undefined || name === 'add' || name === 'set')) this.species = true;
    if (this.#usesProxies && (name === undefined || TRAP_NAMES.has(name))) this.#addTrap();
    if (this.#definesAccessors && (name === undefined || name === 'get' || name === 'set')) {
      this.accessorsUnknown = true;
      for (const defined of this.facts.definedNames) this.#addSpecial(defined);
      // An element of an array is read by its iterator.
      if ([...this.facts.definedNames].some((defined) => /^\d+$/.test(defined))) this.iterators = true;
    }
  }

  #addTrap(): void {
    this.proxies = true;
    this.accessorsUnknown = true;
    this.conversions = true;
    this.iterators = true;
    this.thenables = true;
  }

  #addSpecial(name: string): void {
    if (CONVERSION_NAMES.has(name)) this.conversions = true;
    if (ITERATOR_NAMES.has(name)) this.iterators = true;
    if (name === 'then') this.thenables = true;
    if (name === '@@hasInstance') this.hasInstance = true;
  }
}

/** What `map`, `split`, `subarray` … make is of the class that they are called on. */
const DERIVING = /^(Array|RegExp|ArrayBuffer|\w+Array)$/;
const COLLECTIONS = /^(Weak)?(Map|Set)$/;

const isBelow = (superClass: Node | null | undefined, builtins: RegExp): boolean =>
  superClass?.type === 'Identifier' && isGlobal(superClass) && builtins.test(superClass.name);

/** The language makes another of a promise's class when it calls its `then`, and would not wait for the constructor. */
const mayBeOfPromises = ({ node: { superClass }, constructs }: ClassFacts): boolean =>
  constructs &&
  superClass !== null &&
  superClass !== undefined &&
  (!isGlobal(superClass) || isGlobal(superClass, 'Promise'));

/** May the value of a property be a function that waits? Of what is no literal function nobody knows. */
export function namedValueWaits(value: Node, known: (value: Node) => boolean): boolean {
  if (isFunction(value)) {
    const { suspends, generator, async } = value.$function!;
    return suspends && (!generator || async);
  }
  if (makesPlainValue(value)) return false;
  switch (value.type) {
    case 'Identifier':
      return !isGlobal(value, 'undefined') && known(value);
    default:
      return known(value);
  }
}
