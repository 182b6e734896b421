import type { CallExpression, NewExpression } from 'acorn';
import { isGlobal, type Node } from './ast.js';
import { nameOfKey } from './facts/walker.js';
import type { Protocols } from './protocols.js';

/** Builtins that step through what they are given. */
const ITERATING: ReadonlySet<string> = new Set([
  ...['from', 'fromEntries', 'groupBy', 'all', 'allSettled', 'any', 'race', 'fromAsync', 'toArray', 'map', 'filter'],
  ...['take', 'drop', 'flatMap', 'reduce', 'forEach', 'some', 'every', 'find', 'union', 'intersection', 'difference'],
  ...['symmetricDifference', 'isSubsetOf', 'isSupersetOf', 'isDisjointFrom', 'concat', 'set', 'construct', 'apply'],
]);
/** Builtins that resolve promises. */
const RESOLVING: ReadonlySet<string> = new Set([
  ...['resolve', 'reject', 'all', 'allSettled', 'any', 'race', 'withResolvers', 'fromAsync', 'try'],
  ...['call', 'apply', 'construct', 'then', 'catch', 'finally'],
]);

/** May a builtin that is called here run something that waits, because the language asks an object that it is given? */
export function builtinMayAsk(node: Node, protocols: Protocols): boolean {
  if (node.type === 'NewExpression') return newMayAsk(node, protocols);
  if (node.type !== 'CallExpression') return false;
  const name = calledName(node);
  if (name === undefined) return false;
  // What they wait for must not settle while the VU is blocked.
  if (protocols.reached || isCombinator(node)) return true;
  return (protocols.iterators && ITERATING.has(name)) || (protocols.thenables && RESOLVING.has(name));
}

const COMBINATORS: ReadonlySet<string> = new Set(['all', 'allSettled', 'any', 'race']);

/** By its name: the class may be one of the script, or come from anywhere. */
const isCombinator = ({ callee }: CallExpression): boolean =>
  callee.type === 'MemberExpression' &&
  (isGlobal(callee.object, 'Promise') || !callee.computed) &&
  COMBINATORS.has(nameOfKey(callee.property, callee.computed) ?? 'all');

/** Of a method or a global; undefined for what the program declares. */
function calledName({ callee }: CallExpression): string | undefined {
  if (callee.type === 'MemberExpression') return nameOfKey(callee.property, callee.computed) ?? 'apply';
  return isGlobal(callee) ? (callee as { name: string }).name : undefined;
}

function newMayAsk({ arguments: args }: NewExpression, protocols: Protocols): boolean {
  if (args.every(({ type }) => type === 'Literal')) return false;
  return protocols.reached || protocols.iterators || protocols.thenables;
}
