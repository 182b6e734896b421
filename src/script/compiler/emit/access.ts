import type { MemberExpression } from 'acorn';
import { plainKey } from '../ast.js';
import type { Emitter } from './emitter.js';

/** `.name` or `[key]` */
export function memberAccess(emitter: Emitter, { property, computed }: MemberExpression): void {
  if (computed) {
    emitter.text('[');
    emitter.node(property);
    emitter.text(']');
  } else emitter.text(`.${plainKey(property)}`);
}

/** The key of a member as a value. */
export function keyOperand(emitter: Emitter, { property, computed }: MemberExpression): void {
  if (computed) emitter.operand(property);
  else emitter.text(JSON.stringify(plainKey(property)));
}

/** `super.name`, where `super` itself may be out of reach. */
export function superMember(emitter: Emitter, member: MemberExpression): void {
  const { names, context } = emitter;
  if (context.captures) {
    emitter.text(`${names.superMember}(`);
    keyOperand(emitter, member);
    emitter.text(')');
  } else if (member.computed) {
    emitter.text('super[');
    emitter.node(member.property);
    emitter.text(']');
  } else emitter.text(`super.${plainKey(member.property)}`);
}
