import { children, isGlobal, type Node } from '../ast.js';
import type { FunctionFacts } from '../model.js';

/** The functions around a node. */
interface Around {
  readonly fn: FunctionFacts;
  /** The innermost arrow function that becomes a generator function: it has to be given `this` and its like. */
  readonly arrow: FunctionFacts | null;
  /** The innermost function that is no arrow function, to which `this` belongs. */
  readonly home: FunctionFacts;
}

/** Marks the nodes that are printed differently from how they stand, with all nodes around them. */
export function markDirty(statement: Node, init: FunctionFacts): void {
  mark(statement, { fn: init, arrow: null, home: init });
}

function mark(node: Node, outside: Around): boolean {
  const own = node.$function;
  const isFunction = own !== undefined && own.kind !== 'module';
  const around = isFunction ? inside(node, own, outside) : outside;
  let dirty = isFunction && own.coloured;
  markBlockCallback(node);
  if (around.arrow && usesSurroundings(node)) {
    dirty = true;
    node.$captured = true;
    for (let one: FunctionFacts | null = around.arrow; one; one = one.outerArrow)
      (one.uses ??= new Set()).add(node.type);
  }
  dirty ||= isDirty(node, around);
  for (const child of children(node)) if (mark(child, around)) dirty = true;
  node.$dirty = dirty;
  return dirty;
}

function inside(node: Node, own: FunctionFacts, { fn, arrow, home }: Around): Around {
  if (node.type !== 'ArrowFunctionExpression') {
    return { fn: own.kind === 'initializer' ? fn : own, arrow: null, home: own };
  }
  if (!own.coloured) return { fn: own, arrow, home };
  own.outerArrow = arrow;
  return { fn: own, arrow: own, home };
}

/** `group('name', () => { … });` and `list.forEach(() => { … });` as statements. */
function markBlockCallback(node: Node): void {
  if (node.type !== 'ExpressionStatement' || node.expression.type !== 'CallExpression') return;
  const { $site, arguments: args } = node.expression;
  if (!$site?.active) return;
  for (const argument of args) if (argument.$function) argument.$function.mayBecomeBlock = true;
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

function isDirty(node: Node, { fn, home }: Around): boolean {
  if (node.$site?.active || node.$bind || node.$then || node.$onGlobal) return true;
  switch (node.type) {
    case 'AwaitExpression':
    case 'YieldExpression':
      return fn.coloured;
    case 'ReturnStatement':
      return fn.coloured && fn.mayBecomeBlock;
    case 'Super':
    case 'MetaProperty':
      return home.kind === 'constructor' && home.coloured;
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
