import { type Node, storedKey } from '../ast.js';
import type { Binding, Definition, Scope } from '../model.js';
import type { Place, Walker } from './walker.js';

/** The pattern's names get a value out of `expression`; undefined when nothing is known about it. */
export function definePattern(walker: Walker, pattern: Node | null, expression: Node | undefined, scope: Scope): void {
  switch (pattern?.type) {
    case 'Identifier':
      pattern.$binding = scope.find(pattern.name);
      define(pattern.$binding, expression ? { type: 'value', of: expression } : { type: 'unknown' });
      break;
    case 'AssignmentPattern':
      definePattern(walker, pattern.left, undefined, scope);
      if (pattern.left.type === 'Identifier') {
        scope.find(pattern.left.name)?.definitions.push({ type: 'value', of: pattern.right });
      }
      break;
    case 'ObjectPattern':
      for (const part of pattern.properties) {
        if (part.type === 'RestElement') definePattern(walker, part.argument, undefined, scope);
        else if (part.computed) definePattern(walker, part.value, undefined, scope);
        else defineKey(walker, part.value, { from: expression, key: storedKey(part.key, false) }, scope);
      }
      break;
    case 'ArrayPattern':
      for (const part of pattern.elements) definePattern(walker, part, undefined, scope);
      break;
    case 'RestElement':
      definePattern(walker, pattern.argument, undefined, scope);
      break;
    case 'MemberExpression':
      if (pattern.object.type === 'Identifier') walker.facts.patched.add(pattern.object);
      if (expression) walker.facts.storeInObject(storedKey(pattern.property, pattern.computed), expression);
      break;
  }
}

function defineKey(
  walker: Walker,
  target: Node,
  source: { readonly from: Node | undefined; readonly key: string },
  scope: Scope,
): void {
  const name = target.type === 'AssignmentPattern' ? target.left : target;
  if (name.type !== 'Identifier') {
    definePattern(walker, target, undefined, scope);
    return;
  }
  name.$binding = scope.find(name.name);
  define(name.$binding, { type: 'key', ...source });
  if (target.type === 'AssignmentPattern') name.$binding?.definitions.push({ type: 'value', of: target.right });
}

function define(binding: Binding | undefined, definition: Definition): void {
  if (!binding) return;
  binding.writes++;
  binding.definitions.push(definition);
}

/** The expressions inside of a pattern: defaults, computed keys, objects whose members are assigned. */
export function walkPattern(walker: Walker, pattern: Node | null, place: Omit<Place, 'role'>): void {
  switch (pattern?.type) {
    case 'AssignmentPattern':
      walkPattern(walker, pattern.left, place);
      walker.walk(pattern.right, place);
      break;
    case 'ObjectPattern':
      for (const part of pattern.properties) {
        if (part.type === 'RestElement') walkPattern(walker, part.argument, place);
        else {
          if (part.computed) walker.walk(part.key, place);
          walkPattern(walker, part.value, place);
        }
      }
      break;
    case 'ArrayPattern':
      for (const part of pattern.elements) walkPattern(walker, part, place);
      break;
    case 'RestElement':
      walkPattern(walker, pattern.argument, place);
      break;
    case 'MemberExpression':
      walker.walk(pattern.object, place, 'object');
      if (pattern.computed) walker.walk(pattern.property, place);
      break;
    case 'Identifier':
      pattern.$binding = place.scope.find(pattern.name);
      if (!pattern.$binding) walker.facts.freeReferences.push(pattern);
      break;
  }
}
