import type { MethodDefinition, PropertyDefinition } from 'acorn';
import { type ClassNode, type FunctionNode, plainKey, storedKey } from '../ast.js';
import { type ClassFacts, FunctionFacts, type PrivateMember } from '../model.js';
import { codeAs, walkFunction } from './functions.js';
import { nameValue } from './members.js';
import { nameOfKey, type Place, type Visitors, type Walker } from './walker.js';

export const classVisitors = {
  ClassDeclaration(walker, node, place) {
    walkClass(walker, node, place);
    const outside = node.$scope!.parent!.find(node.id?.name ?? '');
    if (node.id && outside) {
      node.id.$binding = outside;
      outside.readyAt = node.end;
      outside.declaredClass = node;
    }
  },
  ClassExpression(walker, node, place) {
    walkClass(walker, node, place);
  },
} satisfies Visitors;

function walkClass(walker: Walker, node: ClassNode, place: Place): void {
  const facts: ClassFacts = {
    node,
    name: node.$original ?? node.id?.name ?? node.$name ?? '',
    outer: place.fn,
    derived: node.superClass !== null && node.superClass !== undefined,
    constructorFacts: new FunctionFacts(node, 'defaultConstructor', place.fn),
    fields: [],
    statics: [],
    privateMembers: privateMembersOf(node),
    constructs: false,
    reference: undefined,
  };
  node.$class = facts;
  facts.constructorFacts.class = facts;
  walker.facts.classes.push(facts);
  const inside = { ...place, classes: [...place.classes, facts] };
  const inner = node.id && node.$scope!.find(node.id.name);
  if (inner) inner.declaredClass = node;
  walker.walk(node.superClass, inside);
  for (const member of node.body.body) {
    if (member.type === 'StaticBlock') {
      const fn = codeAs(walker, member, 'staticBlock', place, facts);
      fn.isStatic = true;
      facts.statics.push(fn);
      member.$function = fn;
      const scope = member.$scope!;
      for (const statement of member.body) walker.walk(statement, { ...inside, scope, fn, inParameters: false });
    } else if (member.type === 'MethodDefinition') walkMethod(walker, member, inside, facts);
    else walkField(walker, member, inside, facts);
  }
  const { constructorFacts } = facts;
  if (constructorFacts.kind === 'defaultConstructor') {
    walker.facts.functions.push(constructorFacts);
    if (facts.derived) {
      const site = { node, kind: 'superCall', fn: constructorFacts, inParameters: false } as const;
      constructorFacts.sites.push(site);
    }
  }
  walker.site(node, 'class', place);
}

function walkKey(walker: Walker, member: MethodDefinition | PropertyDefinition, place: Place): void {
  if (!member.computed) return;
  walker.walk(member.key, place);
  walker.site(member.key, 'key', place);
}

function walkMethod(walker: Walker, member: MethodDefinition, place: Place, facts: ClassFacts): void {
  walkKey(walker, member, place);
  const { key, computed, kind } = member;
  const name = nameOfKey(key, computed);
  const known = { class: facts, isStatic: member.static, name: computed ? '' : storedKey(key, false) };
  const value = member.value as FunctionNode;
  if (kind === 'constructor') {
    facts.constructorFacts = walkFunction(walker, value, 'constructor', place, { ...known, name: facts.name });
    return;
  }
  const functionKind = kind === 'get' ? 'getter' : kind === 'set' ? 'setter' : 'method';
  const fn = walkFunction(walker, value, functionKind, place, known);
  if (key.type === 'PrivateIdentifier') return;
  if (kind !== 'method') walker.facts.accessors.push({ name, fn });
  else walker.facts.named.push({ name, value });
}

function walkField(walker: Walker, member: PropertyDefinition, place: Place, facts: ClassFacts): void {
  walkKey(walker, member, place);
  const fn = codeAs(walker, member, 'field', place, facts);
  fn.isStatic = member.static;
  if (member.static) fn.convertible = place.fn.convertible;
  (member.static ? facts.statics : facts.fields).push(fn);
  member.$function = fn;
  if (!member.value) return;
  if (!member.computed) nameValue(member.value, storedKey(member.key, false));
  if (member.key.type !== 'PrivateIdentifier') {
    walker.facts.named.push({ name: nameOfKey(member.key, member.computed), value: member.value });
  }
  walker.walk(member.value, { ...place, fn, inParameters: false });
}

function privateMembersOf(node: ClassNode): Map<string, PrivateMember> {
  const members = new Map<string, PrivateMember>();
  for (const member of node.body.body) {
    if (member.type === 'StaticBlock' || member.key.type !== 'PrivateIdentifier') continue;
    const name = plainKey(member.key).slice(1);
    const value = member.value as FunctionNode;
    if (member.type === 'PropertyDefinition') members.set(name, { kind: 'field', isStatic: member.static });
    else if (member.kind === 'method') members.set(name, { kind: 'method', isStatic: member.static, method: value });
    else {
      const known = members.get(name) ?? { kind: 'accessor', isStatic: member.static };
      members.set(name, Object.assign(known, { [member.kind]: value }));
    }
  }
  return members;
}
