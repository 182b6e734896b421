import type {
  AnonymousClassDeclaration,
  AnonymousFunctionDeclaration,
  AnyNode,
  ArrowFunctionExpression,
  ClassDeclaration,
  ClassExpression,
  FunctionDeclaration,
  FunctionExpression,
  Identifier,
} from 'acorn';

/** A node of the program's tree; annotations.ts gives it the fields in which the passes leave what they found. */
export type Node = AnyNode;
export type FunctionNode =
  | FunctionDeclaration
  | AnonymousFunctionDeclaration
  | FunctionExpression
  | ArrowFunctionExpression;
export type ClassNode = ClassDeclaration | AnonymousClassDeclaration | ClassExpression;

export const isFunction = (node: Node): node is FunctionNode =>
  node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression';

const NOT_NODES: ReadonlySet<string> = new Set(['type', 'start', 'end', 'loc', 'range', 'raw', 'regex', 'bigint']);

/** Child nodes in the order of the text. */
export function children(node: Node): Node[] {
  const found: Node[] = [];
  const fields = node as unknown as Readonly<Record<string, unknown>>;
  for (const name in fields) {
    if (NOT_NODES.has(name) || name.charCodeAt(0) === 36 /* $ */) continue;
    const value = fields[name];
    if (value === null || typeof value !== 'object') continue;
    if (Array.isArray(value)) {
      for (const item of value) if (item !== null && typeof item.type === 'string') found.push(item);
    } else if (typeof (value as Node).type === 'string') {
      found.push(value as Node);
    }
  }
  // Shorthand properties hold one identifier twice; template literals hold strings and expressions in two lists.
  for (let i = 1; i < found.length; i++) {
    if (found[i]!.start < found[i - 1]!.start) return found.sort((a, b) => a.start - b.start);
  }
  return found;
}

/** The identifiers that a pattern binds or assigns to. */
export function patternIdentifiers(pattern: Node | null | undefined, found: Identifier[] = []): Identifier[] {
  switch (pattern?.type) {
    case 'Identifier':
      found.push(pattern);
      break;
    case 'ObjectPattern':
      for (const part of pattern.properties) {
        patternIdentifiers(part.type === 'RestElement' ? part.argument : part.value, found);
      }
      break;
    case 'ArrayPattern':
      for (const part of pattern.elements) patternIdentifiers(part, found);
      break;
    case 'AssignmentPattern':
      patternIdentifiers(pattern.left, found);
      break;
    case 'RestElement':
      patternIdentifiers(pattern.argument, found);
      break;
  }
  return found;
}

/** Name of a property that is not computed: `a` of `{ a: 1 }`, `{ 'a': 1 }` and `o.a`, `#a` of `o.#a`. */
export function plainKey(key: Node): string {
  if (key.type === 'Identifier') return key.name;
  return key.type === 'PrivateIdentifier' ? `#${key.name}` : String((key as { value?: unknown }).value);
}

/** The name under which a property is stored; `*` when only running the code can tell. */
export function storedKey(key: Node, computed: boolean): string {
  if (!computed) return plainKey(key);
  return key.type === 'Literal' ? String(key.value) : '*';
}

/** `name` of `import { name as x }` and `export { x as name }`. */
export const moduleName = (node: Node): string => plainKey(node);

/** An identifier that no scope of the program declares. */
export const isGlobal = (node: Node, name?: string): boolean =>
  node.type === 'Identifier' && node.$binding === undefined && (name === undefined || node.name === name);

/** What stands in the text is no function, and no promise, whatever it is made from. */
export const makesPlainValue = ({ type }: Node): boolean => PLAIN.has(type);

const PLAIN: ReadonlySet<Node['type']> = new Set<Node['type']>([
  'Literal',
  'TemplateLiteral',
  'ObjectExpression',
  'ArrayExpression',
  'BinaryExpression',
  'UnaryExpression',
  'UpdateExpression',
]);
