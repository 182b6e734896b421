import type { Node } from '../ast.js';
import { isPlainTarget } from './member-parts.js';

/** Does taking the pattern apart run something that may wait? */
export function isLowered(pattern: Node | null | undefined): boolean {
  switch (pattern?.type) {
    case 'ObjectPattern':
      return pattern.properties.some(
        (part) =>
          part.$may === true ||
          (part.type === 'Property' && part.computed && part.key.$key === true) ||
          isLowered(part.type === 'RestElement' ? part.argument : part.value),
      );
    case 'ArrayPattern':
      return pattern.$may === true || pattern.elements.some(isLowered);
    case 'AssignmentPattern':
      return isLowered(pattern.left);
    case 'RestElement':
      return isLowered(pattern.argument);
    case 'MemberExpression':
      return !isPlainTarget(pattern);
    default:
      return false;
  }
}
