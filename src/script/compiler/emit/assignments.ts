import type { Handlers } from './emitter.js';
import { isLowered } from './lowered-patterns.js';
import { convertingAssignment, memberAssignment } from './members.js';
import { assign } from './patterns.js';

export const assignmentHandlers = {
  AssignmentExpression(emitter, node) {
    const { left, right } = node;
    if (left.type === 'MemberExpression') return memberAssignment(emitter, node, left);
    if (node.operator === '=' && isLowered(left)) {
      const value = emitter.temporary();
      emitter.text('(');
      assign(emitter, left, () => {
        emitter.text(`(${value} = `);
        emitter.operand(right);
        emitter.text(')');
      });
      emitter.text(`, ${value})`);
    } else if (node.$may && node.operator !== '=') convertingAssignment(emitter, node);
    else emitter.around(node);
  },
} satisfies Handlers;
