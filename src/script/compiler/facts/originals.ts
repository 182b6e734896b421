import { children, isFunction, type Node } from '../ast.js';

/** Marks functions and classes that would have a name other than the one in the user's text. */
export function noteOriginals(node: Node, names: ReadonlyMap<number, string>): void {
  if (names.size > 0) visit(node, names);
}

function visit(node: Node, names: ReadonlyMap<number, string>): void {
  if (isNamedThing(node) && node.id) note(node, names.get(node.id.start), node.id.name);
  if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && node.init) {
    const isNameless = isNamedThing(node.init) ? !node.init.id : isFunction(node.init);
    if (isNameless) note(node.init, names.get(node.id.start), node.id.name);
  }
  for (const child of children(node)) visit(child, names);
}

type Named = Extract<
  Node,
  { type: 'FunctionDeclaration' | 'FunctionExpression' | 'ClassDeclaration' | 'ClassExpression' }
>;

const isNamedThing = (node: Node): node is Named =>
  node.type === 'FunctionDeclaration' ||
  node.type === 'FunctionExpression' ||
  node.type === 'ClassDeclaration' ||
  node.type === 'ClassExpression';

function note(node: Node, original: string | undefined, name: string): void {
  if (original !== undefined && original !== name) node.$original = original;
}
