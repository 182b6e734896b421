import type { CallExpression, Identifier, MemberExpression, NewExpression, ObjectExpression, Property } from 'acorn';
import { isFunction, storedKey } from '../ast.js';
import type { PrivateMember } from '../model.js';
import { walkFunction } from './functions.js';
import { noteGlobalName, noteGlobalNames } from './global-names.js';
import { definePattern, walkPattern } from './patterns.js';
import type { Place, Visitors, Walker } from './walker.js';

export const expressionVisitors = {
  Identifier(walker, node, place) {
    refer(walker, node, place);
  },
  MemberExpression(walker, node, place) {
    walker.walk(node.object, place, 'object');
    if (node.computed) walker.walk(node.property, place);
    if (node.property.type === 'PrivateIdentifier') {
      const member = privateMember(walker, node.property.name);
      if (member) node.$private = member;
      if (member?.kind === 'get' && place.role !== 'write') walker.facts.addSite(node, place.fn, 'get');
    } else if (isRead(node, place)) walker.facts.addSite(node, place.fn, 'get');
  },
  AssignmentExpression(walker, node, place) {
    if (node.left.type === 'Identifier') {
      refer(walker, node.left, { ...place, role: 'write' });
      if (isFunction(node.right)) node.right.$name = node.left.name;
    } else walkPattern(walker, node.left, place);
    walker.walk(node.right, place, 'definition');
    definePattern(walker, node.left, node.right, place.scope);
    noteGlobalName(walker.facts, node.left);
    if (node.left.type === 'ArrayPattern') walker.facts.addSite(node, place.fn, 'destructure');
  },
  UpdateExpression(walker, node, place) {
    walkPattern(walker, node.argument, place);
    if (node.argument.type === 'Identifier' && node.argument.$binding) node.argument.$binding.writes++;
  },
  UnaryExpression(walker, node, place) {
    if (node.operator !== 'delete') return walker.walk(node.argument, place);
    const { argument } = node;
    walkPattern(walker, argument.type === 'ChainExpression' ? argument.expression : argument, place);
  },
  ObjectExpression: walkObject,
  ArrayExpression(walker, node, place) {
    for (const element of node.elements) {
      if (element?.type === 'SpreadElement') {
        walker.walk(element.argument, place);
        walker.facts.addSite(element, place.fn, 'spread');
      } else {
        walker.walk(element, place);
        walker.facts.escape(element);
      }
    }
  },
  TaggedTemplateExpression(walker, node, place) {
    walker.walk(node.tag, place, node.tag.type === 'MemberExpression' ? 'callee' : 'tag');
    for (const expression of node.quasi.expressions) walker.walk(expression, place);
    walker.facts.escapeAll(node.quasi);
    walker.facts.addSite(node, place.fn, 'tag');
  },
  NewExpression(walker, node, place) {
    walker.walk(node.callee, place, 'newCallee');
    walkArguments(walker, node, place);
    walker.facts.addSite(node, place.fn, 'new');
  },
  CallExpression: walkCall,
} satisfies Visitors;

function refer({ facts }: Walker, node: Identifier, { scope, fn, role }: Place): void {
  node.$binding = scope.find(node.name);
  node.$binding?.references.push({ node, role, fn });
  if (!node.$binding) facts.freeReferences.push(node);
}

/** The innermost class that declares a private name decides what it means. */
const privateMember = ({ facts }: Walker, name: string): PrivateMember | undefined =>
  facts.classesAround.findLast(({ privateMembers }) => privateMembers.has(name))?.privateMembers.get(name);

const isRead = (node: MemberExpression, { role }: Place): boolean =>
  !node.computed && node.property.type === 'Identifier' && role !== 'callee' && role !== 'write';

function walkObject(walker: Walker, node: ObjectExpression, place: Place): void {
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') {
      walker.walk(property.argument, place);
      continue;
    }
    if (property.computed) walker.walk(property.key, place);
    walkProperty(walker, property, { ...place, inExportTable: node.$exportTable === true });
  }
}

function walkProperty(walker: Walker, property: Property, place: Place & { readonly inExportTable: boolean }): void {
  const { facts } = walker;
  const { value } = property;
  const name = storedKey(property.key, property.computed);
  if (property.kind !== 'init') {
    const known = { name, convertible: property.kind === 'get' && !property.computed };
    const fn = walkFunction(walker, value as never, property.kind === 'get' ? 'getter' : 'setter', known);
    if (property.kind === 'get') facts.addGetter(name, fn);
    return;
  }
  if (property.method) walkFunction(walker, value as never, 'objectMethod', { name });
  else {
    if (isFunction(value)) value.$name = name;
    walker.walk(value, place, 'definition');
  }
  if (place.inExportTable && value.type === 'ArrowFunctionExpression') {
    facts.store(name, value.body);
    value.$function!.convertible = false;
    facts.escape(value.body);
  } else facts.storeInObject(name, value);
}

function walkCall(walker: Walker, node: CallExpression, place: Place): void {
  const { callee } = node;
  const table = node.arguments[1];
  if (callee.type === 'Identifier' && callee.name === '__export' && table) table.$exportTable = true;
  // `f?.()` is printed with the callee in a temporary, so f is a value there.
  walker.walk(callee, place, node.optional && callee.type === 'Identifier' ? 'value' : 'callee');
  walkArguments(walker, node, place);
  noteGlobalNames(walker.facts, node);
  const method = callee.type === 'MemberExpression' && !callee.computed ? storedKey(callee.property, false) : undefined;
  if (node.arguments.length > 0 && (method === 'then' || method === 'catch' || method === 'finally')) {
    walker.facts.thenCalls.push(node);
  } else if (method === 'bind') {
    walker.facts.bindCalls.push(node);
  } else {
    if (callee.type === 'Super' && place.fn.kind === 'arrow') walker.facts.classesAround.at(-1)!.hidesSuper = true;
    walker.facts.addSite(node, place.fn, callee.type === 'Super' ? 'super' : 'call');
  }
}

function walkArguments(walker: Walker, node: CallExpression | NewExpression, place: Place): void {
  for (const argument of node.arguments) {
    if (argument.type === 'SpreadElement') {
      walker.walk(argument.argument, place);
      walker.facts.addSite(argument, place.fn, 'spread');
    } else walker.walk(argument, place);
  }
  walker.facts.argumentLists.push({ node, scope: place.scope });
}
