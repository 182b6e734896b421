import type { MemberExpression, UnaryExpression } from 'acorn';
import { plainKey } from '../ast.js';
import { Chain, hasSites } from './chains.js';
import type { Emitter, Handlers } from './emitter.js';
import { removal } from './members.js';

export const unaryHandlers = {
  UnaryExpression(emitter, node) {
    const { argument } = node;
    if (node.operator === 'delete' && node.$may && argument.type === 'MemberExpression') {
      return removal(emitter, argument, () => emitter.operand(argument.object));
    }
    if (node.operator === 'delete' && argument.type === 'ChainExpression' && hasSites(emitter, argument.expression)) {
      return new Chain(emitter).printRemoval(argument);
    }
    if (node.$may && node.operator !== 'delete') {
      emitter.maybe(() => {
        emitter.text(`${emitter.names.kit('unary')}("${node.operator}", `);
        emitter.operand(argument);
        emitter.text(')');
      });
      return;
    }
    if (node.operator === 'delete' && argument.type === 'MemberExpression') return plainRemoval(emitter, node);
    emitter.around(node);
  },
} satisfies Handlers;

/** The member itself is not read, only what leads to it. */
function plainRemoval(emitter: Emitter, node: UnaryExpression) {
  const { object, computed, property } = node.argument as MemberExpression;
  if (object.type === 'Super') return emitter.around(node);
  emitter.text('delete ');
  emitter.primary(object);
  if (computed) {
    emitter.text('[');
    emitter.node(property);
    emitter.text(']');
  } else emitter.text(`.${plainKey(property)}`);
}
