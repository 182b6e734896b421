import type { Identifier, MemberExpression } from 'acorn';
import { isFunction, type Node, patternIdentifiers } from '../ast.js';
import { nameValue, noteMember, noteStored } from './members.js';
import { refer, use } from './references.js';
import { nameOfKey, type Place, type Visitors, type Walker } from './walker.js';

/** Walks a pattern that declares names: parameters, variables, `catch`. */
export function bindPattern(walker: Walker, pattern: Node | null | undefined, place: Place): void {
  walkPattern(walker, pattern, place, true);
}

/** Walks what stands left of `=`. What is stored there, if it is no pattern, the assignment itself tells. */
export function assignTarget(walker: Walker, target: Node, place: Place): void {
  if (target.type === 'MemberExpression') walkMember(walker, target, place);
  else walkPattern(walker, target, place, false);
}

function walkPattern(walker: Walker, pattern: Node | null | undefined, place: Place, declares: boolean): void {
  switch (pattern?.type) {
    case undefined:
      return;
    case 'Identifier':
      refer(walker, pattern, place);
      if (declares) return;
      if (pattern.$binding) pattern.$binding.writes++;
      else walker.facts.assignedGlobals.add(pattern.name);
      return;
    case 'ObjectPattern':
      for (const part of pattern.properties) {
        if (part.type === 'RestElement') {
          walkPattern(walker, part.argument, place, declares);
          walker.site(part, 'copy', place);
          continue;
        }
        if (part.computed) {
          walker.walk(part.key, place);
          walker.site(part.key, 'key', place);
        }
        const name = nameOfKey(part.key, part.computed);
        if (name !== undefined) walker.facts.propertyNames.add(name);
        walker.site(part, 'get', place);
        walkPattern(walker, part.value, place, declares);
      }
      return;
    case 'ArrayPattern':
      for (const part of pattern.elements) walkPattern(walker, part, place, declares);
      walker.site(pattern, 'pattern', place);
      return;
    case 'AssignmentPattern':
      if (pattern.left.type === 'Identifier') nameValue(pattern.right, pattern.left.name);
      walkPattern(walker, pattern.left, place, declares);
      walker.walk(pattern.right, place);
      return;
    case 'RestElement':
      walkPattern(walker, pattern.argument, place, declares);
      return;
    case 'MemberExpression':
      walkMember(walker, pattern, place);
      // Nobody knows what a pattern or a loop puts there.
      noteStored(walker, pattern, pattern);
      return;
    default:
      walker.walk(pattern, place);
  }
}

function walkMember(walker: Walker, node: MemberExpression, place: Place): void {
  if (node.object.type === 'Super') {
    use(node.object, place, 'superMember');
    use(node, place, 'self');
  } else walker.walk(node.object, place);
  if (node.computed) walker.walk(node.property, place);
  noteMember(walker, node, place);
  walker.site(node, node.property.type === 'PrivateIdentifier' ? 'privateSet' : 'set', place);
}

export const patternVisitors = {
  VariableDeclaration(walker, node, place) {
    for (const { id, init } of node.declarations) {
      if (id.type === 'Identifier') nameValue(init, id.name);
      bindPattern(walker, id, place);
      walker.walk(init, place);
      if (id.type === 'Identifier') initialise(id, init, node.kind, place);
      else if (init) for (const { $binding } of patternIdentifiers(id)) if ($binding) $binding.source = init;
      ready(id, node.end);
    }
  },
  CatchClause(walker, node, place) {
    bindPattern(walker, node.param, place);
    if (node.param) ready(node.param, node.param.end);
    walker.walk(node.body, place);
  },
  ForOfStatement(walker, node, place) {
    walkHead(walker, node, place);
    walker.site(node, node.await ? 'await' : 'iterate', place);
    walker.walk(node.body, place);
  },
  ForInStatement(walker, node, place) {
    walkHead(walker, node, place);
    walker.site(node, 'enumerate', place);
    walker.walk(node.body, place);
  },
} satisfies Visitors;

/** A `var` may be read before, and be declared again. */
function initialise({ $binding }: Identifier, init: Node | null | undefined, kind: string, { scope }: Place): void {
  if (!$binding || !init) return;
  if (kind === 'var' && ($binding.initial || $binding.source || scope !== $binding.scope)) $binding.redeclared = true;
  $binding.initial = init;
  if (isFunction(init) && !$binding.redeclared) init.$function!.binding = $binding;
}

type Loop = Extract<Node, { type: 'ForOfStatement' | 'ForInStatement' }>;

function walkHead(walker: Walker, { left, right }: Loop, place: Place): void {
  if (left.type === 'VariableDeclaration') {
    bindPattern(walker, left.declarations[0]!.id, place);
    ready(left.declarations[0]!.id, right.end);
  } else walkPattern(walker, left, place, false);
  walker.walk(right, place);
}

/** From that offset on the names have their values. */
function ready(pattern: Node, at: number): void {
  for (const { $binding } of patternIdentifiers(pattern)) if ($binding) $binding.readyAt = at;
}
