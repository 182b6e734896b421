import type { MethodDefinition, PropertyDefinition, StaticBlock } from 'acorn';
import { type ClassNode, isFunction, storedKey } from '../ast.js';
import type { ClassFacts, FunctionFacts, PrivateMember } from '../model.js';
import { walkFunction } from './functions.js';
import type { Place, Visitors, Walker } from './walker.js';

export const classVisitors = { ClassDeclaration: walkClass, ClassExpression: walkClass } satisfies Visitors;

function walkClass(walker: Walker, node: ClassNode, place: Place): void {
  const facts: ClassFacts = {
    super: node.superClass ?? null,
    name: node.id?.name ?? '',
    constructorFacts: null,
    deferred: false,
    immediate: false,
    hidesSuper: false,
    fields: [],
    privateMembers: privateMembers(node),
  };
  node.$class = facts;
  walker.facts.classes.push(facts);
  walker.walk(node.superClass, place);
  defineName(node, facts, place);
  const inside = { scope: node.$scope!, fn: place.fn };
  walker.facts.classesAround.push(facts);
  for (const member of node.body.body) {
    if (member.type === 'StaticBlock') walkStaticBlock(walker, member, facts);
    else {
      if (member.computed) walker.walk(member.key, inside);
      if (member.type === 'PropertyDefinition') walkField(walker, member, facts, inside);
      else walkMethod(walker, member, facts);
    }
  }
  walker.facts.classesAround.pop();
}

/** A getter goes before a setter of the same name: reading is what may block. */
function privateMembers({ body }: ClassNode): ReadonlyMap<string, PrivateMember> {
  const members = new Map<string, PrivateMember>();
  for (const member of body.body) {
    if (member.type === 'StaticBlock' || member.key.type !== 'PrivateIdentifier') continue;
    const { name } = member.key;
    if (member.type === 'PropertyDefinition') members.set(name, { kind: 'field', function: undefined });
    else if (member.kind !== 'set' || !members.has(name)) {
      members.set(name, { kind: member.kind === 'constructor' ? 'method' : member.kind, function: member.value });
    }
  }
  return members;
}

/** A class has its name twice: where it is declared, and inside of itself. */
function defineName({ id, type, $scope }: ClassNode, facts: ClassFacts, { scope }: Place): void {
  if (!id) return;
  if (type === 'ClassDeclaration') {
    id.$binding = scope.find(id.name);
    id.$binding?.definitions.push({ type: 'class', class: facts });
  }
  $scope!.names.get(id.name)!.definitions.push({ type: 'class', class: facts });
}

function walkStaticBlock(walker: Walker, block: StaticBlock, facts: ClassFacts): void {
  const fn = initializer(walker, block, facts);
  for (const statement of block.body) walker.walk(statement, { scope: block.$scope!, fn });
}

function walkField(
  walker: Walker,
  member: PropertyDefinition,
  facts: ClassFacts,
  { scope }: Omit<Place, 'role'>,
): void {
  if (!member.value) return;
  const key = storedKey(member.key, member.computed);
  const fn = initializer(walker, member, facts);
  if (isFunction(member.value)) member.value.$name = key;
  if (!member.static && (!member.computed || member.key.type === 'Literal')) facts.fields.push(fn);
  walker.walk(member.value, { scope, fn }, 'definition');
  walker.facts.store(key, member.value);
}

function initializer(walker: Walker, node: StaticBlock | PropertyDefinition, facts: ClassFacts): FunctionFacts {
  const fn = walker.facts.addFunction(node, 'initializer');
  node.$function = fn;
  return Object.assign(fn, { convertible: false, class: facts });
}

function walkMethod(walker: Walker, member: MethodDefinition, facts: ClassFacts): void {
  const name = storedKey(member.key, member.computed);
  const known = { name, class: facts };
  switch (member.kind) {
    case 'constructor':
      facts.constructorFacts = walkFunction(walker, member.value, 'constructor', { name: facts.name, class: facts });
      return;
    case 'get': {
      const convertible = !member.computed;
      const fn = walkFunction(walker, member.value, 'getter', { ...known, convertible });
      if (member.key.type !== 'PrivateIdentifier') walker.facts.addGetter(name, fn);
      return;
    }
    case 'set':
      walkFunction(walker, member.value, 'setter', { ...known, convertible: false });
      return;
    case 'method': {
      walkFunction(walker, member.value, 'method', known);
      walker.facts.store(name, member.value);
    }
  }
}
