import type { CallExpression } from 'acorn';
import type { Node } from '../ast.js';
import { plainKey } from '../ast.js';
import { asBlock, ownStatements } from '../emit/inline.js';
import type { ProgramFacts } from '../facts/walker.js';
import type { Scope } from '../model.js';
import { functionOf } from './bindings.js';
import type { Proofs } from './oracle.js';

/** Marks calls of which it is known what they call: they need no question, and some no closure. */
export function noteShortcuts(facts: ProgramFacts, proofs: Proofs, root: Scope): void {
  for (const { node, kind } of facts.sites) {
    if (kind !== 'call' || node.type !== 'CallExpression' || !node.$may) continue;
    const native = proofs.modules.known(node.callee);
    if (native?.kind === 'operation') node.$native = true;
    else if (native?.name === 'group' && native.kind === 'callsBack') noteGroup(node);
    else if (!noteDirect(node, root)) noteForEach(node);
  }
}

/** `group('name', () => { … })` */
function noteGroup(node: CallExpression): void {
  if (node.arguments.length === 2 && asBlock(node.arguments[1], 0)) node.$inlined = 'group';
}

/** A function of the outermost level that never changes: its twin is known by name. */
function noteDirect(node: CallExpression, root: Scope): boolean {
  const { callee } = node;
  if (callee.type !== 'Identifier' || node.optional) return false;
  const fn = functionOf(callee.$binding);
  if (fn?.kind !== 'declaration' || callee.$binding!.scope !== root) return false;
  if (!fn.suspends || fn.async || fn.generator || fn.uses.newTarget) return false;
  node.$direct = fn;
  return true;
}

/** The item and its index; who asks for the list itself gets the call. */
const PARAMETERS = 2;

/**
 * `list.forEach((item, index) => { … })`. The body is printed twice, for the loop and for lists that are no arrays, so
 * a body with such a statement of its own stays a call.
 */
function noteForEach(node: CallExpression): void {
  const { callee } = node;
  if (!isForEach(node) || node.arguments.length !== 1 || callee.type !== 'MemberExpression') return;
  if (callee.object.type === 'Super' || node.optional || callee.optional || callee.$may) return;
  const callback = asBlock(node.arguments[0], PARAMETERS);
  if (callback && !ownStatements(callback.body as Node).some(isForEach)) node.$inlined = 'forEach';
}

const isForEach = (node: Node): boolean =>
  node.type === 'CallExpression' &&
  node.callee.type === 'MemberExpression' &&
  !node.callee.computed &&
  plainKey(node.callee.property) === 'forEach';
