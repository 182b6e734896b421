import { children, isFunction, type Node } from './ast.js';

/** Does the program wait before it has made its exports? */
export function hasTopLevelAwait(node: Node): boolean {
  if (node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node.await)) return true;
  return children(node).some((child) => !isFunction(child) && hasTopLevelAwait(child));
}
