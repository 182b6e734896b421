import { isFunction, isGlobal, type Node } from '../ast.js';
import type { Place, Walker } from './walker.js';

/** A nameless function or class takes the name of what it is assigned to. */
export function nameValue(value: Node | null | undefined, name: string): void {
  if (!value) return;
  const isNameless = !('id' in value) || value.id === null || value.id === undefined;
  if ((isFunction(value) || value.type === 'ClassExpression') && isNameless) value.$name = name;
}

export function noteMember(walker: Walker, node: Extract<Node, { type: 'MemberExpression' }>, place: Place): void {
  if (node.property.type === 'PrivateIdentifier') {
    const { name } = node.property;
    const owner = place.classes.findLast(({ privateMembers }) => privateMembers.has(name));
    const member = owner?.privateMembers.get(name);
    if (member) node.$private = member;
    return;
  }
  const name = walker.memberName(node);
  if (name !== undefined) walker.facts.propertyNames.add(name);
}

export const isGlobalObject = (node: Node): boolean => isGlobal(node, 'globalThis') || isGlobal(node, 'global');

/** What is stored in a member: whoever calls something by that name may find it. */
export function noteStored(walker: Walker, target: Extract<Node, { type: 'MemberExpression' }>, value: Node): void {
  const name = walker.memberName(target);
  walker.facts.named.push({ name, value });
  if (name !== undefined && isGlobalObject(target.object)) walker.facts.globalNames.add(name);
}
