import type { Node } from './ast.js';
import { isGlobal, plainKey } from './ast.js';
import type { ProgramFacts } from './facts/facts.js';
import { CERTAIN, type Levels } from './levels.js';
import type { ClassFacts, FunctionFacts } from './model.js';
import { callingBuiltins, nativeBase } from './natives.js';
import { possibleValue } from './values.js';

/**
 * Finds out which functions may block, and marks the sites. Cheap, by name, and allowed to be wrong: too little and
 * the synchronous facade runs, which complains at the place where it would block; too much and it is only slower.
 */
export function colour(facts: ProgramFacts, levels: Levels): void {
  notePatches(facts);
  escapeArguments(facts);
  for (const one of facts.classes) {
    const canDefer = isScriptRooted(one);
    if (one.constructorFacts && !canDefer) one.constructorFacts.convertible = false;
    for (const field of one.fields) field.convertible = canDefer;
  }
  const blocks = facts.sites.some((site) => site.kind === 'call' && levels.ofSite(site) === CERTAIN);
  // Their continuations must wait while the VU is inside of a blocking call, so all of them are compiled.
  if (blocks) for (const fn of facts.functions) fn.coloured ||= fn.async && !fn.generator && fn.convertible;

  for (let changed = true; changed; ) {
    changed = levels.update(facts);
    for (const fn of facts.functions) {
      if (fn.coloured || !fn.convertible || !fn.sites.some((site) => levels.ofSite(site))) continue;
      fn.coloured = true;
      changed = true;
      if (fn.kind === 'constructor' || fn.kind === 'initializer') fn.class!.deferred = true;
    }
    for (const one of facts.classes) if (spreadDeferral(one)) changed = true;
    for (const getters of facts.getters.values()) if (spreadGetter(getters)) changed = true;
  }
  mark(facts, levels, blocks);
}

/** A script may put its own functions into a module of k6: `http.get = …`. From then on its members may be anything. */
function notePatches({ patched, root }: ProgramFacts): void {
  const modules = new Set<string>();
  for (const target of patched) {
    for (const definition of target.$binding?.definitions ?? []) {
      if (definition.type === 'import' && isWhole(definition)) modules.add(definition.source);
    }
  }
  for (const { definitions } of root.names.values()) {
    if (definitions.some((one) => one.type === 'import' && isWhole(one) && modules.has(one.source))) {
      definitions.push({ type: 'unknown' });
    }
  }
}

const isWhole = ({ imported }: { readonly imported: string }): boolean => imported === 'default' || imported === '*';

/** Arguments of builtins that call back, and of natives, do not come back through variables. */
function escapeArguments(facts: ProgramFacts): void {
  for (const { node } of facts.argumentLists) {
    if (keepsArguments(node.callee, facts)) continue;
    if (node.type === 'NewExpression' && isGlobal(node.callee, 'Promise')) continue;
    for (const argument of node.arguments) {
      facts.escape(argument.type === 'SpreadElement' ? argument.argument : argument);
    }
  }
}

function keepsArguments(callee: Node, facts: ProgramFacts): boolean {
  if (callee.type === 'Identifier' && callee.name.startsWith('__')) return true;
  if (possibleValue(callee).type === 'native') return true;
  if (callee.type !== 'MemberExpression' || callee.computed) return false;
  const name = plainKey(callee.property);
  return callingBuiltins.has(name) && !facts.stored.has(name);
}

/** Is the topmost base class one of the script, or one of the language that can be initialised a second time? */
function isScriptRooted(one: ClassFacts): boolean {
  if (one.hidesSuper) return false;
  if (!one.super || nativeBase(one) !== undefined) return true;
  const base = possibleValue(one.super);
  return base.type === 'class' && base.class !== one && isScriptRooted(base.class);
}

/** All classes of a hierarchy are made in the same way. */
function spreadDeferral(one: ClassFacts): boolean {
  const value = one.super && possibleValue(one.super);
  if (value?.type !== 'class') return false;
  const base = value.class;
  if (one.deferred && !base.deferred && isScriptRooted(base)) {
    base.deferred = true;
    return true;
  }
  if (!base.deferred || one.deferred) return false;
  one.deferred = true;
  return true;
}

/** A getter that overrides one that blocks needs a body beside it as well, or the inherited body would be run. */
function spreadGetter(getters: readonly FunctionFacts[]): boolean {
  if (!getters.some((fn) => fn.coloured)) return false;
  const missing = getters.filter((fn) => fn.convertible && !fn.coloured);
  for (const fn of missing) fn.coloured = true;
  return missing.length > 0;
}

function mark(facts: ProgramFacts, levels: Levels, blocks: boolean): void {
  for (const one of facts.classes) {
    if (!one.deferred) continue;
    if (one.constructorFacts) one.constructorFacts.coloured = true;
    for (const field of one.fields) field.coloured = true;
  }
  for (const one of facts.classes) {
    one.immediate = levels.constructorsBlock && one.constructorFacts !== null && !isScriptRooted(one);
  }
  for (const site of facts.sites) {
    site.active = site.fn.coloured && levels.ofSite(site) > 0;
    if (site.active && site.inParameters) site.fn.blocksInParameters = true;
  }
  if (blocks) for (const node of facts.thenCalls) node.$then = true;
  for (const node of facts.bindCalls) {
    if (node.callee.type === 'MemberExpression') node.$bind = levels.of(node.callee.object) > 0;
  }
  // Code in a string may call a function that nobody else sees as a value.
  const hasEval = facts.freeReferences.some(({ name }) => name === 'eval');
  for (const fn of facts.functions) fn.raw = !hasEval && isRaw(fn);
}

/** Is every reference a direct call that is compiled as such? Then nobody ever sees the function as a value. */
function isRaw({ node, kind, binding, ...fn }: FunctionFacts): boolean {
  if (!fn.coloured || fn.generator || fn.async || fn.exported || !binding || binding.exported) return false;
  if (kind === 'declaration' || ((kind === 'arrow' || kind === 'expression') && binding.kind === 'const')) {
    if (binding.definitions.length !== 1 || (kind === 'expression' && (node as { id?: unknown }).id)) return false;
    const { references } = binding;
    return references.length > 0 && references.every(({ role, fn: user }) => role === 'callee' && user.coloured);
  }
  return false;
}
