import type { Identifier } from 'acorn';
import type { NativeKind, NativeTable } from '../../../suspension/natives.js';
import { type Node, plainKey } from '../ast.js';
import type { ProgramFacts } from '../facts/walker.js';
import type { Binding } from '../model.js';

/** A native that an expression certainly is. `kind` undefined: one that never waits. */
export interface KnownNative {
  readonly module: string;
  readonly name: string;
  readonly kind: NativeKind | undefined;
}

/** What the program does with the modules that it imports. */
export class ModuleUse {
  /** Names of natives that may stand in other objects than their module: the module itself is used as a value. */
  readonly escapedNames = new Set<string>();
  /** Methods of objects that the imported modules give out: those that wait by themselves. */
  readonly methodNames = new Set<string>();
  /** Those that wait when a function does that they are given. */
  readonly callingMethods = new Set<string>();
  /** Those that wait when any function of the script does. */
  readonly dispatchingMethods = new Set<string>();
  readonly #patched = new Set<string>();

  constructor(
    private readonly facts: ProgramFacts,
    private readonly table: NativeTable,
    modules: readonly string[],
  ) {
    for (const { methods } of modules.map((name) => table[name] ?? {})) {
      for (const [name, kind] of Object.entries(methods ?? {})) {
        this.#namesOf(kind).add(name);
      }
    }
    this.#notePatches();
    this.#noteEscapes();
    this.#noteRequired(modules);
  }

  #namesOf(kind: NativeKind): Set<string> {
    if (kind === 'callsBack') return this.callingMethods;
    return kind === 'dispatches' ? this.dispatchingMethods : this.methodNames;
  }

  /** The native that `callee` is, if nothing else can be there. */
  known(callee: Node): KnownNative | undefined {
    if (callee.type === 'Identifier') return this.#ofBinding(callee.$binding);
    if (callee.type !== 'MemberExpression' || callee.computed || callee.object.type !== 'Identifier') return undefined;
    const module = moduleOf(callee.object.$binding);
    if (module === undefined || this.#patched.has(module)) return undefined;
    return this.#native(module, plainKey(callee.property));
  }

  /** A class of a module whose constructor calls functions that it is given. */
  constructs(binding: Binding): boolean {
    const { source, name } = binding.imported!;
    return this.table[source]?.constructs?.[name] !== undefined;
  }

  #ofBinding(binding: Binding | undefined): KnownNative | undefined {
    const imported = binding?.imported;
    if (imported === undefined || imported.name === 'default' || imported.name === '*') return undefined;
    return this.#patched.has(imported.source) ? undefined : this.#native(imported.source, imported.name);
  }

  #native(module: string, name: string): KnownNative | undefined {
    const known = this.table[module];
    return known && { module, name, kind: known.exports?.[name] };
  }

  /** A script may put its own functions into a module: `http.get = …`. */
  #notePatches(): void {
    for (const { node, kind } of this.facts.sites) {
      if (kind !== 'set' && kind !== 'delete') continue;
      const target = node.type === 'UnaryExpression' ? node.argument : node;
      if (target.type !== 'MemberExpression' || target.object.type !== 'Identifier') continue;
      const module = moduleOf(target.object.$binding);
      if (module !== undefined) this.#patch(module);
    }
  }

  #patch(module: string): void {
    this.#patched.add(module);
    this.#escape(module);
  }

  #escape(module: string): void {
    for (const name of Object.keys(this.table[module]?.exports ?? {})) this.escapedNames.add(name);
  }

  /** `require('k6/http')` gives the module to whoever asks; only the imports of ES modules are followed. */
  #noteRequired(modules: readonly string[]): void {
    for (const { node, kind } of this.facts.sites) {
      if (kind !== 'call' || node.type !== 'CallExpression' || node.callee.type !== 'Identifier') continue;
      if (!/^(__)?require\d*$/.test(node.callee.name)) continue;
      const [specifier] = node.arguments;
      const named = specifier?.type === 'Literal' ? [String(specifier.value)] : modules;
      for (const module of named) this.#patch(module);
    }
  }

  /** Every use of a module but `module.name` hands it to somebody, who may also change it. */
  #noteEscapes(): void {
    const direct = new Set<Identifier>();
    for (const { node, kind } of this.facts.sites) {
      if (kind !== 'get' || node.type !== 'MemberExpression' || node.computed) continue;
      // `module.default` is the module once more.
      if (node.object.type === 'Identifier' && plainKey(node.property) !== 'default') direct.add(node.object);
    }
    for (const binding of this.facts.imports) {
      const module = moduleOf(binding);
      if (module === undefined) continue;
      if (binding.references.some((reference) => !direct.has(reference))) this.#patch(module);
    }
  }
}

/** The module that a name stands for as a whole. */
export function moduleOf(binding: Binding | undefined): string | undefined {
  const imported = binding?.imported;
  return imported && (imported.name === 'default' || imported.name === '*') ? imported.source : undefined;
}
