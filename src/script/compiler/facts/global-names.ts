import type { CallExpression } from 'acorn';
import { isGlobal, type Node, plainKey, storedKey } from '../ast.js';
import type { ProgramFacts } from './facts.js';

/** `globalThis.name = …` */
export function noteGlobalName(facts: ProgramFacts, target: Node): void {
  if (target.type !== 'MemberExpression' || !isGlobalObject(target.object)) return;
  const name = storedKey(target.property, target.computed);
  if (name !== '*') facts.globalNames.add(name);
}

/** `Object.assign(globalThis, { name })`, `Object.defineProperty(globalThis, 'name', …)` */
export function noteGlobalNames(facts: ProgramFacts, { callee, arguments: [target, source] }: CallExpression): void {
  if (callee.type !== 'MemberExpression' || callee.computed || !isGlobal(callee.object, 'Object')) return;
  if (!target || !source || !isGlobalObject(target)) return;
  const method = plainKey(callee.property);
  if (method === 'defineProperty' && source.type === 'Literal') facts.globalNames.add(String(source.value));
  if (method !== 'assign' || source.type !== 'ObjectExpression') return;
  for (const property of source.properties) {
    if (property.type === 'Property' && !property.computed) facts.globalNames.add(plainKey(property.key));
  }
}

const isGlobalObject = (node: Node): boolean => isGlobal(node, 'globalThis') || isGlobal(node, 'global');

/** Names that libraries, which are not walked, put on `globalThis`. */
export function globalNamesIn(text: string): string[] {
  const assignments = text.matchAll(/\bglobalThis\s*\.\s*([A-Za-z_$][\w$]*)\s*(?:=(?![=>])|\?\?=|\|\|=)/g);
  return [...assignments].map(([, name]) => name!);
}

/** A name on `globalThis` is no name of the VU's scope, so references to it have to say where it is. */
export function markGlobalNames(facts: ProgramFacts, fromLibraries: Iterable<string>): void {
  const names = new Set([...facts.globalNames, ...fromLibraries]);
  for (const fixed of ['globalThis', 'global', 'undefined', 'arguments']) names.delete(fixed);
  if (names.size === 0) return;
  for (const reference of facts.freeReferences) if (names.has(reference.name)) reference.$onGlobal = true;
}
