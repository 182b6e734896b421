import type { MemberExpression } from 'acorn';
import { plainKey } from '../ast.js';
import type { Emitter } from './emitter.js';
import { becomesTwin } from './twin-kinds.js';

export type Print = () => void;

/** Is reading the member the language's own affair? */
export function readsPlainly(node: MemberExpression): boolean {
  if (node.property.type !== 'PrivateIdentifier') return node.$may !== true;
  const { get, method } = node.$private ?? {};
  return !(get?.$function?.suspends || (method?.$function && becomesTwin(method.$function)));
}

export function writesPlainly(node: MemberExpression): boolean {
  if (node.property.type === 'PrivateIdentifier') return node.$private?.set?.$function?.suspends !== true;
  return node.$may !== true;
}

/** Can it stand on the left side as it is written? A private name whose reading may wait is printed as a call. */
export const isPlainTarget = (node: MemberExpression): boolean =>
  writesPlainly(node) && (node.property.type !== 'PrivateIdentifier' || readsPlainly(node));

/** The key as an operand. */
export function keyOperand(emitter: Emitter, { computed, property }: MemberExpression): void {
  if (!computed) emitter.text(JSON.stringify(plainKey(property)));
  else if (property.$key) {
    emitter.maybe(() => {
      emitter.text(`${emitter.names.kit('key')}(`);
      emitter.operand(property);
      emitter.text(')');
    });
  } else emitter.operand(property);
}
