import { children, isFunction, isGlobal, makesPlainValue, type Node } from './ast.js';
import type { FunctionFacts } from './model.js';

const known = new WeakMap<FunctionFacts, boolean>();

/** May a function return a promise, as far as the text tells? */
export function returnsPromise(fn: FunctionFacts): boolean {
  let answer = known.get(fn);
  if (answer === undefined) known.set(fn, (answer = isFunction(fn.node) && returnsIn(fn.node.body)));
  return answer;
}

function returnsIn(node: Node): boolean {
  if (/Expression$|^(Identifier|Literal|TemplateLiteral)$/.test(node.type)) return mayBePromise(node);
  return returnStatements(node).some((argument) => mayBePromise(argument));
}

/** What the statements return, without the functions and classes in them. */
function returnStatements(node: Node): Node[] {
  if (node.type === 'ReturnStatement') return node.argument ? [node.argument] : [];
  const isOther = isFunction(node) || node.type === 'ClassDeclaration' || /Expression$/.test(node.type);
  return isOther ? [] : children(node).flatMap(returnStatements);
}

function mayBePromise(value: Node): boolean {
  if (makesPlainValue(value)) return false;
  switch (value.type) {
    case 'ClassExpression':
      return false;
    case 'Identifier':
      return !isGlobal(value, 'undefined');
    case 'ConditionalExpression':
      return mayBePromise(value.consequent) || mayBePromise(value.alternate);
    case 'LogicalExpression':
      return mayBePromise(value.left) || mayBePromise(value.right);
    default:
      return !isFunction(value);
  }
}
