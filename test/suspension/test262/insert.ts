// Puts blocking calls into a program without changing what it means: `x + f(y)` becomes `$b(x) + f($b(y))`.
import { type AnyNode, parse } from 'acorn';

export const PARSE_AS = {
  ecmaVersion: 'latest',
  sourceType: 'script',
  allowReturnOutsideFunction: true,
  allowAwaitOutsideFunction: false,
} as const;

/** Where an expression may be wrapped. */
export interface Place {
  readonly start: number;
  readonly end: number;
  /** A sequence would become several arguments. */
  readonly parenthesise: boolean;
}

/** Throws a SyntaxError when the text is none of a function's body. */
export function placesIn(text: string): Place[] {
  const places: Place[] = [];
  visit(parse(text, PARSE_AS), undefined, '', places);
  return places;
}

export function insertAt(text: string, places: readonly Place[], name: string): string {
  const marks = places.flatMap(({ start, end, parenthesise }, i) => [
    // At the same offset, what opens first closes last; what closes comes before what opens.
    { at: start, rank: 1_000_000 - (end - start) + i / 1e6, text: parenthesise ? `${name}((` : `${name}(` },
    { at: end, rank: -(1_000_000 - (end - start)), text: parenthesise ? '))' : ')' },
  ]);
  marks.sort((a, b) => a.at - b.at || a.rank - b.rank);
  const pieces: string[] = [];
  let from = 0;
  for (const mark of marks) {
    pieces.push(text.slice(from, mark.at), mark.text);
    from = mark.at;
  }
  return pieces.join('') + text.slice(from);
}

type Parent = AnyNode | undefined;

function visit(node: AnyNode, parent: Parent, key: string, places: Place[]): void {
  if (isExpression(node) && mayWrap(node, parent, key)) {
    places.push({ start: node.start, end: node.end, parenthesise: node.type === 'SequenceExpression' });
  }
  if (node.type === 'ObjectPattern') for (const property of node.properties) inPattern.add(property);
  for (const [name, child] of Object.entries(node)) {
    // `new a.b()` would call what is put into it.
    if (node.type === 'NewExpression' && name === 'callee') continue;
    if (node.type === 'ImportExpression') continue;
    if (Array.isArray(child)) {
      for (const one of child) if (isNode(one)) visit(one, node, name, places);
    } else if (isNode(child) && !(node.type === 'Property' && node.shorthand && name === 'key')) {
      visit(child, node, name, places);
    }
  }
}

const isNode = (value: unknown): value is AnyNode =>
  typeof value === 'object' && value !== null && typeof (value as AnyNode).type === 'string';

const EXPRESSIONS = new Set<string>([
  ...['ArrayExpression', 'ArrowFunctionExpression', 'AssignmentExpression', 'AwaitExpression', 'BinaryExpression'],
  ...['CallExpression', 'ChainExpression', 'ClassExpression', 'ConditionalExpression', 'FunctionExpression'],
  ...['Identifier', 'Literal', 'LogicalExpression', 'MemberExpression', 'MetaProperty', 'NewExpression'],
  ...['ObjectExpression', 'SequenceExpression', 'TaggedTemplateExpression', 'TemplateLiteral', 'ThisExpression'],
  ...['UnaryExpression', 'UpdateExpression', 'YieldExpression'],
]);
const isExpression = (node: AnyNode): boolean => EXPRESSIONS.has(node.type);

/** Whether this node stands where its value is taken, and only its value. */
function mayWrap(node: AnyNode, parent: Parent, key: string): boolean {
  if (parent === undefined) return false;
  if (isAnonymousDefinition(node) && NAMING.has(parent.type)) return false;
  switch (parent.type) {
    case 'ExpressionStatement':
      return parent.directive === undefined;
    case 'AssignmentExpression':
    case 'AssignmentPattern':
    case 'ForInStatement':
    case 'ForOfStatement':
      return key === 'right';
    case 'VariableDeclarator':
      return key === 'init';
    case 'UpdateExpression':
    case 'RestElement':
    case 'ArrayPattern':
      return false;
    case 'UnaryExpression':
      return parent.operator !== 'delete' && !(parent.operator === 'typeof' && node.type === 'Identifier');
    case 'CallExpression':
      return key === 'arguments' || (node.type === 'Identifier' && node.name !== 'eval' && node.name !== 'async');
    case 'MemberExpression':
      return key === 'object' ? !isChained(node) : parent.computed;
    case 'TaggedTemplateExpression':
    case 'ChainExpression':
    case 'MetaProperty':
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
    case 'CatchClause':
      return false;
    case 'Property':
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return mayWrapIn(parent, key);
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return key === 'body';
    case 'ClassDeclaration':
    case 'ClassExpression':
      return key === 'superClass';
    default:
      return true;
  }
}

/** Keys if they are computed; values of properties and fields, not of patterns and methods. */
function mayWrapIn(
  parent: Extract<AnyNode, { type: 'Property' | 'MethodDefinition' | 'PropertyDefinition' }>,
  key: string,
): boolean {
  if (key === 'key') return parent.computed;
  if (parent.type === 'PropertyDefinition') return true;
  if (parent.type === 'MethodDefinition') return false;
  const isPlain = parent.kind === 'init' && !parent.method && !parent.shorthand;
  return isPlain && !inPattern.has(parent);
}

/** Properties of patterns; filled as the walk goes down. */
const inPattern = new WeakSet<object>();

/** Part of an optional chain: its `?.` must be able to end the whole of it. */
const isChained = (node: AnyNode): boolean =>
  (node.type === 'MemberExpression' || node.type === 'CallExpression') &&
  (node.optional || isChained(node.type === 'CallExpression' ? node.callee : node.object));

/** A function or class here takes its name from what it is given to. */
const NAMING = new Set<string>([
  ...['AssignmentExpression', 'AssignmentPattern', 'VariableDeclarator', 'Property', 'PropertyDefinition'],
]);
const isAnonymousDefinition = (node: AnyNode): boolean =>
  node.type === 'ArrowFunctionExpression' ||
  ((node.type === 'FunctionExpression' || node.type === 'ClassExpression') && !node.id);
