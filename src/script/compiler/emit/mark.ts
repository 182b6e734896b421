import { children, isGlobal, type Node } from '../ast.js';
import type { FunctionFacts } from '../model.js';

/**
 * Marks the nodes that are printed differently from how they stand, with all nodes around them. `arrow` is the
 * innermost arrow function that becomes a generator function: it has to be given `this` and its like.
 */
export function markDirty(node: Node, outerFn: FunctionFacts, outerArrow: FunctionFacts | null): boolean {
  let fn = outerFn;
  let arrow = outerArrow;
  const own = node.$function;
  let dirty = false;
  if (own && own.kind !== 'module') {
    if (own.kind !== 'initializer') fn = own;
    arrow = arrowOf(node, own, outerArrow);
    dirty = own.coloured;
  }
  markBlockCallback(node);
  if (arrow && usesSurroundings(node)) {
    dirty = true;
    node.$captured = true;
    for (let one: FunctionFacts | null = arrow; one; one = one.outerArrow) (one.uses ??= new Set()).add(node.type);
  }
  dirty ||= isDirty(node, fn);
  for (const child of children(node)) if (markDirty(child, fn, arrow)) dirty = true;
  node.$dirty = dirty;
  return dirty;
}

function arrowOf(node: Node, own: FunctionFacts, outer: FunctionFacts | null): FunctionFacts | null {
  if (node.type !== 'ArrowFunctionExpression') return null;
  if (!own.coloured) return outer;
  own.outerArrow = outer;
  return own;
}

/** `group('name', () => { … });` as a statement. */
function markBlockCallback(node: Node): void {
  if (node.type !== 'ExpressionStatement' || node.expression.type !== 'CallExpression') return;
  const { $site, arguments: args } = node.expression;
  const callback = $site?.active ? args[1]?.$function : undefined;
  if (callback) callback.mayBecomeBlock = true;
}

function usesSurroundings(node: Node): boolean {
  switch (node.type) {
    case 'ThisExpression':
    case 'Super':
      return true;
    case 'MetaProperty':
      return node.meta.name !== 'import';
    case 'Identifier':
      return isGlobal(node, 'arguments');
    default:
      return false;
  }
}

function isDirty(node: Node, fn: FunctionFacts): boolean {
  if (node.$site?.active || node.$bind || node.$then) return true;
  switch (node.type) {
    case 'AwaitExpression':
    case 'YieldExpression':
      return fn.coloured;
    case 'ReturnStatement':
      return fn.coloured && fn.mayBecomeBlock;
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration':
      return true;
    case 'ClassDeclaration':
    case 'ClassExpression':
      return node.$class!.deferred || node.$class!.immediate;
    default:
      return false;
  }
}
