import type { CallExpression, NewExpression, Property } from 'acorn';
import { children, isFunction, isGlobal, type Node, plainKey, storedKey } from '../ast.js';
import { walkFunction } from './functions.js';
import { isGlobalObject, nameValue, noteMember, noteStored } from './members.js';
import { assignTarget } from './patterns.js';
import { refer, use } from './references.js';
import { DEFINERS } from './special-names.js';
import { nameOfKey, type Place, type Visitors, type Walker } from './walker.js';

/** Operators that make numbers or text of objects. */
const CONVERTING: ReadonlySet<string> = new Set('+ - * / % ** & | ^ << >> >>> < > <= >= == !='.split(' '));

export const expressionVisitors = {
  Identifier(walker, node, place) {
    refer(walker, node, place);
  },
  LabeledStatement(walker, node, place) {
    walker.walk(node.body, place);
  },
  BreakStatement() {},
  ContinueStatement() {},
  ImportDeclaration() {},
  ExportNamedDeclaration(walker, node, place) {
    walker.walk(node.declaration, place);
    for (const binding of place.scope.names.values()) if (node.declaration) binding.exported = true;
    for (const { local } of node.specifiers)
      if (local.type === 'Identifier') {
        refer(walker, local, place);
        if (local.$binding) local.$binding.exported = true;
      }
  },
  ExportDefaultDeclaration(walker, node, place) {
    nameValue(node.declaration, 'default');
    walker.walk(node.declaration, place);
  },
  MemberExpression(walker, node, place) {
    if (node.object.type === 'Super') use(node.object, place, 'superMember');
    else walker.walk(node.object, place);
    if (node.object.type === 'Super') use(node, place, 'self');
    if (node.computed) {
      walker.walk(node.property, place);
      walker.site(node.property, 'key', place);
    }
    noteMember(walker, node, place);
    walker.site(node, node.property.type === 'PrivateIdentifier' ? 'privateGet' : 'get', place);
  },
  AssignmentExpression(walker, node, place) {
    if (node.left.type === 'Identifier') nameValue(node.right, node.left.name);
    assignTarget(walker, node.left, place);
    walker.walk(node.right, place);
    if (node.left.type === 'Identifier') walker.facts.assigned.push(node.right);
    if (node.left.type === 'MemberExpression') noteStored(walker, node.left, node.right);
    if (CONVERTING.has(node.operator.slice(0, -1))) walker.site(node, 'convert', place);
  },
  UpdateExpression(walker, node, place) {
    assignTarget(walker, node.argument, place);
    walker.site(node, 'convert', place);
  },
  UnaryExpression(walker, node, place) {
    walker.walk(node.argument, place);
    if (node.operator === 'delete') walker.site(node, 'delete', place);
    else if ('+-~'.includes(node.operator)) walker.site(node, 'convert', place);
  },
  BinaryExpression(walker, node, place) {
    walker.walkChildren(node, place);
    if (node.operator === 'instanceof') walker.site(node, 'instanceof', place);
    else if (node.operator === 'in') walker.site(node, 'has', place);
    else if (CONVERTING.has(node.operator)) walker.site(node, 'convert', place);
  },
  TemplateLiteral(walker, node, place) {
    for (const expression of node.expressions) walker.walk(expression, place);
    if (node.expressions.length > 0) walker.site(node, 'convert', place);
  },
  PrivateIdentifier() {},
  ObjectExpression(walker, node, place) {
    for (const property of node.properties) {
      if (property.type === 'SpreadElement') {
        walker.walk(property.argument, place);
        walker.site(property, 'copy', place);
      } else walkProperty(walker, property, place);
    }
  },
  SpreadElement(walker, node, place) {
    walker.walk(node.argument, place);
    walker.site(node, 'iterate', place);
  },
  TaggedTemplateExpression(walker, node, place) {
    walker.walk(node.tag, place);
    for (const expression of node.quasi.expressions) walker.walk(expression, place);
    walker.site(node, 'tag', place);
  },
  NewExpression(walker, node, place) {
    walker.walkChildren(node, place);
    walker.site(node, 'new', place);
  },
  CallExpression(walker, node, place) {
    walkCall(walker, node, place);
  },
} satisfies Visitors;

function walkProperty(walker: Walker, property: Property, place: Place): void {
  const { facts } = walker;
  const { value } = property;
  const name = nameOfKey(property.key, property.computed);
  if (property.computed) {
    walker.walk(property.key, place);
    walker.site(property.key, 'key', place);
  }
  const known = { name: property.computed ? '' : storedKey(property.key, false) };
  if (property.kind !== 'init') {
    const kind = property.kind === 'get' ? 'getter' : 'setter';
    facts.accessors.push({ name, fn: walkFunction(walker, value as never, kind, place, known) });
    return;
  }
  facts.named.push({ name, value });
  if (property.method) walkFunction(walker, value as never, 'objectMethod', place, known);
  else {
    if (!property.computed && !property.shorthand && known.name !== '__proto__') nameValue(value, known.name);
    walker.walk(value, place);
  }
}

function walkCall(walker: Walker, node: CallExpression, place: Place): void {
  const { callee } = node;
  if (callee.type === 'Super') {
    use(callee, place, 'superCall');
    use(callee, place, 'self');
    use(callee, place, 'newTarget');
  } else walker.walk(callee, place);
  if (callee.type === 'Identifier' && !node.optional) callee.$callee = true;
  const isWrapper = callee.type === 'Identifier' && /^__(commonJS|esm)(Min)?\d*$/.test(callee.name);
  for (const argument of node.arguments) walker.walk(argument, place);
  if (isWrapper) for (const argument of node.arguments) keepInit(walker, argument);
  if (callee.type === 'Identifier' && callee.name === 'eval' && !callee.$binding) noteEval(place);
  noteGlobals(walker, node);
  noteDefined(walker, node);
  walker.site(node, callee.type === 'Super' ? 'superCall' : 'call', place);
}

/** What a CommonJS module's wrapper holds is init code, which nothing ever suspends. */
function keepInit(walker: Walker, argument: Node): void {
  if (isFunction(argument)) keepWhole(walker, argument.$function!);
  if (argument.type !== 'ObjectExpression') return;
  for (const property of argument.properties) {
    if (property.type === 'Property' && isFunction(property.value)) keepWhole(walker, property.value.$function!);
  }
}

/** With what runs inside of it while classes are made. */
function keepWhole(walker: Walker, fn: Place['fn']): void {
  fn.convertible = false;
  for (const inner of walker.facts.functions) if (inner.outer === fn && inner.isStaticPart) keepWhole(walker, inner);
}

function noteEval({ fn }: Place): void {
  for (let outer: Place['fn'] | undefined = fn; outer; outer = outer.outer) outer.hasEval = true;
}

/** `Object.defineProperty(object, key, …)`, and the names in the descriptors of its relatives. */
function noteDefined({ facts }: Walker, { callee, arguments: args }: CallExpression): void {
  if (callee.type !== 'MemberExpression' || !DEFINERS.has(nameOfKey(callee.property, callee.computed) ?? '')) return;
  for (const argument of args) for (const name of namesIn(argument)) facts.definedNames.add(name);
}

function namesIn(node: Node): readonly string[] {
  if (isFunction(node)) return [];
  if (node.type === 'Literal') return [String(node.value)];
  const own: string[] = [];
  if (node.type === 'Property') own.push(nameOfKey(node.key, node.computed) ?? '');
  // However the symbol is come by.
  if (node.type === 'MemberExpression') own.push(`@@${nameOfKey(node.property, node.computed)}`);
  return [...own, ...children(node).flatMap(namesIn)];
}

/** `Object.assign(globalThis, { name })`, `Object.defineProperty(globalThis, 'name', …)` */
function noteGlobals(walker: Walker, { callee, arguments: [target, source] }: CallExpression | NewExpression): void {
  if (callee.type !== 'MemberExpression' || callee.computed || !isGlobal(callee.object, 'Object')) return;
  if (!target || !source || !isGlobalObject(target)) return;
  const method = plainKey(callee.property);
  if (method === 'defineProperty' && source.type === 'Literal') walker.facts.globalNames.add(String(source.value));
  if (method !== 'assign' || source.type !== 'ObjectExpression') return;
  for (const property of source.properties) {
    if (property.type === 'Property' && !property.computed) walker.facts.globalNames.add(plainKey(property.key));
  }
}
